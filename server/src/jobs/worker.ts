import { AsyncResource } from 'node:async_hooks';

import { createAlarm } from './alarm';
import { type Claim, claimJobs } from './claim-jobs';
import { endsWithin } from './ends-within';
import { errorText } from './error-text';
import { msUntilNextDue } from './next-due';
import { releaseLease } from './release-lease';
import { type JobHandlers, type RunOptions, WorkerStoppedError, runJob } from './run-job';
import type { Worker } from './types';
import { isTaskName } from './task-names';
import { findUnknownTasks } from './unknown-tasks';

export type WorkerOptions = Omit<RunOptions, 'leaseMs' | 'handlers'> & {
  /** A task without a handler is left for another process that has one. */
  handlers: Partial<JobHandlers>;
  /** Jobs under way at one time in this process. @default 4 */
  concurrency?: number;
  /** The longest time between two looks at the table: finds what other processes raised. @default 2000 */
  pollMs?: number;
  /** How long a claim holds without renewal: longer than any call to Zoom (30 s). @default 90000 */
  leaseMs?: number;
  /** Asked before each look: while it answers a pause no job is claimed. */
  beforeEach?: () => Promise<'run' | { pauseUntil: Date }>;
};

/** After another worker won every race for what is due: long enough for it to claim the rest. */
const CONTENTION_MS = 20;
/** Default of `stop`: longer than a save, shorter than what process managers wait for (10 s). */
const DEFAULT_GRACE_MS = 5000;
/** From the abort until a handler that ignores its signal is left behind. */
const ABANDON_MS = 2000;

/**
 * Works the jobs of the outbox; any number of workers and processes may share one database.
 * A handler may run twice for one job (its lease ran out, its outcome was not written), never at
 * the same time with the right to save: see `fence`.
 */
export const createWorker = (options: WorkerOptions): Worker => {
  const { database, handlers, retryDelay, log, beforeEach } = options;
  const { concurrency = 4, pollMs = 2000, leaseMs = 90_000 } = options;
  const tasks = Object.keys(handlers).filter(isTaskName);
  const alarm = createAlarm();
  const running = new Map<AbortController, Promise<void>>();
  // Strapi keeps the open transaction in AsyncLocalStorage, and its commit callbacks after it is
  // closed: a loop started from a save would share them between all its transactions.
  const ownContext = new AsyncResource('zoom.worker');
  const unknownTasksLogged = new Set<string>();
  let shift: { isOpen: boolean; over: Promise<void> } | null = null;
  let isFailing = false;

  const launch = (claim: Claim): void => {
    const control = new AbortController();
    const run = runJob({ database, handlers, retryDelay, leaseMs, log }, { claim, control });
    const over = run.finally(() => {
      running.delete(control);
      alarm.ring();
    });
    running.set(control, over);
  };

  /** Claims and starts what is due; milliseconds until it is worth looking again. */
  const look = async (isOpen: () => boolean): Promise<number> => {
    const free = concurrency - running.size;
    if (free <= 0) return pollMs;
    const gate = (await beforeEach?.()) ?? 'run';
    if (gate !== 'run') return between(gate.pauseUntil.getTime() - Date.now(), pollMs);

    const claims = await claimJobs({ database, tasks, limit: free, leaseMs });
    for (const claim of claims) {
      if (isOpen()) launch(claim);
      else await releaseLease(database, claim);
    }
    if (claims.length === free) return pollMs;
    const nextDueMs = await msUntilNextDue(database, tasks);
    return nextDueMs === null ? pollMs : between(nextDueMs, pollMs);
  };

  const lookSafely = async (isOpen: () => boolean): Promise<number> => {
    try {
      const waitMs = await look(isOpen);
      if (isFailing) log.info('zoom: jobs are worked again');
      isFailing = false;
      return waitMs;
    } catch (error) {
      if (!isFailing) log.error(`zoom: jobs cannot be worked for now: ${errorText(error)}`);
      isFailing = true;
      return pollMs;
    }
  };

  const reportUnknownTasks = async (): Promise<void> => {
    try {
      for (const task of await findUnknownTasks(database, tasks)) {
        if (unknownTasksLogged.has(task)) continue;
        unknownTasksLogged.add(task);
        log.warn(`zoom: jobs of task ${task} wait for a process that knows it`);
      }
    } catch {
      // The look that follows meets the same database and reports it.
    }
  };

  const work = async (isOpen: () => boolean): Promise<void> => {
    await reportUnknownTasks();
    while (isOpen()) await alarm.wait(await lookSafely(isOpen));
  };

  return {
    start() {
      if (shift !== null) return;
      const opened = { isOpen: true, over: Promise.resolve() };
      opened.over = ownContext.runInAsyncScope(work, null, () => opened.isOpen);
      shift = opened;
    },
    async stop({ graceMs = DEFAULT_GRACE_MS } = {}) {
      if (shift === null) return;
      const { over } = shift;
      shift.isOpen = false;
      shift = null;
      alarm.ring();
      const idle = async (): Promise<void> => {
        await over;
        await Promise.all(running.values());
      };
      if (await endsWithin(idle(), graceMs)) return;
      for (const control of running.keys()) {
        control.abort(new WorkerStoppedError('zoom: the worker stops'));
      }
      if (await endsWithin(idle(), ABANDON_MS)) return;
      log.warn(`zoom: ${running.size} jobs did not heed the stop; they run again when due`);
    },
    wake() {
      alarm.ring();
    },
  };
};

const between = (ms: number, atMost: number): number =>
  Math.min(Math.max(ms, CONTENTION_MS), atMost);
