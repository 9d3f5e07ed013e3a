import { z } from 'zod';

import { say } from './sentences';
/** An address that a mail can be sent to, without what would end a header or begin another address. */
export const EMAIL_ADDRESS = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/;

/**
 * `user` in bodies of `join`, `signature` and `registrants`: whom a site with a log-in of its own
 * speaks for. Taken from API tokens only; a site user's is the account.
 */
export const callerUserSchema = z.strictObject({
  /** The site's own id of the person. */
  id: z
    .union([z.string(), z.int()], 'must be the site’s own id of the person')
    .transform((id) => String(id).trim())
    .pipe(
      z
        .string()
        .min(1, say('field.empty'))
        .max(200, say('field.atMostCharacters', { max: 200 }))
    ),
  name: z
    .string(say('field.name'))
    .trim()
    .min(1, say('field.empty'))
    .max(128, say('field.atMostCharacters', { max: 128 })),
  email: z
    .string(say('field.email'))
    .trim()
    .max(128, say('field.atMostCharacters', { max: 128 }))
    .regex(EMAIL_ADDRESS, say('field.email')),
});
export type CallerUser = z.infer<typeof callerUserSchema>;
