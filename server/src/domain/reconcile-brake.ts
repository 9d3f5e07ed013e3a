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
    return `${cancels} of ${managed} future meetings would be cancelled, because their sessions are no longer published in this database.`;
  }
  if (creates > BRAKE.creates) return `${creates} meetings would be created at once.`;
  return null;
};
