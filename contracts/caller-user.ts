import { z } from 'zod';

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
      z.string().min(1, 'must not be empty').max(200, 'must not be longer than 200 characters')
    ),
  name: z
    .string('must be a name')
    .trim()
    .min(1, 'must not be empty')
    .max(128, 'must not be longer than 128 characters'),
  email: z
    .string('must be an e-mail address')
    .trim()
    .max(128, 'must not be longer than 128 characters')
    .regex(EMAIL_ADDRESS, 'must be an e-mail address'),
});
export type CallerUser = z.infer<typeof callerUserSchema>;
