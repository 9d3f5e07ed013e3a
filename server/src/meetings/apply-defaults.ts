import type { AppliedDefault, DefaultsPreview } from '../../../contracts/defaults';
import type { PlannedSession } from '../domain/session';
import { defaultsThatChange, withDefaultsApplied } from '../domain/session-defaults';
import type { JobHandler, Outbox } from '../jobs/types';
import type { Settings } from '../settings/types';
import type { SessionBindings } from '../bindings';
import type { MeetingRow } from './meeting-row';
import type { MeetingRows } from './meeting-rows';
import type { SessionReader } from './session-reader';
import type { Log } from './sync-context';
import { raiseSync } from './sync-job';

/** How many of the changes the preview names. */
const EXAMPLES = 20;

type Deps = {
  bindings: SessionBindings;
  reader: SessionReader;
  rows: MeetingRows;
  outbox: Outbox;
  settings: () => Settings;
  clock: () => Date;
  log: Log;
};

/** A future session that is under management, and the defaults in which it would change. */
type Candidate = { session: PlannedSession; row: MeetingRow; fields: AppliedDefault[] };

/**
 * Applies the meeting defaults to sessions that were published before they were changed. Only on a
 * person's word: a settings change alone holds for new sessions.
 */
export const createApplyDefaults = (deps: Deps) => {
  const { rows, outbox, clock } = deps;

  /** Page by page, so that memory stays flat whatever the number of sessions. */
  async function* candidates(): AsyncGenerator<Candidate[]> {
    for (const binding of deps.bindings.all) {
      for await (const page of deps.reader.upcoming(binding, clock())) {
        const known = await rows.findBySessions(
          binding.uid,
          page.map(({ session }) => session.documentId)
        );
        yield page.flatMap(({ session }) => {
          const row = known.get(session.documentId);
          if (!row || row.removedAt) return [];
          const after = withDefaultsApplied(row.frozen, deps.settings());
          const fields = defaultsThatChange(session, { before: row.frozen, after });
          return [{ session, row, fields }];
        });
      }
    }
  }

  const applyTo = async ({ session, row }: Candidate): Promise<void> => {
    const key = { uid: session.uid, documentId: session.documentId };
    await rows.save({
      row,
      patch: ({ frozen }) => ({
        frozen: withDefaultsApplied(frozen, deps.settings()),
        syncState: 'pending',
      }),
      also: () => raiseSync(outbox, key, { startTime: session.startTime, delayMs: 0 }),
    });
  };

  return {
    /** What applying would change, by the settings as they are saved. */
    async preview(): Promise<DefaultsPreview> {
      let futureSessions = 0;
      const changed: Candidate[] = [];
      let changes = 0;
      for await (const page of candidates()) {
        futureSessions += page.length;
        const different = page.filter(({ fields }) => fields.length > 0);
        changes += different.length;
        changed.push(...different);
        changed.sort((a, b) => a.session.startTime.getTime() - b.session.startTime.getTime());
        changed.splice(EXAMPLES);
      }
      const examples = changed.map(({ session, fields }) => ({
        sessionDocumentId: session.documentId,
        topic: session.topic,
        startTime: session.startTime.toISOString(),
        fields,
      }));
      return { futureSessions, changes, examples };
    },

    /** Asks for it to be done as soon as a worker is free. */
    raise: (): Promise<void> =>
      outbox.raise({ task: 'apply-defaults', key: 'apply-defaults', payload: {}, delayMs: 0 }),

    /** Begun again after a crash it goes on where it was: what is applied differs no more. */
    handler: (async ({ signal }) => {
      let count = 0;
      for await (const page of candidates()) {
        for (const candidate of page) {
          signal.throwIfAborted();
          if (candidate.fields.length === 0) continue;
          await applyTo(candidate);
          count += 1;
        }
      }
      if (count > 0) deps.log.info(`zoom: meeting defaults applied to ${count} future sessions`);
      return { kind: 'done' };
    }) satisfies JobHandler as JobHandler,
  };
};
