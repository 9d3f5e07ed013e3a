import { say } from '../../../contracts/sentences';
import { isListOverdue } from '../domain/watch-times';
import type { JobLog } from '../jobs/database';
import type { ZoomParticipant, PastCalls } from '../zoom/past-types';
import type { ListedRows } from './listed-rows';
import { isNotListed, outOfReachBecause } from './out-of-reach';
import type { RunPatch, RunRow, RunRows } from './run-rows';

/** Until so long after the end an empty list is taken for one that is not made yet. */
const EMPTY_MS = 30 * 60_000;
/** More readings than are ever planned: no further one. */
const NO_MORE_READINGS = 99;

export type ReadListDeps = {
  zoom: PastCalls;
  runs: RunRows;
  listed: ListedRows;
  clock: () => Date;
  log: JobLog;
};

/** Zoom lists people at once and counts their time a while later. */
const isCounted = (row: ZoomParticipant): boolean =>
  (row.seconds ?? 0) > 0 || (row.leaveTime !== null && row.leaveTime > row.joinTime);

/**
 * `past_meetings` has no customer keys (Zoom's API reference), by which alone people are known who
 * joined through the site. Webhooks have them: only where those were lost are such people guests.
 */
const isGuest = (row: ZoomParticipant): boolean =>
  !row.registrantId && !row.customerKey && !row.participantUserId && !row.email;

/** Reads the participant list of a run that has ended, page by page, and says what came of it. */
export const createReadList = ({ zoom, runs, listed, clock, log }: ReadListDeps) => {
  const read = async (run: RunRow, signal: AbortSignal): Promise<RunPatch> => {
    let listedCount = 0;
    let countedCount = 0;
    let guests = 0;
    for await (const page of zoom.pastParticipants({ uuid: run.uuid, signal })) {
      await listed.keep(run.uuid, page);
      const inMeeting = page.filter((row) => !row.isInWaitingRoom);
      listedCount += inMeeting.length;
      countedCount += inMeeting.filter(isCounted).length;
      guests += inMeeting.filter(isGuest).length;
    }
    const now = clock();
    const isOld = run.endedAt !== null && now.getTime() - run.endedAt.getTime() >= EMPTY_MS;
    const isSettled = countedCount > 0 || (isOld && listedCount === 0);
    return {
      listReadAt: now,
      // A list without times does not count as one of the planned readings.
      listReads: run.listReads + (isSettled ? 1 : 0),
      listNote: guests > 0 && zoom.lacksReport() ? say('attendance.noCustomerKeys') : null,
      ...(isSettled && run.settledAt === null ? { settledAt: now } : {}),
    };
  };

  const whenRefused = (run: RunRow, error: unknown): RunPatch => {
    const now = clock();
    const because = outOfReachBecause(error);
    if (because !== null) {
      log.warn(`zoom: the participants of meeting ${run.zoomId} cannot be listed: ${because}`);
      const settledAt = run.settledAt ?? now;
      return { listReadAt: now, listReads: NO_MORE_READINGS, listNote: because, settledAt };
    }
    if (!isNotListed(error)) throw error;
    if (!isListOverdue(run, now)) return { listReadAt: now };
    const listNote = say('attendance.noList');
    const settledAt = run.settledAt ?? now;
    return { listReadAt: now, listReads: NO_MORE_READINGS, listNote, settledAt };
  };

  return async (run: RunRow, signal: AbortSignal): Promise<RunRow> => {
    let patch: RunPatch;
    try {
      patch = await read(run, signal);
    } catch (error) {
      patch = whenRefused(run, error);
    }
    return runs.change(run, () => patch);
  };
};
