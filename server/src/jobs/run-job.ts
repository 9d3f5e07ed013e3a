import { z } from 'zod';

import type { Claim } from './claim-jobs';
import { completeJob } from './complete-job';
import type { Database, JobLog } from './database';
import { errorText } from './error-text';
import { fenceJob } from './fence-job';
import { holdLease } from './hold-lease';
import { LeaseLostError } from './lease-lost-error';
import { releaseLease } from './release-lease';
import { rescheduleJob } from './reschedule-job';
import type { JobHandler, JobOutcome, TaskName } from './types';

/** When a job whose handler threw runs again. `attempts`: failed tries before this one. */
export type RetryDelay = (error: unknown, attempts: number) => { at: Date; countsAttempt: boolean };

export type JobHandlers = Record<TaskName, JobHandler>;

/** Why a worker that stops aborts what still runs. */
export class WorkerStoppedError extends Error {
  override readonly name = 'WorkerStoppedError';
}

export type RunOptions = {
  database: Database;
  handlers: Partial<JobHandlers>;
  retryDelay: RetryDelay;
  leaseMs: number;
  log: JobLog;
};

type Ending = { kind: 'returned'; outcome: JobOutcome } | { kind: 'threw'; error: unknown };

/**
 * Runs one claimed job to its end and writes what becomes of it. Never rejects: what cannot be
 * written is logged, and the job runs again when its lease ends. `control` is the handler's
 * signal: aborted here when the lease is lost, by the worker with a `WorkerStoppedError`.
 */
export const runJob = async (
  options: RunOptions,
  { claim, control }: { claim: Claim; control: AbortController }
): Promise<void> => {
  const { database, leaseMs, log } = options;
  const onLost = (error: LeaseLostError) => control.abort(error);
  const lease = holdLease({ database, claim, leaseMs, log, onLost });
  try {
    const ending = await callHandler(options, { claim, signal: control.signal });
    // From here on a renewal could only revive a lease that is being given back.
    await lease.end();
    const stopped = control.signal.reason instanceof WorkerStoppedError;
    await settle(options, { claim, ending, stopped });
  } catch (error) {
    log.error(`zoom: outcome of job ${claim.key} not written: ${errorText(error)}`);
  } finally {
    await lease.end();
  }
};

const callHandler = async (
  { database, handlers, leaseMs }: RunOptions,
  { claim, signal }: { claim: Claim; signal: AbortSignal }
): Promise<Ending> => {
  try {
    const handler = handlers[claim.task];
    if (handler === undefined) throw new Error(`no handler for task ${claim.task}`);
    const { key, task, attempts } = claim;
    const payload = z.record(z.string(), z.unknown()).parse(JSON.parse(claim.payloadJson));
    const fence = () => fenceJob(database, { claim, leaseMs });
    return {
      kind: 'returned',
      outcome: await handler({ key, task, payload, attempts, signal, fence }),
    };
  } catch (error) {
    return { kind: 'threw', error };
  }
};

const settle = async (
  options: RunOptions,
  { claim, ending, stopped }: { claim: Claim; ending: Ending; stopped: boolean }
): Promise<void> => {
  if (ending.kind === 'returned') return applyOutcome(options, claim, ending.outcome);

  const { database, log } = options;
  const { error } = ending;
  if (error instanceof LeaseLostError) {
    log.warn(error.message);
    return;
  }
  // The worker's own doing is no failure of the job.
  if (stopped) return releaseLease(database, claim);

  const { at, countsAttempt } = nextTry(options, error, claim.attempts);
  const because = errorText(error);
  log.warn(`zoom: job ${claim.key} failed: ${because}; next try ${at.toISOString()}`);
  await rescheduleJob(database, {
    claim,
    at,
    attempts: claim.attempts + (countsAttempt ? 1 : 0),
    lastError: because,
  });
};

const applyOutcome = async (
  { database }: RunOptions,
  claim: Claim,
  outcome: JobOutcome
): Promise<void> => {
  switch (outcome.kind) {
    case 'done':
      await completeJob(database, claim);
      return;
    case 'again':
      return rescheduleJob(database, { claim, at: outcome.at, attempts: 0, lastError: null });
    case 'retry':
      return rescheduleJob(database, {
        claim,
        at: outcome.at,
        attempts: claim.attempts + 1,
        lastError: outcome.because,
      });
    default: {
      const impossible: never = outcome;
      throw new Error(`unknown outcome ${JSON.stringify(impossible)}`);
    }
  }
};

/** What a fault in the rule itself costs: the job waits, it is neither lost nor run in a circle. */
const FALLBACK_RETRY_MS = 60_000;

const nextTry = (
  { retryDelay, log }: RunOptions,
  error: unknown,
  attempts: number
): { at: Date; countsAttempt: boolean } => {
  const fallback = { at: new Date(Date.now() + FALLBACK_RETRY_MS), countsAttempt: true };
  try {
    const next = retryDelay(error, attempts);
    return Number.isNaN(next.at.getTime()) ? fallback : next;
  } catch (fault) {
    log.error(`zoom: no retry time could be found: ${errorText(fault)}`);
    return fallback;
  }
};
