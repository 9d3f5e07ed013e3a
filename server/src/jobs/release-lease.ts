import type { Claim } from './claim-jobs';
import { type Database, jobRows } from './database';
import { despiteDeadlocks } from './deadlock';

/** Gives the job back as it is: due when it was due, tries uncounted. */
export const releaseLease = async (
  database: Database,
  { key, token }: Pick<Claim, 'key' | 'token'>
): Promise<void> => {
  await despiteDeadlocks(() =>
    jobRows(database).where({ key, lease_by: token }).update({ lease_by: null, lease_until: null })
  );
};
