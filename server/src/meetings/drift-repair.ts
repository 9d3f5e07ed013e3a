import { sentAsInZoom, sentWithout } from '../domain/drift';
import { plannedEnd, type PlannedSession, type SessionKey } from '../domain/session';
import { takeOver, type LeftDrift, type TakenOver } from '../domain/take-over';
import type { SessionBinding, SessionBindings } from '../bindings';
import { isLocalizedAttribute, type AttributeFacts } from '../bindings/content-type';
import type { Database } from '../jobs/database';
import type { Outbox } from '../jobs/types';
import type { MeetingRow } from './meeting-row';
import type { MeetingRows } from './meeting-rows';
import type { SessionReader } from './session-reader';
import { raiseSync } from './sync-job';

type AnyUid = `plugin::${string}.${string}`;

type Deps = {
  db: Database;
  bindings: SessionBindings;
  attributesOf: (uid: string) => Record<string, AttributeFacts>;
  rows: MeetingRows;
  reader: SessionReader;
  outbox: Outbox;
};

/** What became of it; `left` is what the session cannot take over, each with its reason. */
export type TakeZoomOutcome =
  | { kind: 'nothing-differs' }
  | { kind: 'refused' | 'taken'; left: LeftDrift[] };

/** Settles a difference between a session and its meeting in Zoom, as a person decided. */
export const createDriftRepair = (deps: Deps) => {
  const { db, rows, outbox } = deps;

  const drifted = async (key: SessionKey): Promise<MeetingRow | null> => {
    const row = await rows.findBySession(key);
    return row && row.drift.length > 0 ? row : null;
  };

  /** Both versions of the session, so that nothing an editor has not finished is published. */
  const writeSession = async (
    binding: SessionBinding,
    { session, values }: { session: PlannedSession; values: TakenOver['values'] }
  ): Promise<void> => {
    const attributes = deps.attributesOf(binding.uid);
    // Texts are one per language, all else is shared by the locales of a session.
    const isOfOneLanguage = ([name]: [string, unknown]): boolean => {
      const attribute = attributes[name];
      return binding.isLocalized && !!attribute && isLocalizedAttribute(attribute);
    };
    const entries = Object.entries(values);
    const { documentId, locale } = session;
    const write = async (part: [string, unknown][], where: Record<string, unknown>) => {
      if (part.length === 0) return;
      const data = Object.fromEntries(part);
      await db.query(binding.uid as AnyUid).updateMany({ where: { documentId, ...where }, data });
    };
    await write(
      entries.filter((entry) => !isOfOneLanguage(entry)),
      {}
    );
    await write(entries.filter(isOfOneLanguage), locale ? { locale } : {});
  };

  return {
    /** Sends ours again. Gives false where nothing differs. */
    async keepCms(key: SessionKey): Promise<boolean> {
      const row = await drifted(key);
      if (!row) return false;
      await rows.save({
        row,
        patch: ({ lastSent, drift }) => ({
          lastSent: sentWithout(lastSent, drift),
          syncState: 'pending',
        }),
        also: () => raiseSync(outbox, key, { startTime: row.startTime, delayMs: 0 }),
      });
      return true;
    },

    /** Lets the session follow what somebody set in Zoom, as far as its attributes can. */
    async takeZoom(key: SessionKey): Promise<TakeZoomOutcome> {
      const row = await drifted(key);
      const binding = deps.bindings.of(key.uid);
      const session = await deps.reader.published(key);
      if (!row || !binding || !session) return { kind: 'nothing-differs' };
      const { startTime } = session;
      const durationMinutes = session.durationMinutes ?? row.frozen.durationMinutes;
      const { values, frozen, taken, left } = takeOver({
        drift: row.drift,
        mapping: binding.mapping,
        attributes: deps.attributesOf(key.uid),
        planned: { startTime, durationMinutes },
      });
      if (taken.length === 0) return { kind: 'refused', left };
      const sent = sentAsInZoom(taken);
      const start = sent.start_time ? new Date(sent.start_time) : startTime;
      const duration = sent.duration ?? durationMinutes;
      const endTime = plannedEnd(start, duration);
      await rows.save({
        row,
        patch: ({ lastSent, lastSeen, frozen: before }) => ({
          frozen: { ...before, ...frozen },
          lastSent: { ...lastSent, ...sent },
          lastSeen: { ...lastSeen, ...sent },
          drift: left.map(({ because: _because, ...drift }) => drift),
          ...(sent.topic === undefined ? {} : { topic: sent.topic }),
          ...(sent.timezone === undefined ? {} : { timezone: sent.timezone }),
          startTime: start,
          duration,
          endTime,
        }),
        also: async () => {
          // The plugin's own type keeps its end, to filter and sort by.
          const own = binding.isOwn ? { endTime } : {};
          await writeSession(binding, { session, values: { ...values, ...own } });
          await raiseSync(outbox, key, { startTime: start, delayMs: 0 });
        },
      });
      return { kind: 'taken', left };
    },
  };
};
