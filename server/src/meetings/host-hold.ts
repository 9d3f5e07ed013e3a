import { say } from '../../../contracts/sentences';
import type { MeetingPlan } from '../domain/meeting-plan';
import type { JobOutcome } from '../jobs/types';
import { hashOf, over, saveStep, untilItsEnd, type Step, type StepResult } from './sync-context';

/** A host that Zoom refused is left alone as long as a refused account is: until an hourly probe. */
const PROBE_AFTER_MS = 3600_000;

/** The host who must be able to hold meetings for a plan; null for what goes without. */
const hostOfPlan = (plan: MeetingPlan): string | null => {
  switch (plan.kind) {
    case 'create':
    case 'move-host':
    case 'recover':
    case 'update':
      return plan.host;
    case 'keep':
    case 'look-up':
    case 'confirm-live':
    case 'delete':
      return null;
    default:
      return plan satisfies never;
  }
};

/** Tried again when the host is, unless the session is over before. */
const onceProbed = (step: Step, until: Date): JobOutcome => {
  const end = untilItsEnd(step);
  return end.kind === 'again' && end.at < until ? end : { kind: 'again', at: until };
};

/**
 * What Zoom refused one session because of its host, it would refuse the host's others as well: they
 * fail for the same reason and without a call, until the pause is over. Null: nothing holds it.
 */
export const heldByHost = async (step: Step, plan: MeetingPlan): Promise<StepResult | null> => {
  const host = hostOfPlan(plan);
  if (host === null) return null;
  const { clock, hostPauses } = step.deps;
  const pause = await hostPauses.hostPause({ host, now: clock() });
  if (pause === null) return null;
  const { row } = step;
  const planHash = hashOf(step);
  // What Zoom said of this very session stays on it.
  if (row.syncState !== 'failed' || row.planHash !== planHash) {
    const syncError = say('plan.hostRefused', { host, reason: pause.because });
    await saveStep(step, { syncState: 'failed', syncError, planHash });
  }
  return over(onceProbed(step, pause.until));
};

/** Pauses the host of a plan that Zoom refused because of its host; null where it has none. */
export const pauseHostOf = async (
  step: Step,
  refused: { plan: MeetingPlan; because: string }
): Promise<JobOutcome | null> => {
  const host = hostOfPlan(refused.plan);
  if (host === null) return null;
  const { clock, hostPauses } = step.deps;
  const until = new Date(clock().getTime() + PROBE_AFTER_MS);
  await hostPauses.pauseHost({ host, until, because: refused.because });
  return onceProbed(step, until);
};
