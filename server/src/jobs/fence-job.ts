import type { Claim } from './claim-jobs';
import { type Database, jobRows } from './database';
import { databaseNow, databaseNowPlus } from './database-clock';
import { LeaseLostError } from './lease-lost-error';

/**
 * Inside the open transaction: makes sure that this worker still holds the job, and that nobody
 * takes it before the transaction ends (the row stays locked until then).
 *
 * Call it after the transaction's other writes: an editor's save also writes its rows first and
 * the job last, and two transactions that lock in one order cannot lock each other out.
 *
 * @throws LeaseLostError when the lease ran out or was taken, by the database's clock.
 */
export const fenceJob = async (
  database: Database,
  { claim, leaseMs }: { claim: Claim; leaseMs: number }
): Promise<void> => {
  await database.transaction(async ({ trx }) => {
    const held = await jobRows(database, trx)
      .where({ key: claim.key, lease_by: claim.token })
      .where('lease_until', '>', databaseNow(database))
      .update({ lease_until: databaseNowPlus(database, leaseMs) });
    if (held === 0) throw new LeaseLostError(claim.key);
  });
};
