import type { JobRequest } from '../jobs/types';

/** Works off the stored events of one meeting; `null`: those that name none. */
export const applyEventsJob = (meetingId: string | null): JobRequest => ({
  task: 'apply-recording-events',
  key: `recordings:${meetingId ?? 'none'}`,
  payload: { meetingId },
  delayMs: 0,
});

/** Asks Zoom for a meeting's recordings. */
export const listJob = (meetingRowId: number, delayMs: number): JobRequest => ({
  task: 'list-recordings',
  key: `list-recordings:${meetingRowId}`,
  payload: { meetingRowId },
  delayMs,
});

export const archiveJob = (recordingRowId: number): JobRequest => ({
  task: 'archive-recording',
  key: `archive-recording:${recordingRowId}`,
  payload: { recordingRowId },
  delayMs: 0,
});

export const transcriptJob = (recordingRowId: number): JobRequest => ({
  task: 'fetch-transcript',
  key: `fetch-transcript:${recordingRowId}`,
  payload: { recordingRowId },
  delayMs: 0,
});
