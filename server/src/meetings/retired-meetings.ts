import type { JobHandler, Outbox } from '../jobs/types';
import { z } from 'zod';
import type { SyncDeps } from './sync-context';

const payloadSchema = z.object({ zoomId: z.string(), host: z.string() });

/** A meeting that is no session's any more goes by a job of its own, after the new one is saved. */
export const raiseRetiredDeletion = (
  outbox: Outbox,
  meeting: { zoomId: string; host: string; startTime: Date | null }
): Promise<void> =>
  outbox.raise({
    task: 'delete-retired-meeting',
    key: `delete-retired:${meeting.zoomId}`,
    payload: { zoomId: meeting.zoomId, host: meeting.host },
    ...(meeting.startTime ? { priority: meeting.startTime.getTime() } : {}),
  });

/** Deletes it in Zoom; gone already counts as done. Zoom's errors come back by their own pace. */
export const createRetiredDeletion =
  (deps: Pick<SyncDeps, 'zoom' | 'sendsReminders' | 'policy' | 'clock'>): JobHandler =>
  async (job) => {
    const { zoomId, host } = payloadSchema.parse(job.payload);
    const { closedBecause } = deps.policy();
    if (closedBecause) {
      return {
        kind: 'retry',
        at: new Date(deps.clock().getTime() + 3600_000),
        because: closedBecause,
      };
    }
    await deps.zoom.deleteMeeting({
      id: zoomId,
      host,
      remindHost: deps.sendsReminders(),
      remindRegistrants: deps.sendsReminders(),
      signal: job.signal,
    });
    return { kind: 'done' };
  };
