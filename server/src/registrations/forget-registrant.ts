import { z } from 'zod';

import type { PlanPolicy } from '../domain/meeting-plan';
import type { JobHandler } from '../jobs/types';
import type { MeetingRows } from '../meetings/meeting-rows';
import { ZoomRefusedError, type ZoomClient } from '../zoom';

const CLOSED_MS = 10 * 60_000;
const payloadSchema = z.object({ zoomMeetingId: z.string(), zoomRegistrantId: z.string() });

/** The handler of `forget-registrant`: whom the CMS no longer has, Zoom need not have either. */
export const createForgetRegistrant =
  (deps: {
    zoom: Pick<ZoomClient, 'deleteRegistrant'>;
    rows: Pick<MeetingRows, 'findByZoomId'>;
    policy: () => PlanPolicy;
    clock: () => Date;
  }): JobHandler =>
  async (job) => {
    const { zoomMeetingId: id, zoomRegistrantId: registrantId } = payloadSchema.parse(job.payload);
    if (deps.policy().closedBecause !== null) {
      return { kind: 'again', at: new Date(deps.clock().getTime() + CLOSED_MS) };
    }
    const meeting = await deps.rows.findByZoomId(id);
    if (meeting !== null && meeting.accountId !== deps.policy().accountId) return { kind: 'done' };
    const host = meeting?.hostId ?? meeting?.hostEmail ?? '';
    try {
      await deps.zoom.deleteRegistrant({ id, host, registrantId, signal: job.signal });
    } catch (error) {
      // Registration was switched off there: nobody is registered any more.
      if (!(error instanceof ZoomRefusedError)) throw error;
    }
    return { kind: 'done' };
  };
