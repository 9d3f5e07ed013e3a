import type { Core } from '@strapi/types';
import { z } from 'zod';

import { ACTION } from '../../../contracts/identifiers';
import type { FeedOwner, JoinLinks } from '../calendar';
import { personOfAccount } from '../controllers/caller';
import type { Caller } from '../domain/caller';
import type { JoinLinks as JoinPolicy } from '../joining';

const identitySchema = z.union([z.number(), z.string()]).transform(Number);
const accountSchema = z.object({
  id: identitySchema,
  blocked: z.boolean().nullish(),
  role: z.object({ id: identitySchema }).nullish(),
});
const tokenSchema = z.object({
  id: identitySchema,
  type: z.string(),
  kind: z.string().nullish(),
  expiresAt: z.union([z.string(), z.number(), z.date()]).nullish(),
  permissions: z.array(z.object({ action: z.string() })).nullish(),
});
const actionsSchema = z.array(z.object({ action: z.string() }));
const authSchema = z.object({
  strategy: z.object({ name: z.string() }),
  credentials: z.unknown(),
});

const KINDS: Record<FeedOwner['kind'], Caller['kind']> = {
  user: 'site-user',
  'api-token': 'token',
};
const callerOf = (owner: FeedOwner | null, account: unknown): Pick<Caller, 'kind' | 'person'> => ({
  kind: owner === null ? 'guest' : KINDS[owner.kind],
  person: personOfAccount(account),
});

/** Somebody who reads calendars: what they may use to join, and whose feeds are theirs. */
export type CalendarReader = { links: JoinLinks; owner: FeedOwner | null; account: unknown };

/** Who reads a calendar: the caller of a request, or the owner of a secret feed as they now are. */
export const createCalendarReaders = (
  strapi: Core.Strapi,
  { policy, clock }: { policy: JoinPolicy; clock: () => Date }
) => {
  const { db } = strapi;

  const linksOf =
    (caller: Pick<Caller, 'kind' | 'person'>, mayJoin: () => Promise<boolean>): JoinLinks =>
    async (meetings) => {
      if (meetings.length === 0 || !(await mayJoin())) return new Map();
      const links = await policy.linksFor(caller, meetings);
      return new Map(
        [...links].flatMap(([id, link]) => (link.kind === 'link' ? [[id, link.joinUrl]] : []))
      );
    };

  const readerOf = (
    owner: FeedOwner,
    { actions, account }: { actions: Set<string> | 'all'; account: unknown }
  ): CalendarReader | null => {
    const holds = (action: string) => actions === 'all' || actions.has(action);
    if (!holds(ACTION.calendarFeed)) return null;
    const links = linksOf(callerOf(owner, account), async () => holds(ACTION.meetingJoin));
    return { owner, account, links };
  };

  const readerOfUser = async (owner: FeedOwner): Promise<CalendarReader | null> => {
    const plugin = strapi.plugin('users-permissions');
    if (!plugin) return null;
    const found: unknown = await db
      .query('plugin::users-permissions.user')
      .findOne({ where: { id: owner.id }, populate: ['role'] });
    const user = accountSchema.safeParse(found);
    if (!user.success || user.data.blocked || !user.data.role) return null;
    const granted: unknown = await plugin
      .service('permission')
      .findRolePermissions(user.data.role.id);
    const actions = new Set(actionsSchema.parse(granted).map(({ action }) => action));
    return readerOf(owner, { actions, account: found });
  };

  const readerOfToken = async (owner: FeedOwner): Promise<CalendarReader | null> => {
    const found: unknown = await db
      .query('admin::api-token')
      .findOne({ where: { id: owner.id }, populate: ['permissions'] });
    const token = tokenSchema.safeParse(found);
    if (!token.success || (token.data.kind ?? 'content-api') !== 'content-api') return null;
    const { type, expiresAt, permissions } = token.data;
    if (expiresAt != null && new Date(Number(expiresAt) || expiresAt) <= clock()) return null;
    if (type === 'full-access') return readerOf(owner, { actions: 'all', account: null });
    const actions = new Set((permissions ?? []).map(({ action }) => action));
    return readerOf(owner, { actions, account: null });
  };

  const ownerOf = (state: Record<string, unknown>): FeedOwner | null => {
    const auth = authSchema.safeParse(state['auth']);
    if (!auth.success) return null;
    const identity = z.object({ id: identitySchema }).safeParse(auth.data.credentials);
    if (!identity.success) return null;
    const { id } = identity.data;
    if (auth.data.strategy.name === 'users-permissions') return { kind: 'user', id };
    return auth.data.strategy.name.includes('api-token') ? { kind: 'api-token', id } : null;
  };

  return {
    /** Who makes this request. */
    ofRequest(state: Record<string, unknown>): CalendarReader {
      const mayJoin = async (): Promise<boolean> => {
        const { auth } = state;
        if (!auth) return false;
        try {
          // Koa's state is untyped; what is there was put there by Strapi's own authentication.
          await strapi.auth.verify(auth as never, { scope: [ACTION.meetingJoin] });
          return true;
        } catch {
          return false;
        }
      };
      const account = state['user'];
      const owner = ownerOf(state);
      return { owner, account, links: linksOf(callerOf(owner, account), mayJoin) };
    },

    /** Null where the owner is gone, blocked, expired, or may read feeds no longer. */
    ofOwner: (owner: FeedOwner): Promise<CalendarReader | null> =>
      owner.kind === 'user' ? readerOfUser(owner) : readerOfToken(owner),
  };
};
