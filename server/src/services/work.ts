import { retryDelayMs } from '../domain/retry-delay';
import { createWorker, type JobHandlers, type QueuePauses, type RetryDelay } from '../jobs';
import type { Database } from '../jobs/database';
import type { JobHandler } from '../jobs/types';
import { createRetiredDeletion } from '../meetings/retired-meetings';
import { createMeetingRefresh } from '../meetings/refresh-meeting';
import type { SyncDeps } from '../meetings/sync-context';
import { createMeetingSync } from '../meetings/sync-meeting';
import { ZoomError } from '../zoom';
import { errorText } from '../jobs/error-text';

/** How old this process's view of settings and installation may be when it works a job. */
const REFRESH_MS = 5000;
const HOUR_MS = 3600_000;

type Options = {
  syncDeps: SyncDeps;
  handlers: {
    /** Tasks that call Zoom: they wait while the account is paused. */
    toZoom: Partial<JobHandlers>;
    /** Tasks that go on whatever Zoom says. */
    local: Partial<JobHandlers>;
  };
  database: Database;
  pauses: QueuePauses;
  /** Reads settings and installation anew: another process may have changed them. */
  refresh: () => Promise<void>;
  hourly: () => Promise<void>;
  /** Where the outbox finds the worker to wake. */
  worker: { wake: () => void };
};

/** When a job that threw runs again: as the error says, else by its failures so far. */
const retryDelay: RetryDelay = (error, attempts) => {
  const now = Date.now();
  const paced = now + retryDelayMs({ failures: attempts + 1, random: Math.random() });
  if (!(error instanceof ZoomError)) return { at: new Date(paced), countsAttempt: true };
  const earliest = error.retryAt?.getTime() ?? now + (error.laterMs ?? 0);
  // What concerns the whole account is no fault of this job's.
  return { at: new Date(Math.max(earliest, paced)), countsAttempt: error.reach !== 'account' };
};

/** Starts working jobs in this process; the answer stops it. */
export const startWorker = (options: Options): { stop: () => Promise<void> } => {
  const { syncDeps, handlers, pauses } = options;
  const { log } = syncDeps;

  /** While the account is paused Zoom is left alone, until the hourly probe; the inbox goes on. */
  const whenOpen =
    (handler: JobHandler): JobHandler =>
    async (job) => {
      const gate = await pauses.gate();
      if (gate !== 'run') return { kind: 'again', at: gate.pauseUntil };
      const isProbe = (await pauses.get()) !== null;
      const outcome = await handler(job);
      // What fails for the whole account throws; a session in line ends in `again` at its end.
      if (isProbe && outcome.kind !== 'retry') await pauses.resume();
      return outcome;
    };

  let refreshedAt = 0;
  const worker = createWorker({
    database: options.database,
    handlers: {
      ...Object.fromEntries(
        Object.entries({
          'sync-meeting': createMeetingSync(syncDeps),
          'delete-retired-meeting': createRetiredDeletion(syncDeps),
          'refresh-meeting': createMeetingRefresh(syncDeps),
          ...handlers.toZoom,
        }).map(([task, handler]) => [task, whenOpen(handler)])
      ),
      ...handlers.local,
    },
    retryDelay,
    beforeEach: async () => {
      const now = Date.now();
      if (now - refreshedAt >= REFRESH_MS) {
        refreshedAt = now;
        await options.refresh();
      }
      return 'run';
    },
    log,
  });
  options.worker.wake = () => worker.wake();
  worker.start();

  const hourly = setInterval(() => {
    options.hourly().catch((error: unknown) => {
      log.error(`zoom: hourly housekeeping failed: ${errorText(error)}`);
    });
  }, HOUR_MS);
  hourly.unref();

  return {
    stop: async () => {
      clearInterval(hourly);
      options.worker.wake = () => undefined;
      await worker.stop();
    },
  };
};

/** Reads settings and installation every few seconds; the answer stops it. */
export const keepFresh = (deps: {
  refresh: () => Promise<void>;
  log: Record<'error', (message: string) => unknown>;
}): { stop: () => Promise<void> } => {
  const timer = setInterval(() => {
    deps.refresh().catch((error: unknown) => {
      deps.log.error(`zoom: settings could not be read: ${errorText(error)}`);
    });
  }, REFRESH_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
    },
  };
};
