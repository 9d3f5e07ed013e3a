import { z } from 'zod';

import { numberColumn } from '../jobs/numeric';

/** What every reader of stored events takes from the table; each adds the columns of its own. */
export const eventColumnsSchema = z.object({
  id: z.number().int(),
  event: z.string(),
  event_ts: numberColumn.nullable(),
  account_id: z.string().nullable(),
  payload: z.string(),
  attempts: numberColumn.nullable(),
  received_at: numberColumn.nullable(),
});
