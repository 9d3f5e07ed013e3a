import type { SessionBinding } from '../bindings';
import { draftsOnly } from '../bindings/binding';
import { mappedPaths } from '../domain/session-mapping';
import { templatePaths } from '../domain/topic-template';
import type { Database } from '../jobs/database';
import type { Settings } from '../settings/types';
import type { MeetingRows } from './meeting-rows';
import { populateFor, resolveRelations } from './relation-values';
import {
  completeSession,
  freezeDefaults,
  type FilledDefaults,
  type SessionValues,
} from './session-completion';
import { isPublishing, type DocumentContext } from './session-save';
import { assertPublishable } from './session-validation';

type AnyUid = `plugin::${string}.${string}`;
export type Attributes = Parameters<typeof resolveRelations>[0]['attributes'];

type Deps = {
  db: Database;
  attributesOf: (uid: string) => Attributes;
  defaultLocale: () => Promise<string | null>;
  rows: MeetingRows;
  settings: () => Settings;
};
type Save = { context: DocumentContext; binding: SessionBinding };

/**
 * What happens to a session's values before they are saved: the plugin's own sessions are completed,
 * and whatever is published is checked. The fields of an app's own type are the app's: nothing is
 * written into them, what is empty is frozen on the meeting's row alone.
 */
export const createSessionInput = (deps: Deps) => {
  const { db, settings } = deps;

  /** What empty fields become: what the first publish of any language froze, else the settings. */
  const defaults = async ({ uid, params }: DocumentContext): Promise<FilledDefaults> => {
    const { documentId } = params;
    const row = documentId ? await deps.rows.findBySession({ uid, documentId }) : null;
    const { defaultDuration, defaultTimezone, defaultHost } = settings();
    return {
      duration: row?.frozen.durationMinutes ?? defaultDuration,
      timezone: row?.frozen.timezone ?? defaultTimezone,
      hostEmail: row?.frozen.host ?? defaultHost,
    };
  };

  const localeOf = async ({ context, binding }: Save): Promise<string | null> => {
    if (!binding.isLocalized) return null;
    const { locale } = context.params;
    return typeof locale === 'string' && locale !== '' ? locale : deps.defaultLocale();
  };

  const publishedLocales = async (save: Save): Promise<string[] | null> => {
    const { locale } = save.context.params;
    if (locale === '*') return null;
    if (Array.isArray(locale)) return locale.includes('*') ? null : locale.map(String);
    const own = await localeOf(save);
    return own === null ? null : [own];
  };

  /** The paths over attributes and relations that a save has to know the values of. */
  const pathsRead = ({ isOwn, mapping }: SessionBinding): string[] =>
    isOwn
      ? templatePaths(settings().topicTemplate)
      : mappedPaths(mapping).map((path) => path.join('.'));

  const stored = async (save: Save): Promise<SessionValues | null> => {
    const { context, binding } = save;
    const { documentId } = context.params;
    if (!documentId || context.action === 'create') return null;
    const locale = await localeOf(save);
    const query = db.query(context.uid as AnyUid);
    const where = { documentId, ...draftsOnly(binding) };
    const populate = populateFor(pathsRead(binding));
    const own = await query.findOne({ where: { ...where, ...(locale && { locale }) }, populate });
    if (own) return own;
    // A locale added now: what is not localised comes from the locales that are there.
    const other: SessionValues | null = await query.findOne({ where });
    return other && Object.fromEntries(binding.shared.map((name) => [name, other[name]]));
  };

  /** Create, update and clone: fills the input itself, so that draft and published version agree. */
  const completeInput = async (save: Save): Promise<void> => {
    const { context, binding } = save;
    // Which meeting is a session's is never an editor's to say: a link could show another's.
    const { [binding.relation]: _meeting, ...data }: SessionValues = context.params.data ?? {};
    context.params.data = data;
    const isOut = isPublishing(context, binding);
    if (!isOut && !binding.isOwn) return;
    const before = await stored(save);
    const relations = await resolveRelations({
      db,
      attributes: deps.attributesOf(context.uid),
      paths: pathsRead(binding),
      data,
      stored: before,
    });
    const frozen =
      isOut && binding.isOwn ? freezeDefaults({ ...before, ...data }, await defaults(context)) : {};
    const next = { ...before, ...data, ...frozen, ...relations };
    if (binding.isOwn) {
      const { topicTemplate, defaultDuration } = settings();
      Object.assign(data, frozen, completeSession({ next, topicTemplate, defaultDuration }));
    }
    if (isOut) assertPublishable(binding.mapping, next);
  };

  /** Publish: fills the drafts first; in one transaction, so that they do not count as modified. */
  const completeDrafts = async (save: Save): Promise<void> => {
    const { context, binding } = save;
    const { documentId } = context.params;
    if (!documentId) return;
    const { topicTemplate, defaultDuration } = settings();
    const query = db.query(context.uid as AnyUid);
    const drafts: (SessionValues & { id: number; locale?: string })[] = await query.findMany({
      where: { documentId, ...draftsOnly(binding) },
      populate: populateFor(pathsRead(binding)),
    });
    const wanted = await publishedLocales(save);
    const defaultsNow = await defaults(context);
    for (const draft of drafts) {
      if (wanted && draft.locale && !wanted.includes(draft.locale)) continue;
      const frozen = binding.isOwn ? freezeDefaults(draft, defaultsNow) : {};
      const next = { ...draft, ...frozen };
      assertPublishable(binding.mapping, next);
      if (!binding.isOwn) continue;
      const data = { ...frozen, ...completeSession({ next, topicTemplate, defaultDuration }) };
      if (Object.keys(data).length > 0) await query.update({ where: { id: draft.id }, data });
    }
  };

  return { completeInput, completeDrafts };
};
