import type { Claim } from './claim-jobs';
import { type Database, jobRows } from './database';
import { despiteDeadlocks } from './deadlock';
import { releaseLease } from './release-lease';

type Reschedule = {
  claim: Claim;
  at: Date;
  /** Failed tries from now on. */
  attempts: number;
  /** Why the last try failed, without secrets; null: it did not fail. */
  lastError: string | null;
};

/**
 * Runs the job again at `at`, unless it was raised since the claim: then the raise's due time and
 * fresh start stand. Without the lease nothing is written.
 */
export const rescheduleJob = async (
  database: Database,
  { claim, at, attempts, lastError }: Reschedule
): Promise<void> => {
  const changes = {
    run_at: at.getTime(),
    attempts,
    last_error: lastError,
    lease_by: null,
    lease_until: null,
  };
  const rescheduled = await despiteDeadlocks(() =>
    jobRows(database)
      .where({ key: claim.key, version: claim.version, lease_by: claim.token })
      .update(changes)
  );
  if (rescheduled === 0) await releaseLease(database, claim);
};
