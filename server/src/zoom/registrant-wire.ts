import { z } from 'zod';

import type { ZoomRegistrant } from './registrant-types';
import { textOrEmpty, textOrNull } from './wire-fields';

/** One page of a meeting's registrants; `join_url` stands with approved ones only. */
export const registrantPageSchema = z.object({
  registrants: z
    .array(
      z.object({ id: textOrNull, email: z.string(), join_url: textOrNull, status: textOrNull })
    )
    .transform((rows) =>
      rows.flatMap(({ id, email, join_url: joinUrl }): Omit<ZoomRegistrant, 'state'>[] =>
        id === null ? [] : [{ id, email, joinUrl }]
      )
    ),
  next_page_token: textOrEmpty,
});

/** Answer of batch registration: who was added, in no promised order. */
export const addedRegistrantsSchema = z.object({
  registrants: z
    .array(z.object({ registrant_id: textOrNull, email: z.string(), join_url: textOrNull }))
    .nullish()
    .transform((rows) =>
      (rows ?? []).flatMap(({ registrant_id: id, email, join_url: joinUrl }) =>
        id === null ? [] : [{ id, email, joinUrl }]
      )
    ),
});

/** Answer of adding one. */
export const addedRegistrantSchema = z.object({
  registrant_id: z.string().min(1),
  join_url: textOrNull,
});
