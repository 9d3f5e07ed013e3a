import type { SessionMapping } from '../domain/session-mapping';

/** A content type whose entries are sessions. */
export type SessionBinding = {
  uid: string;
  /** As the Content-Type Builder shows it. */
  displayName: string;
  hasDraftAndPublish: boolean;
  isLocalized: boolean;
  /** The plugin's own type: its titles, ends and empty fields are filled in. */
  isOwn: boolean;
  /** The attribute that `populate` reads the meeting from. */
  relation: 'meeting' | 'zoomMeeting';
  mapping: SessionMapping;
  /** Attributes with one value for all languages, as far as the plan reads them. */
  shared: readonly string[];
  /** The relations that mapped paths lead over, each with the type it leads to. */
  related: readonly RelatedType[];
  /** Related types whose changes are followed at once; others wait for the reconcile. */
  watch: readonly string[];
};

export type RelatedType = { path: readonly string[]; uid: string };

export type SessionBindings = {
  all: readonly SessionBinding[];
  of(uid: string): SessionBinding | null;
};

/** `where` of the versions that count: the published ones; every one without draft & publish. */
export const publishedOnly = ({ hasDraftAndPublish }: SessionBinding): Record<string, unknown> =>
  hasDraftAndPublish ? { publishedAt: { $notNull: true } } : {};

/** `where` of the versions that editors work on. */
export const draftsOnly = ({ hasDraftAndPublish }: SessionBinding): Record<string, unknown> =>
  hasDraftAndPublish ? { publishedAt: null } : {};

/** `where` of a condition at a path: `course.startsAt` → `{ course: { startsAt: … } }`. */
export const whereAt = (path: readonly string[], condition: unknown): Record<string, unknown> => {
  const [name, ...rest] = path;
  if (name === undefined) return {};
  return { [name]: rest.length === 0 ? condition : whereAt(rest, condition) };
};
