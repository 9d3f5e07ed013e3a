import { TABLE } from '../../../contracts/identifiers';
import { rowsOf, type Database, type Transaction } from '../jobs/database';
import type { JobRequest, Outbox } from '../jobs/types';
import type { EventRow } from './event-row';

/** Rows of one transaction: 13 values each, SQLite binds 32,766. */
const MAX_BATCH = 200;

export type EventStore = {
  /**
   * Resolves once the event is committed, together with the job that works on it.
   *
   * @throws what the database threw: nothing was stored.
   */
  store(row: EventRow): Promise<'stored' | 'seen-before'>;
};

export type WithoutErased = (rows: EventRow[], transaction: Transaction) => Promise<EventRow[]>;

type Waiting = {
  row: EventRow;
  resolve: (outcome: 'stored' | 'seen-before') => void;
  reject: (error: unknown) => void;
};

/**
 * Comings and goings wait for the next ones: a run of the job for each batch of them costs as many
 * commits as storing them does (10,000 joins: 527 runs of the job, and a third of the time).
 */
const CROWD_DELAY_MS = 250;
const delayOf = ({ event }: EventRow): number =>
  event.startsWith('meeting.participant_') ? CROWD_DELAY_MS : 0;

/** One job for all open events of a meeting. */
export const processJob = (meetingId: string | null, delayMs = 0): JobRequest => ({
  task: 'process-webhook-events',
  key: `webhook:${meetingId ?? 'none'}`,
  payload: { meetingId },
  delayMs,
});

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const distinct = <Item>(items: Item[], keyOf: (item: Item) => string): Item[] => [
  ...new Map(items.map((item) => [keyOf(item), item])).values(),
];

/** In one order everywhere: two processes that lock rows in opposite orders wait for ever. */
const sorted = <Item>(items: Item[], keyOf: (item: Item) => string): Item[] =>
  distinct(items, keyOf).sort((a, b) => byText(keyOf(a), keyOf(b)));

/**
 * Keeps events durably. What arrives while a transaction is under way is committed together by the
 * next one: the commit is what an event costs (SQLite: 513 events per second one by one, 4,014
 * without a commit).
 */
export const createEventStore = ({
  database,
  outbox,
  withoutErased,
}: {
  database: Database;
  outbox: Outbox;
  /** The rows as they may be stored: erased people stay erased. In the transaction that stores them. */
  withoutErased: WithoutErased;
}): EventStore => {
  let waiting: Waiting[] = [];
  let isCommitting = false;

  /** The dedupe keys that were new. */
  const commit = async (rows: EventRow[]): Promise<Set<string>> =>
    await database.transaction(async ({ trx }) => {
      const arrived = sorted(rows, (row) => row.dedupe_key);
      const keys = arrived.map((row) => row.dedupe_key);
      const seen: { dedupe_key: string }[] = await rowsOf(database, TABLE.webhookEvent, trx)
        .whereIn('dedupe_key', keys)
        .select('dedupe_key');
      const known = new Set(seen.map((row) => row.dedupe_key));
      const unknown = arrived.filter((row) => !known.has(row.dedupe_key));
      if (unknown.length === 0) return new Set<string>();
      const fresh = await withoutErased(unknown, trx);

      await rowsOf(database, TABLE.webhookEvent, trx)
        .insert(fresh)
        .onConflict('dedupe_key')
        .ignore();
      const jobs = fresh
        .filter((row) => row.state === 'received')
        // The last of one key counts below: the most urgent.
        .sort((a, b) => delayOf(b) - delayOf(a))
        .map((row) => processJob(row.meeting_id, delayOf(row)));
      for (const job of sorted(jobs, ({ key }) => key)) await outbox.raise(job);
      return new Set(fresh.map((row) => row.dedupe_key));
    });

  const settle = async (batch: Waiting[]): Promise<void> => {
    try {
      const fresh = await commit(batch.map(({ row }) => row));
      for (const { row, resolve } of batch) {
        // Of several copies in one batch the first is the new one.
        resolve(fresh.delete(row.dedupe_key) ? 'stored' : 'seen-before');
      }
    } catch (error) {
      const [only] = batch;
      if (batch.length === 1 && only) only.reject(error);
      // One event that the database refuses must not take the others with it.
      else await Promise.all(batch.map((one) => settle([one])));
    }
  };

  const drain = async (): Promise<void> => {
    isCommitting = true;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MAX_BATCH);
      waiting = waiting.slice(MAX_BATCH);
      await settle(batch);
    }
    isCommitting = false;
  };

  return {
    store: (row) =>
      new Promise((resolve, reject) => {
        waiting.push({ row, resolve, reject });
        // After this turn's input was read: requests that came together are stored together.
        if (!isCommitting && waiting.length === 1) setImmediate(() => void drain());
      }),
  };
};
