import { say } from '../../../contracts/sentences';
/** A reconcile that would do more than this asks a person first. */
export const BRAKE = { cancels: 5, cancelledShare: 0.1, creates: 50 } as const;

/** Why a reconcile must not go on by itself; null when it may. */
export const brakeReason = (counts: {
  creates: number;
  cancels: number;
  /** Future meetings under management. */
  managed: number;
}): string | null => {
  const { creates, cancels, managed } = counts;
  const isMany = cancels > BRAKE.cancels || cancels > managed * BRAKE.cancelledShare;
  if (cancels > 0 && isMany) {
    return say('mode.manyCancels', { cancels, managed });
  }
  if (creates > BRAKE.creates) return say('mode.manyCreates', { creates });
  return null;
};
