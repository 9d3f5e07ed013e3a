import { z } from 'zod';

import { TABLE, UID } from '../../../contracts/identifiers';
import { rowsOf, type Database } from '../jobs/database';

/** Rows of one statement: a long one would hold up the receiver. */
const BATCH = 500;
/** What an emptied payload is: still JSON for whoever reads it. */
export const EMPTIED = '{}';
const DAY_MS = 24 * 3600_000;
/** A repetition of an old event must find its key for so long after its contents are gone. */
const KEY_DAYS = 7;

const idsSchema = z.array(z.object({ id: z.number().int() }));

type Cutoffs = { now: Date; eventsDays: number; toleranceMinutes: number };
type Work = { database: Database; signal: AbortSignal };

/** Runs `work` over the ids that `find` gives until there are none; returns how many there were. */
const inBatches = async (
  { signal }: { signal: AbortSignal },
  steps: { find: () => Promise<unknown>; work: (ids: number[]) => Promise<unknown> }
): Promise<number> => {
  let total = 0;
  while (!signal.aborted) {
    const ids = idsSchema.parse(await steps.find()).map(({ id }) => id);
    if (ids.length === 0) return total;
    await steps.work(ids);
    total += ids.length;
  }
  return total;
};

/** Runs whose attendance may still be folded anew from their events. */
const unsealedRuns = (database: Database) =>
  rowsOf(database, database.metadata.get(UID.meetingInstance).tableName)
    .whereNull('sealed_at')
    .select('uuid');

const emptiable = (database: Database, { now, eventsDays }: Cutoffs) =>
  rowsOf(database, TABLE.webhookEvent)
    .where('received_at', '<', now.getTime() - eventsDays * DAY_MS)
    .whereNot({ payload: EMPTIED })
    .whereNot({ state: 'received' });

const emptyRows = (database: Database, ids: number[]) =>
  rowsOf(database, TABLE.webhookEvent)
    .whereIn('id', ids)
    .update({ payload: EMPTIED, secrets: null });

/**
 * Empties events whose time is over, and later removes them. The key outlives the contents by twice
 * the receiver's window, a week at least: a recorded event that is posted again is still known.
 * Events of a run whose attendance is not sealed wait.
 */
export const pruneEvents = async (
  { database, signal }: Work,
  cutoffs: Cutoffs
): Promise<{ emptied: number; removed: number; heldBack: number }> => {
  const { now, eventsDays, toleranceMinutes } = cutoffs;
  const emptied = await inBatches(
    { signal },
    {
      find: () =>
        emptiable(database, cutoffs)
          .where((where) => {
            where
              .whereNull('meeting_uuid')
              .orWhereNotIn('meeting_uuid', unsealedRuns(database) as never);
          })
          .limit(BATCH)
          .select('id'),
      work: (ids) => emptyRows(database, ids),
    }
  );
  const counted: unknown = await emptiable(database, cutoffs).count('id as left').first();
  const left = Number(z.object({ left: z.union([z.number(), z.string()]) }).parse(counted).left);

  const keyMs = Math.max(KEY_DAYS * DAY_MS, 2 * toleranceMinutes * 60_000);
  const removeBefore = now.getTime() - eventsDays * DAY_MS - keyMs;
  const removed = await inBatches(
    { signal },
    {
      find: () =>
        rowsOf(database, TABLE.webhookEvent)
          .where('received_at', '<', removeBefore)
          .where({ payload: EMPTIED })
          .limit(BATCH)
          .select('id'),
      work: (ids) => rowsOf(database, TABLE.webhookEvent).whereIn('id', ids).delete(),
    }
  );
  return { emptied, removed, heldBack: left };
};

/** Empties the events of one run, so that removed attendance is not folded anew from them. */
export const emptyEventsOfRun = async ({ database, signal }: Work, uuid: string): Promise<number> =>
  inBatches(
    { signal },
    {
      find: () =>
        rowsOf(database, TABLE.webhookEvent)
          .where({ meeting_uuid: uuid })
          .where('event', 'like', 'meeting.participant%')
          .whereNot({ payload: EMPTIED })
          .limit(BATCH)
          .select('id'),
      work: (ids) => emptyRows(database, ids),
    }
  );
