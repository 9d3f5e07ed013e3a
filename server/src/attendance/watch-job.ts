import { z } from 'zod';

import { isLookDue, nextLook, nextReading, type WatchedMeeting } from '../domain/watch-times';
import type { JobHandler, JobOutcome, JobRequest, Outbox } from '../jobs/types';
import { foldJob, SEAL_AFTER_MS } from './fold-job';
import type { createLook } from './look-at-zoom';
import type { createReadList } from './read-list';
import type { RunRow, RunRows } from './run-rows';
import type { MeetingToWatch, WatchedMeetings } from './watched-meetings';

/** How long to wait while nothing may be asked of Zoom. */
const CLOSED_MS = 3600_000;
/** A run that Zoom could not be asked about for so long is settled as it is. */
const UNASKED_MS = 7 * 24 * 3600_000;
/** Two looks in a row are never closer. */
const SHORTEST_MS = 30_000;

const payloadSchema = z.object({ meetingRowId: z.number() });

/** One job per meeting: raises merge. */
export const watchJob = (meetingRowId: number, delayMs: number): JobRequest => ({
  task: 'watch-meeting',
  key: `watch:${meetingRowId}`,
  payload: { meetingRowId },
  delayMs,
});

export type WatchDeps = {
  meetings: WatchedMeetings;
  runs: RunRows;
  outbox: Outbox;
  look: ReturnType<typeof createLook>;
  readList: ReturnType<typeof createReadList>;
  /** Why nothing may be asked of Zoom now; null: it may. */
  closedBecause: () => Promise<string | null>;
  clock: () => Date;
};

const isPast = (at: Date | null, now: Date): boolean => at !== null && at <= now;

const sealingAt = ({ endedAt, sealedAt }: RunRow): Date | null =>
  endedAt && !sealedAt ? new Date(endedAt.getTime() + SEAL_AFTER_MS) : null;

/**
 * The handler of `watch-meeting`: from the planned end on it asks Zoom what became of a meeting, less
 * and less often, and reads the participant lists of its runs. Webhooks that were lost, or a webhook
 * URL that was never set, cost nothing but some minutes.
 */
export const createWatch = (deps: WatchDeps): JobHandler => {
  const { meetings, runs, outbox, clock } = deps;

  const refold = async (run: RunRow): Promise<void> => {
    const { uuid, accountId, zoomId } = run;
    if (accountId && zoomId) await outbox.raise(foldJob({ uuid, accountId, zoomId }, 0));
  };

  const readLists = async (all: readonly RunRow[], signal: AbortSignal): Promise<void> => {
    for (const run of all) {
      if (run.sealedAt || !isPast(nextReading(run), clock())) continue;
      await deps.readList(run, signal);
      await refold(run);
    }
  };

  const seal = async (all: readonly RunRow[]): Promise<void> => {
    const now = clock();
    for (const run of all) {
      if (!isPast(sealingAt(run), now)) continue;
      const isUnasked =
        run.settledAt === null && run.endedAt && now.getTime() - run.endedAt.getTime() > UNASKED_MS;
      if (isUnasked) {
        const listNote = 'Zoom could not be asked for its participant list within a week';
        await runs.change(run, () => ({ settledAt: now, listNote }));
      }
      await refold(run);
    }
  };

  const view = (meeting: MeetingToWatch, all: readonly RunRow[]): WatchedMeeting => ({
    plannedStart: meeting.plannedStart,
    plannedEnd: meeting.plannedEnd,
    isLive: meeting.isLive,
    runs: all,
  });

  const nextOf = (meeting: MeetingToWatch, all: readonly RunRow[]): Date | null => {
    const now = clock();
    const times = [
      nextLook(view(meeting, all), now),
      ...all.filter(({ sealedAt }) => !sealedAt).map(nextReading),
      ...all.map(sealingAt),
    ].flatMap((at) => at ?? []);
    const [first] = times.sort((a, b) => a.getTime() - b.getTime());
    if (!first) return null;
    return new Date(Math.max(first.getTime(), now.getTime() + SHORTEST_MS));
  };

  return async (job): Promise<JobOutcome> => {
    const { meetingRowId } = payloadSchema.parse(job.payload);
    const meeting = await meetings.find(meetingRowId);
    if (meeting === null) return { kind: 'done' };
    const before = await runs.ofMeeting(meetingRowId);
    if ((await deps.closedBecause()) !== null) {
      await seal(before);
      return { kind: 'again', at: new Date(clock().getTime() + CLOSED_MS) };
    }
    if (isLookDue(view(meeting, before), clock())) await deps.look(meeting, job.signal);
    await readLists(await runs.ofMeeting(meetingRowId), job.signal);
    const after = await runs.ofMeeting(meetingRowId);
    await seal(after);
    const now = (await meetings.find(meetingRowId)) ?? meeting;
    const next = nextOf(now, after);
    if (next !== null) return { kind: 'again', at: next };
    await meetings.markWatched(now);
    return { kind: 'done' };
  };
};
