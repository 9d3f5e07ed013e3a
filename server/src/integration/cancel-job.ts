import { z } from 'zod';

import type { PlanPolicy } from '../domain/meeting-plan';
import type { JobHandler, Outbox } from '../jobs/types';
import type { MeetingRow } from '../meetings/meeting-row';
import type { MeetingRows } from '../meetings/meeting-rows';
import { ZoomError } from '../zoom/errors';
import type { ZoomClient } from '../zoom/types';

const payloadSchema = z.object({ rowId: z.number() });
const CLOSED_RETRY_MS = 3600_000;

type Deps = {
  zoom: Pick<ZoomClient, 'deleteMeeting'>;
  rows: MeetingRows;
  outbox: Outbox;
  policy: () => Pick<PlanPolicy, 'closedBecause'>;
  sendsReminders: () => boolean;
  clock: () => Date;
};

/** Deletes meetings in Zoom that were made over REST, when a person cancels them in the panel. */
export const createLateCancel = (deps: Deps) => {
  const { zoom, rows, outbox, clock } = deps;

  const handler: JobHandler = async (job) => {
    const row = await rows.find(payloadSchema.parse(job.payload).rowId);
    const { closedBecause } = deps.policy();
    if (row === null || row.session !== null || row.state === 'cancelled') return { kind: 'done' };
    const { zoomId } = row;
    if (zoomId === null) return { kind: 'done' };
    if (closedBecause) {
      const at = new Date(clock().getTime() + CLOSED_RETRY_MS);
      return { kind: 'retry', at, because: closedBecause };
    }
    const fence = () => job.fence();
    try {
      await zoom.deleteMeeting({
        id: zoomId,
        host: row.hostEmail ?? row.hostId ?? '',
        remindHost: deps.sendsReminders(),
        remindRegistrants: deps.sendsReminders(),
        signal: job.signal,
      });
    } catch (error) {
      const isFinal =
        error instanceof ZoomError && error.retry === 'never' && error.reach !== 'account';
      if (!isFinal) throw error;
      await rows.save({ row, patch: { syncState: 'failed', syncError: error.message }, fence });
      return { kind: 'done' };
    }
    const now = clock();
    await rows.save({
      row,
      patch: { state: 'cancelled', syncState: 'synced', syncError: null, deletedAt: now },
      also: () => rows.retireZoomId({ zoomId, now }),
      fence,
    });
    return { kind: 'done' };
  };

  return {
    handler,
    /** The row says so at once; Zoom hears of it from a job. */
    async raise(row: MeetingRow): Promise<void> {
      await rows.save({
        row,
        patch: { syncState: 'pending', syncError: null },
        also: () =>
          outbox.raise({
            task: 'cancel-meeting',
            key: `cancel:${row.id}`,
            payload: { rowId: row.id },
            delayMs: 0,
            ...(row.startTime ? { priority: row.startTime.getTime() } : {}),
          }),
      });
    },
  };
};
