import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { driftBetween, driftMark, sentWithout } from '../domain/drift';
import type { JobHandler } from '../jobs/types';
import { ZoomMeetingGoneError } from '../zoom/errors';
import type { MeetingRow } from './meeting-row';
import { raiseRefresh } from './refresh-job';
import type { SyncDeps } from './sync-context';
import { CONFIRM_GONE_MS } from './sync-failure';
import { raiseSync } from './sync-job';
import { PUT_BACK, snapshotOf } from './zoom-snapshot';

const payloadSchema = z.object({ meetingRowId: z.number() });
/** When a read first found the meeting missing; kept beside the snapshot of the last answer. */
const MISSING = 'missingSeenAt';

/** What our writes to Zoom leave on a row. */
const ourPart = ({ zoomId, lastSent, lastSeen, deletedAt }: MeetingRow) => [
  zoomId,
  lastSent,
  lastSeen,
  deletedAt,
];

/** Reads a managed meeting in Zoom, and records how it differs or that it is gone. */
export const createMeetingRefresh = (deps: SyncDeps): JobHandler => {
  const wasWrittenSince = async (row: MeetingRow): Promise<boolean> => {
    const now = await deps.rows.find(row.id);
    return now === null || isDeepStrictEqual(ourPart(now), ourPart(row)) === false;
  };

  const asRead = async (row: MeetingRow, zoomId: string, job: Parameters<JobHandler>[0]) => {
    const meeting = await deps.zoom.getMeeting({ id: zoomId, signal: job.signal });
    if (await wasWrittenSince(row)) {
      // Our own write came between: compared with what was sent before it, it would count as drift.
      await raiseRefresh(deps.outbox, row.id);
      return;
    }
    const { [MISSING]: wasMissing, [PUT_BACK]: putBackOver, ...afterOurWrite } = row.lastSeen;
    const now = snapshotOf(meeting);
    const drift = driftBetween({ afterOurWrite, now, sent: row.lastSent });
    const isUnsettled =
      wasMissing !== undefined || row.missingSince !== null || row.syncState === 'pending';
    const isPutBack =
      drift.length > 0 &&
      row.session !== null &&
      deps.onZoomChange() === 'keep-cms' &&
      putBackOver !== driftMark(drift);
    // With nothing to compare with, this answer is what later ones are compared with.
    const isFirst = Object.keys(afterOurWrite).length === 0;
    await deps.rows.save({
      row,
      patch: {
        drift,
        missingSince: null,
        ...(isFirst || wasMissing !== undefined ? { lastSeen: isFirst ? now : afterOurWrite } : {}),
        ...(isPutBack
          ? {
              lastSent: sentWithout(row.lastSent, drift),
              lastSeen: { ...afterOurWrite, [PUT_BACK]: driftMark(drift) },
              syncState: 'pending',
            }
          : {}),
        joinUrl: meeting.joinUrl,
        ...(row.session ? {} : columnsOfRead(meeting)),
      },
      fence: () => job.fence(),
      also: async () => {
        if ((isUnsettled || isPutBack) && row.session)
          await raiseSync(deps.outbox, row.session, row);
      },
    });
  };

  /** Gone is what two reads, a while apart, agree on. */
  const asMissing = async (row: MeetingRow, job: Parameters<JobHandler>[0]): Promise<void> => {
    if (row.missingSince) return;
    const now = deps.clock();
    const seenAt = z.string().optional().parse(row.lastSeen[MISSING]);
    const isConfirmed =
      seenAt !== undefined && now.getTime() - Date.parse(seenAt) >= CONFIRM_GONE_MS / 2;
    const fence = () => job.fence();
    if (!isConfirmed) {
      const lastSeen = { ...row.lastSeen, [MISSING]: seenAt ?? now.toISOString() };
      const also = () => raiseRefresh(deps.outbox, row.id, { delayMs: CONFIRM_GONE_MS });
      await deps.rows.save({ row, patch: { lastSeen }, fence, also });
      return;
    }
    deps.log.warn(`zoom: meeting ${row.zoomId} was deleted in Zoom`);
    await deps.rows.save({
      row,
      patch: {
        missingSince: now,
        state: 'cancelled',
        syncState: row.session ? 'failed' : 'synced',
      },
      fence,
      also: async () => {
        if (row.session) await raiseSync(deps.outbox, row.session, row);
      },
    });
  };

  return async (job) => {
    const row = await deps.rows.find(payloadSchema.parse(job.payload).meetingRowId);
    // One that was missing is read again too: a person may have brought it back in Zoom.
    if (!row?.zoomId || row.deletedAt || deps.policy().closedBecause) return { kind: 'done' };
    try {
      await asRead(row, row.zoomId, job);
    } catch (error) {
      if (!(error instanceof ZoomMeetingGoneError)) throw error;
      await asMissing(row, job);
    }
    return { kind: 'done' };
  };
};

/** A meeting made over REST is what Zoom says it is. */
const columnsOfRead = (meeting: {
  topic: string;
  startTime: Date | null;
  durationMinutes: number | null;
  timezone: string | null;
}) => ({
  topic: meeting.topic,
  startTime: meeting.startTime,
  duration: meeting.durationMinutes,
  timezone: meeting.timezone,
  endTime:
    meeting.startTime && meeting.durationMinutes
      ? new Date(meeting.startTime.getTime() + meeting.durationMinutes * 60_000)
      : null,
});
