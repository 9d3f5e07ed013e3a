import type { SessionPanel } from '../../../../contracts/session-panel';

const FIRST_MS = 2_000;
const GROWTH = 1.5;
/** A change that takes this long waits for something else: Zoom, or a pause. */
const SLOWEST_MS = 30_000;
/** Live, ended, and what somebody changes in Zoom come by webhook while a session is open. */
const AT_REST_MS = 20_000;
/** People come and go, and an editor counts them. */
const LIVE_MS = 5_000;

/**
 * Milliseconds until the panel looks again, or null when nothing is expected to change by itself.
 * `attempt` counts the looks since the session was last saved, from 0.
 */
export const pollDelayMs = (panel: SessionPanel | undefined, attempt: number): number | null => {
  const meeting = panel?.meeting;
  if (meeting == null) return null;
  const backedOffMs = Math.min(SLOWEST_MS, FIRST_MS * GROWTH ** attempt);
  if (meeting.syncState === 'pending') return backedOffMs;
  if (meeting.syncState === 'paused' || meeting.nextTryAt !== null) return SLOWEST_MS;
  if (meeting.state === 'live') return LIVE_MS;
  return meeting.state === 'scheduled' ? AT_REST_MS : null;
};

/** A try this near comes of itself before anybody could wait for it. */
const SOON_MS = 10_000;

/** The time of the next try, where it is far enough from `nowMs` to be worth telling; else null. */
export const dueLater = (nextTryAt: string | null, nowMs: number): string | null =>
  nextTryAt !== null && Date.parse(nextTryAt) - nowMs > SOON_MS ? nextTryAt : null;
