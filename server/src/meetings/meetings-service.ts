import type { MeetingState, SyncState } from '../../../contracts/meeting';
import type { SessionBindings } from '../bindings';
import type { SessionKey } from '../domain/session';
import type { MeetingRow } from './meeting-row';
import type { MeetingRows } from './meeting-rows';

/** A meeting as other code of the app sees it: no link, no passcode, no host. */
export type MeetingView = {
  documentId: string;
  /** Null for a meeting that was made over REST. */
  session: SessionKey | null;
  /** Zoom's meeting id; null until Zoom has made it. */
  zoomId: string | null;
  topic: string | null;
  startTime: Date | null;
  endTime: Date | null;
  durationMinutes: number | null;
  timezone: string | null;
  state: MeetingState;
  syncState: SyncState;
  /** Why Zoom does not have what the CMS says, in an editor's words. */
  syncError: string | null;
};

export type NewSession = {
  /** The content type whose entry the session is. @default 'plugin::zoom.course-session' */
  type?: string;
  /** The entry's attributes, as the document service takes them. */
  data: Record<string, unknown>;
  /** @default the default locale */
  locale?: string;
};

/** What is used of Strapi's document service. */
type Documents = {
  create(input: Record<string, unknown>): Promise<{ documentId: string }>;
  unpublish(input: { documentId: string; locale: string }): Promise<unknown>;
  delete(input: { documentId: string; locale: string }): Promise<unknown>;
};

type Deps = {
  bindings: SessionBindings;
  rows: Pick<MeetingRows, 'findBySession'>;
  documents: (uid: string) => Documents;
  retry: (session: SessionKey) => Promise<boolean>;
  ownType: string;
};

const viewOf = (row: MeetingRow): MeetingView => ({
  documentId: row.documentId,
  session: row.session,
  zoomId: row.zoomId,
  topic: row.topic,
  startTime: row.startTime,
  endTime: row.endTime,
  durationMinutes: row.durationMinutes,
  timezone: row.timezone,
  state: row.state,
  syncState: row.syncState,
  syncError: row.syncError,
});

/**
 * Meetings for other code of the app: `strapi.plugin('zoom').service('meetings')`. It goes the way an
 * editor's save goes, so nothing here waits for Zoom; `zoom.meeting.*` events tell when it has followed.
 */
export const createMeetingsService = (deps: Deps) => {
  const { bindings, rows, documents } = deps;

  const bindingOf = (type: string) => {
    const binding = bindings.of(type);
    if (binding) return binding;
    const known = bindings.all.map(({ uid }) => uid).join(', ');
    throw new Error(`zoom: entries of ${type} are no sessions; sessions are those of ${known}`);
  };
  const ofSession = async (session: SessionKey): Promise<MeetingView | null> => {
    const row = await rows.findBySession(session);
    return row && viewOf(row);
  };

  return {
    /**
     * Creates and publishes a session; its meeting is `unscheduled` until Zoom has made it, and stays so
     * where the session was over before.
     *
     * @throws ValidationError naming the field that keeps it from being published.
     */
    async schedule(
      session: NewSession
    ): Promise<{ session: SessionKey; meeting: MeetingView | null }> {
      const { uid, hasDraftAndPublish } = bindingOf(session.type ?? deps.ownType);
      const { documentId } = await documents(uid).create({
        data: session.data,
        ...(hasDraftAndPublish ? { status: 'published' } : {}),
        ...(session.locale === undefined ? {} : { locale: session.locale }),
      });
      const key = { uid, documentId };
      return { session: key, meeting: await ofSession(key) };
    },

    /** Null where the session never had a meeting. */
    ofSession,

    /**
     * The link that participants join by; null where there is none. It carries the passcode, so whoever
     * has it is in: ask `GET …/join` for what a visitor may have.
     */
    async joinUrl(session: SessionKey): Promise<string | null> {
      const row = await rows.findBySession(session);
      return row === null || row.state === 'cancelled' || row.state === 'ended'
        ? null
        : row.joinUrl;
    },

    /**
     * Takes a session back in all languages: unpublishes it, or deletes it where its type has no
     * drafts. Its meeting goes with it, unless the settings keep it.
     */
    async cancel({ uid, documentId }: SessionKey): Promise<void> {
      const { hasDraftAndPublish } = bindingOf(uid);
      const every = { documentId, locale: '*' };
      if (hasDraftAndPublish) await documents(uid).unpublish(every);
      else await documents(uid).delete(every);
    },

    /** Tries again now what failed, as Retry beside the session does. False where it has no meeting. */
    retry: (session: SessionKey): Promise<boolean> => deps.retry(session),
  };
};
export type MeetingsService = ReturnType<typeof createMeetingsService>;
