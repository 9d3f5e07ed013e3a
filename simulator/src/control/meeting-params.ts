import { z } from 'zod';

export const meetingParams = z.object({ id: z.string().regex(/^\d+$/) });

/** A moment as ISO text or epoch milliseconds; now when left out. */
export const moment = z
  .union([z.int(), z.iso.datetime().transform((text) => Date.parse(text))])
  .optional();
