import { type Database, type Transaction, jobRows } from './database';
import { databaseNow, databaseNowPlus, databaseNowPlusSql } from './database-clock';
import { despiteDeadlocks } from './deadlock';
import type { JobRequest, Outbox } from './types';
import { TABLE } from '../../../contracts/identifiers';

/**
 * From the first raise of a job until it is due: a person who saves ten times in a second causes
 * one call to Zoom instead of ten (measured: without it each save cost a PATCH).
 */
export const DEFAULT_DELAY_MS = 1000;

/** `varchar(255)`: Strapi's column for a string. */
const MAX_KEY_LENGTH = 255;

type OutboxOptions = {
  database: Database;
  /** After the raise is committed: wakes the worker. What it throws is dropped. */
  onRaised: () => void;
};

/**
 * The table of jobs as its writers see it. A job raised in an open transaction exists if and only
 * if that transaction commits.
 *
 * Keys are compared without case on MySQL and MariaDB: an id in which case carries meaning (Zoom's
 * UUIDs) goes into a key as a hash.
 */
export const createOutbox = ({ database, onRaised }: OutboxOptions): Outbox => {
  // A throw here would reach Strapi's commit and turn a committed save into an error.
  const announce = (): void => {
    try {
      onRaised();
    } catch {
      // The worker's next poll finds the job.
    }
  };

  return {
    async raise(request) {
      assertKey(request.key);
      if (!database.inTransaction()) {
        await despiteDeadlocks(() => upsert(database, request));
        announce();
        return;
      }
      await database.transaction(async ({ trx, onCommit }) => {
        await upsert(database, request, trx);
        onCommit(announce);
      });
    },
  };
};

const assertKey = (key: string): void => {
  if (key.length === 0 || key.length > MAX_KEY_LENGTH) {
    throw new RangeError(
      `zoom: a job's key has 1 to ${MAX_KEY_LENGTH} characters, this one ${key.length}`
    );
  }
};

const upsert = async (
  database: Database,
  request: JobRequest,
  transaction?: Transaction
): Promise<void> => {
  const delayMs = request.delayMs ?? DEFAULT_DELAY_MS;
  const raw = (sql: string) => database.connection.raw(sql);
  const now = databaseNow(database).toString();
  const due = databaseNowPlusSql(database, delayMs);
  const old = (column: string) => `${TABLE.job}.${column}`;

  await jobRows(database, transaction)
    .insert({
      key: request.key,
      task: request.task,
      version: 1,
      payload: JSON.stringify(request.payload),
      run_at: databaseNowPlus(database, delayMs),
      priority: request.priority === undefined ? null : Math.round(request.priority),
      attempts: 0,
    })
    .onConflict('key')
    .merge({
      task: request.task,
      version: raw(`${old('version')} + 1`),
      payload: JSON.stringify(request.payload),
      priority: request.priority === undefined ? null : Math.round(request.priority),
      attempts: 0,
      // Under a lease an old due time is that of the run under way; one in the future was set by
      // a raise during that run, and later raises do not move it.
      run_at: raw(
        `CASE WHEN ${old('lease_until')} > ${now} AND ${old('run_at')} <= ${now} THEN ${due} ` +
          `WHEN ${old('run_at')} < ${due} THEN ${old('run_at')} ELSE ${due} END`
      ),
    });
};
