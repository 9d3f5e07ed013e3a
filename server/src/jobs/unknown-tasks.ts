import { z } from 'zod';

import { type Database, jobRows } from './database';
import type { TaskName } from './types';

/** Names of tasks in the table that this version of the plugin does not know. */
export const findUnknownTasks = async (
  database: Database,
  tasks: readonly TaskName[]
): Promise<string[]> => {
  const rows: unknown = await jobRows(database)
    .distinct('task')
    .whereNotIn('task', [...tasks]);
  return z
    .array(z.object({ task: z.string() }))
    .parse(rows)
    .map(({ task }) => task);
};
