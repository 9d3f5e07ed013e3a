import type { Outbox } from '../jobs/types';

/** Several changes in a row are one mail: an editor corrects a slip within a minute. */
export const PLAN_DELAY_MS = 60_000;
export const SWEEP_KEY = 'plan-notices:sweep';

/** Asks what the registrants of a meeting have to be told. */
export const raisePlan = (
  outbox: Outbox,
  meetingRowId: number,
  delayMs = PLAN_DELAY_MS
): Promise<void> =>
  outbox.raise({
    task: 'plan-notices',
    key: `plan-notices:${meetingRowId}`,
    payload: { meetingRowId },
    delayMs,
  });

/** Asks for a look at all meetings that have registrants. */
export const raiseSweep = (outbox: Outbox, delayMs = 0): Promise<void> =>
  outbox.raise({ task: 'plan-notices', key: SWEEP_KEY, payload: {}, delayMs });

/** Asks for the waiting mails of a meeting to be sent. */
export const raiseSend = (outbox: Outbox, meetingRowId: number): Promise<void> =>
  outbox.raise({
    task: 'send-notice',
    key: `send-notice:${meetingRowId}`,
    payload: { meetingRowId },
    delayMs: 0,
  });
