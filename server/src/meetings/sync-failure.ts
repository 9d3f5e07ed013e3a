import { say } from '../../../contracts/sentences';
import type { MeetingPlan } from '../domain/meeting-plan';
import type { SessionKey } from '../domain/session';
import { HookFailedError } from '../hooks';
import type { JobOutcome } from '../jobs/types';
import { ZoomError, ZoomHostError, ZoomMeetingGoneError } from '../zoom/errors';
import { pauseHostOf } from './host-hold';
import type { MeetingPatch, MeetingRow } from './meeting-row';
import { raiseRefresh } from './refresh-job';
import { hashOf, untilItsEnd, type Step } from './sync-context';

type Failure = { step: Step; key: SessionKey; plan: MeetingPlan };

/** What an editor reads of it; the class of the error decides, never its text. */
const patchFor = (error: ZoomError): MeetingPatch => {
  if (error.reach === 'account') return { syncState: 'paused', syncError: error.message };
  if (error.retry === 'never') return { syncState: 'failed', syncError: error.message };
  return { syncState: 'pending', syncError: error.message };
};

const nameOf = (row: MeetingRow, key: SessionKey): string =>
  row.zoomId
    ? `meeting ${row.zoomId} of session ${key.documentId}`
    : `the meeting of session ${key.documentId}`;

/**
 * Writes on the row why its meeting is not in line, and says when to try again. What reaches the
 * whole account pauses the queue and counts no attempt, what reaches a host pauses that host; what
 * only a person can mend ends the job.
 *
 * @throws errors that are not Zoom's, and those to be tried again: the worker spaces the tries.
 */
export const recordFailure = async (
  { step, key, plan }: Failure,
  error: unknown
): Promise<JobOutcome> => {
  if (!(error instanceof ZoomError)) throw error;
  const { deps, job } = step;
  // Read anew: the step that failed may have saved before it did.
  const row = await deps.rows.findBySession(key);
  if (!row) return { kind: 'done' };
  const fence = () => job.fence();
  deps.log.warn(`zoom: ${nameOf(row, key)} not in line: ${error.message}`);

  if (error instanceof ZoomMeetingGoneError && row.zoomId) {
    // One such answer is not proof: a later read confirms it, and nothing is made anew by itself.
    const note = say('sync.maybeGone');
    await deps.rows.save({
      row,
      patch: { syncState: 'pending', syncError: note },
      fence,
      also: () => raiseRefresh(deps.outbox, row.id, { delayMs: CONFIRM_GONE_MS }),
    });
    return { kind: 'done' };
  }
  const isFinal = error.retry === 'never' && error.reach !== 'account';
  // What Zoom refused for good is as in line as it gets: reconcile, which would ask again every
  // hour and spend the host's day on it, leaves it until somebody mends something.
  const planHash = isFinal ? { planHash: hashOf({ ...step, row }) } : {};
  await deps.rows.save({ row, patch: { ...patchFor(error), ...planHash }, fence });
  if (error instanceof ZoomHostError) {
    const held = await pauseHostOf({ ...step, row }, { plan, because: error.reason });
    if (held) return held;
  }
  if (isFinal) return untilItsEnd({ ...step, row });
  // Refused for the whole account, or its calls of the day spent: the other sessions need not ask.
  if (error.reach === 'account' && (error.retry === 'never' || error.retryAt)) {
    await deps.pauseQueue(error.message, error.retryAt ?? undefined);
  }
  throw error;
};

/**
 * Writes on the row that a hook of the app failed; the session itself was saved long before.
 * @throws the error itself: the worker spaces the tries.
 */
export const recordHookFailure = async (
  { deps, job, row }: Pick<Step, 'deps' | 'job' | 'row'>,
  error: unknown
): Promise<never> => {
  if (error instanceof HookFailedError) {
    const patch: MeetingPatch = { syncState: 'pending', syncError: error.message };
    await deps.rows.save({ row, patch, fence: () => job.fence() });
  }
  throw error;
};

/** Between the first "does not exist" and the read that confirms it. */
export const CONFIRM_GONE_MS = 60_000;
