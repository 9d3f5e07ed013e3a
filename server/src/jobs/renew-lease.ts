import type { Claim } from './claim-jobs';
import { type Database, jobRows } from './database';
import { databaseNowPlus } from './database-clock';
import { despiteDeadlocks } from './deadlock';

/** Whether the job was still held, and now is for `leaseMs` more. */
export const renewLease = async (
  database: Database,
  { claim, leaseMs }: { claim: Claim; leaseMs: number }
): Promise<boolean> => {
  // A lease that ran out but was taken by nobody may be renewed: taking it changes the token.
  const renewed = await despiteDeadlocks(() =>
    jobRows(database)
      .where({ key: claim.key, lease_by: claim.token })
      .update({ lease_until: databaseNowPlus(database, leaseMs) })
  );
  return renewed > 0;
};
