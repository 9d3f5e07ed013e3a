import type { MeetingEvent } from '../domain/meeting-event';
import { inferredEnd } from '../domain/watch-times';
import type { JobLog } from '../jobs/database';
import type { Outbox } from '../jobs/types';
import { ZoomError, ZoomMeetingGoneError } from '../zoom/errors';
import type { ZoomPastInstance } from '../zoom/past-types';
import type { ZoomClient } from '../zoom/types';
import { foldJob } from './fold-job';
import { isNotListed, outOfReachBecause } from './out-of-reach';
import type { RunRow, RunRows } from './run-rows';
import type { MeetingToWatch } from './watched-meetings';

/** Runs looked up in one go, newest first: a number that is used every week has many. */
const MOST_LOOKUPS = 20;
/** Runs of longer ago are not this plan's. */
const OLDEST_MS = 31 * 24 * 3600_000;
/** Zoom lists a run as past a little after its end. */
const LISTED_AFTER_MS = 10 * 60_000;

export type LookDeps = {
  zoom: Pick<ZoomClient, 'listMeetings' | 'getMeeting' | 'pastInstances' | 'pastMeeting'>;
  runs: RunRows;
  outbox: Outbox;
  tell(address: { accountId: string; zoomId: string }, event: MeetingEvent): Promise<void>;
  /** When the last stored event of a run happened. */
  lastEventAt(uuid: string): Promise<Date | null>;
  clock: () => Date;
  log: JobLog;
};

/** Asks Zoom which runs of a meeting there are, and opens and closes them here accordingly. */
export const createLook = (deps: LookDeps) => {
  const { zoom, runs, outbox, tell, clock, log } = deps;

  /** UUID of the run that is under way; null: none. */
  const liveUuid = async (meeting: MeetingToWatch, signal: AbortSignal): Promise<string | null> => {
    const { zoomId: id, host } = meeting;
    if (host !== null) {
      try {
        const live = await zoom.listMeetings({ host, type: 'live', signal });
        return live.find((one) => one.id === id)?.uuid ?? null;
      } catch (error) {
        // Without that list the meeting itself says whether it runs.
        if (!(error instanceof ZoomError) || error.retry !== 'never') throw error;
      }
    }
    try {
      const read = await zoom.getMeeting({ id, signal });
      return read.status === 'started' ? read.uuid : null;
    } catch (error) {
      if (error instanceof ZoomMeetingGoneError) return null;
      throw error;
    }
  };

  const addressOf = ({ accountId, zoomId }: MeetingToWatch, uuid: string) => ({
    accountId,
    zoomId,
    uuid,
  });
  const ensure = (meeting: MeetingToWatch, uuid: string): Promise<RunRow> =>
    runs.ensure({ ...addressOf(meeting, uuid), meetingRowId: meeting.id });
  const refold = (meeting: MeetingToWatch, uuid: string): Promise<void> =>
    outbox.raise(foldJob(addressOf(meeting, uuid), 0));

  const open = async (meeting: MeetingToWatch, uuid: string): Promise<void> => {
    const run = await ensure(meeting, uuid);
    const now = clock();
    if (run.endKnownBy === 'told') return;
    if (run.endedAt) await runs.change(run, () => ({ endedAt: null, endKnownBy: null }));
    const startedAt = run.startedAt ?? meeting.plannedStart ?? now;
    const began = startedAt > now ? now : startedAt;
    await tell(meeting, { kind: 'started', uuid, startedAt: began.toISOString() });
    await refold(meeting, uuid);
  };

  const close = async (
    meeting: MeetingToWatch,
    run: RunRow,
    end: { startedAt: Date | null; endedAt: Date; endKnownBy: 'told' | 'inferred' }
  ): Promise<void> => {
    const closed = await runs.tell(run, end);
    await tell(meeting, {
      kind: 'ended',
      uuid: run.uuid,
      startedAt: closed.startedAt?.toISOString() ?? null,
      endedAt: (closed.endedAt ?? end.endedAt).toISOString(),
    });
    await refold(meeting, run.uuid);
  };

  /** The past runs that Zoom lists; null where this account cannot ask. */
  const pastRuns = async (
    meeting: MeetingToWatch,
    signal: AbortSignal
  ): Promise<ZoomPastInstance[] | null> => {
    try {
      const past = await zoom.pastInstances({ id: meeting.zoomId, signal });
      const oldest = (meeting.plannedStart ?? clock()).getTime() - OLDEST_MS;
      const startOf = ({ startTime }: ZoomPastInstance) => startTime?.getTime() ?? 0;
      return past
        .filter((run) => startOf(run) >= oldest)
        .sort((a, b) => startOf(b) - startOf(a))
        .slice(0, MOST_LOOKUPS);
    } catch (error) {
      if (isNotListed(error)) return [];
      const because = outOfReachBecause(error);
      if (because === null) throw error;
      log.warn(`zoom: past runs of meeting ${meeting.zoomId} cannot be asked for: ${because}`);
      return null;
    }
  };

  /** Ends that no webhook told, from Zoom's list of past runs. */
  const closePast = async (
    meeting: MeetingToWatch,
    past: readonly ZoomPastInstance[],
    signal: AbortSignal
  ): Promise<void> => {
    for (const { uuid, startTime } of past) {
      const known = await runs.find(uuid);
      if (known?.endKnownBy === 'told') continue;
      try {
        const detail = await zoom.pastMeeting({ uuid, signal });
        if (detail.endTime === null) continue;
        const run = known ?? (await ensure(meeting, uuid));
        const startedAt = detail.startTime ?? startTime;
        await close(meeting, run, { startedAt, endedAt: detail.endTime, endKnownBy: 'told' });
      } catch (error) {
        if (!isNotListed(error) && outOfReachBecause(error) === null) throw error;
      }
    }
  };

  /** Runs that are not live and of which Zoom does not say when they ended. */
  const closeSilent = async (
    meeting: MeetingToWatch,
    live: string | null,
    canAsk: boolean
  ): Promise<void> => {
    const now = clock();
    const { plannedEnd } = meeting;
    const silent = (await runs.ofMeeting(meeting.id)).filter(
      (run) => run.endedAt === null && run.uuid !== live
    );
    const isLate = plannedEnd === null || now.getTime() - plannedEnd.getTime() >= LISTED_AFTER_MS;
    if (canAsk && !isLate) return;
    for (const run of silent) {
      const lastAt = await deps.lastEventAt(run.uuid);
      const endedAt = inferredEnd({ plannedEnd, startedAt: run.startedAt, lastAt, now });
      await close(meeting, run, { startedAt: run.startedAt, endedAt, endKnownBy: 'inferred' });
    }
    if (meeting.isLive && silent.length === 0 && live === null && meeting.uuid) {
      const endedAt = now.toISOString();
      await tell(meeting, { kind: 'ended', uuid: meeting.uuid, startedAt: null, endedAt });
    }
  };

  return async (meeting: MeetingToWatch, signal: AbortSignal): Promise<void> => {
    const live = await liveUuid(meeting, signal);
    if (live !== null) await open(meeting, live);
    const past = await pastRuns(meeting, signal);
    const others = past?.filter(({ uuid }) => uuid !== live) ?? [];
    await closePast(meeting, others, signal);
    await closeSilent(meeting, live, past !== null);
  };
};
