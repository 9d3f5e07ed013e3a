import type { JobRequest } from '../jobs/types';

/** Registrations come in bursts when a class is announced: they go to Zoom together. */
const TOGETHER_MS = 2000;

/** Brings the registrants that Zoom has of a meeting in line with ours. */
export const syncRegistrantsJob = (meetingRowId: number, delayMs = TOGETHER_MS): JobRequest => ({
  task: 'sync-registrants',
  key: `registrants:${meetingRowId}`,
  payload: { meetingRowId },
  delayMs,
});

/** Takes somebody out in Zoom whose row is gone here; by Zoom's ids, never by address. */
export const forgetRegistrantJob = (gone: {
  zoomMeetingId: string;
  zoomRegistrantId: string;
  rowId: number;
}): JobRequest => ({
  task: 'forget-registrant',
  // Zoom's ids differ by case, which not every database sees in a key.
  key: `forget-registrant:${gone.zoomMeetingId}:${gone.rowId}`,
  payload: { zoomMeetingId: gone.zoomMeetingId, zoomRegistrantId: gone.zoomRegistrantId },
  delayMs: 0,
});

/** Works off the stored events about registrations of one meeting. */
export const applyRegistrationEventsJob = (zoomId: string): JobRequest => ({
  task: 'apply-registration-events',
  key: `registration-events:${zoomId}`,
  payload: { zoomId },
  delayMs: 0,
});
