import type { Claim } from './claim-jobs';
import { type Database, jobRows } from './database';
import { despiteDeadlocks } from './deadlock';
import { releaseLease } from './release-lease';

/**
 * The job is done: its row goes, unless it was raised since the claim; then it is given back and
 * runs again when due. Without the lease nothing is written.
 * Answers whether the row went.
 */
export const completeJob = async (database: Database, claim: Claim): Promise<boolean> => {
  const deleted = await despiteDeadlocks(() =>
    jobRows(database)
      .where({ key: claim.key, version: claim.version, lease_by: claim.token })
      .delete()
  );
  if (deleted === 0) await releaseLease(database, claim);
  return deleted > 0;
};
