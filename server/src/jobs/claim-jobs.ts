import { randomUUID } from 'node:crypto';

import { z } from 'zod';

import { type Database, jobRows } from './database';
import { databaseNow, databaseNowPlus, notHeld } from './database-clock';
import { despiteDeadlocks } from './deadlock';
import type { TaskName } from './types';

/** A job that one worker holds until its lease ends. */
export type Claim = {
  key: string;
  task: TaskName;
  /** Fits this version: both were read in one statement, after the claim. */
  payloadJson: string;
  version: number;
  attempts: number;
  /** Unique to this claim: every later write names it, so a lost claim writes nothing. */
  token: string;
};

type ClaimOptions = {
  database: Database;
  /** Rows of other tasks are left alone: a newer version of the plugin may know them. */
  tasks: readonly TaskName[];
  limit: number;
  leaseMs: number;
};

const claimedRow = z.object({
  key: z.string(),
  version: z.coerce.number(),
  // An unreadable payload is the handler's failure, not the end of all claims.
  payload: z
    .string()
    .nullable()
    .transform((text) => text ?? ''),
  attempts: z.coerce.number(),
  task: z.string(),
});

/**
 * Due jobs that nobody holds, now held by the caller: lowest priority first, those without one
 * last. Each claim is one conditional update, so two workers never hold one job; losing a race
 * gives fewer jobs than `limit`, not an error.
 */
export const claimJobs = async (options: ClaimOptions): Promise<Claim[]> => {
  const claims: Claim[] = [];
  for (const id of await candidates(options)) {
    if (claims.length >= options.limit) break;
    try {
      const claim = await claimOne(options, id);
      if (claim !== null) claims.push(claim);
    } catch (error) {
      // What is already held would wait for its lease to run out.
      if (claims.length === 0) throw error;
      break;
    }
  }
  return claims;
};

const candidates = async ({ database, tasks, limit }: ClaimOptions): Promise<number[]> => {
  const now = databaseNow(database);
  const rows: unknown = await jobRows(database)
    .select('id')
    .whereIn('task', [...tasks])
    .where('run_at', '<=', now)
    .whereRaw(notHeld(database))
    .orderByRaw('CASE WHEN priority IS NULL THEN 1 ELSE 0 END, priority, run_at, id')
    // Some more than wanted: other workers look at the same rows.
    .limit(limit * 3);
  return z
    .array(z.object({ id: z.coerce.number() }))
    .parse(rows)
    .map(({ id }) => id);
};

const claimOne = async (
  { database, tasks, leaseMs }: ClaimOptions,
  id: number
): Promise<Claim | null> => {
  const token = randomUUID();
  const now = databaseNow(database);
  const claimed = await despiteDeadlocks(() =>
    jobRows(database)
      .where('id', id)
      .where('run_at', '<=', now)
      .whereRaw(notHeld(database))
      .update({ lease_by: token, lease_until: databaseNowPlus(database, leaseMs) })
  );
  if (claimed === 0) return null;

  const row: unknown = await jobRows(database)
    .where({ id, lease_by: token })
    .first('key', 'task', 'version', 'payload', 'attempts');
  if (row === undefined) return null;
  const { payload, ...job } = claimedRow.parse(row);
  const task = tasks.find((known) => known === job.task);
  return task === undefined ? null : { ...job, task, payloadJson: payload, token };
};
