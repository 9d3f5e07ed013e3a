import { z } from 'zod';

import { callerUserSchema } from '../../../contracts/caller-user';
import { networkOf, splitName, type Caller, type CallerPerson } from '../domain/caller';
import { fieldError } from '../settings';

/** What is used of Koa's context. */
export type CallerContext = {
  state: Record<string, unknown>;
  ip: string;
};

/** Strapi's names of the strategy: since 5.54, and before. Tokens of the admin panel are another. */
const API_TOKENS: ReadonlySet<string> = new Set(['content-api-token', 'api-token']);

const authSchema = z.object({
  strategy: z.object({ name: z.string() }),
  credentials: z.unknown(),
});

const text = z
  .string()
  .trim()
  .nullish()
  .catch(null)
  .transform((value) => value || null);

/** A Users & Permissions account; many apps give it names of their own. */
const accountSchema = z.object({
  id: z.union([z.number(), z.string()]),
  username: text,
  email: z.string().min(3),
  name: text,
  fullName: text,
  firstName: text,
  firstname: text,
  lastName: text,
  lastname: text,
});

const tokenSchema = z.object({ id: z.union([z.number(), z.string()]) });

/** A Users & Permissions account as a person; null for what is none. */
export const personOfAccount = (account: unknown): CallerPerson | null => {
  const parsed = accountSchema.safeParse(account);
  if (!parsed.success) return null;
  const { id, username, email, name, fullName, ...names } = parsed.data;
  const first = names.firstName ?? names.firstname;
  const last = names.lastName ?? names.lastname;
  const whole = [first, last].filter(Boolean).join(' ') || (name ?? fullName ?? username ?? email);
  const split = first === null ? splitName(whole) : { firstName: first, lastName: last };
  return { accountKey: `user:${id}`, name: whole, ...split, email: email.trim() };
};

/**
 * Who makes a request of the content API: the account of its JWT, or whom an API token names by
 * `user` in the body, or a guest.
 *
 * @throws ValidationError (400) naming `user` where a caller who is no API token sends it.
 */
export const readCaller = (ctx: CallerContext, user?: unknown): Caller => {
  const auth = authSchema.safeParse(ctx.state['auth']);
  const strategy = auth.success ? auth.data.strategy.name : null;
  if (strategy !== null && API_TOKENS.has(strategy)) {
    const token = tokenSchema.safeParse(auth.data?.credentials);
    const paceKey = `token:${token.success ? token.data.id : 'unknown'}`;
    if (user === undefined) return { kind: 'token', person: null, paceKey };
    const { id, name, email } = parseUser(user);
    const accountKey = `site:${id}`;
    const person = { accountKey, name, ...splitName(name), email };
    return { kind: 'token', person, paceKey: accountKey };
  }
  if (user !== undefined) {
    throw fieldError([
      {
        field: 'user',
        message: 'is taken from API tokens only: everybody else speaks for themselves',
      },
    ]);
  }
  const person = personOfAccount(ctx.state['user']);
  if (person !== null) return { kind: 'site-user', person, paceKey: person.accountKey };
  return { kind: 'guest', person: null, paceKey: `ip:${networkOf(ctx.ip)}` };
};

const parseUser = (user: unknown) => {
  const parsed = callerUserSchema.safeParse(user);
  if (parsed.success) return parsed.data;
  throw fieldError(
    parsed.error.issues.map((issue) => ({
      field: ['user', ...issue.path.map(String)].join('.'),
      message: issue.message,
    }))
  );
};
