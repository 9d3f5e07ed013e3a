import { z } from 'zod';

import { type Database, jobRows } from './database';
import { databaseNow, notHeld } from './database-clock';
import type { TaskName } from './types';

/**
 * Milliseconds until the next job that nobody holds is due (0 or less: now); null without one.
 * Jobs under a lease are left to the poll: most end in time.
 */
export const msUntilNextDue = async (
  database: Database,
  tasks: readonly TaskName[]
): Promise<number | null> => {
  const now = databaseNow(database);
  const row: unknown = await jobRows(database)
    .whereIn('task', [...tasks])
    .whereNotNull('run_at')
    .whereRaw(notHeld(database))
    .orderBy('run_at')
    .first(database.connection.raw(`run_at - ${now.toString()} AS due_in_ms`));
  if (row === undefined) return null;
  return z.object({ due_in_ms: z.coerce.number() }).parse(row).due_in_ms;
};
