import type { Core } from '@strapi/types';
import { z } from 'zod';

import {
  SESSION_STATE_FILTER,
  SESSION_STATE_FILTERS,
  type SessionStateFilter,
} from '../../../contracts/choices';
import { ADMIN_PERMISSION, UID } from '../../../contracts/identifiers';
import { fieldError } from '../settings';
import { isRecord } from './entries';

/** Where one request keeps what it was asked for. */
const STATE = 'zoomStateFilters';

const filterSchema = z.object({ $eq: z.enum(SESSION_STATE_FILTERS) });

/** A running or past meeting is what it is, whatever became of the last change to it. */
const NOT_OVER = { state: { $notIn: ['live', 'ended'] } };

/** The sessions whose meeting stands so, by the same words as the column of the list. */
const whereOf = (relation: string, wanted: SessionStateFilter): Record<string, unknown> => {
  switch (wanted) {
    case 'none':
      return { [relation]: { id: { $null: true } } };
    case 'live':
    case 'ended':
      return { [relation]: { state: wanted } };
    case 'scheduled':
    case 'cancelled':
      return { [relation]: { state: wanted, syncState: { $in: ['synced', 'skipped'] } } };
    case 'pending':
    case 'paused':
    case 'failed':
      return { [relation]: { syncState: wanted, ...NOT_OVER } };
    default:
      return wanted satisfies never;
  }
};

/** Takes our filter out of the query: the Content Manager would drop what is no attribute. */
const takeFilters = (query: Record<string, unknown>): SessionStateFilter[] => {
  const { filters } = query;
  if (!isRecord(filters) || !Array.isArray(filters['$and'])) return [];
  const wanted: SessionStateFilter[] = [];
  const rest: unknown[] = [];
  for (const filter of filters['$and']) {
    if (!isRecord(filter) || !(SESSION_STATE_FILTER in filter)) {
      rest.push(filter);
      continue;
    }
    const parsed = filterSchema.safeParse(filter[SESSION_STATE_FILTER]);
    if (!parsed.success) {
      const message = `must be $eq with one of ${SESSION_STATE_FILTERS.join(', ')}`;
      throw fieldError([{ field: SESSION_STATE_FILTER, message }]);
    }
    wanted.push(parsed.data.$eq);
  }
  if (wanted.length === 0) return wanted;
  if (rest.length > 0) filters['$and'] = rest;
  else delete filters['$and'];
  return wanted;
};

/** What is used of Koa's context. */
type ListContext = {
  query: Record<string, unknown>;
  params: Record<string, unknown>;
  state: Record<string, unknown>;
};

type Around = {
  strapi: Core.Strapi;
  /** Whether the entries of a type are sessions. */
  isSession: (uid: string) => boolean;
};

/**
 * Lets lists of sessions in the Content Manager be narrowed by the state of their meetings. Its own
 * filters cannot: the relation is hidden, so they lose it on the way [content-manager 5.54, as its
 * `__status`]. Who may not read meetings gets the list as it is.
 */
export const installStateFilter = ({ strapi, isSession }: Around): void => {
  const relationOf = (uid: string): string | undefined => {
    const { attributes } = strapi.contentType(uid as 'plugin::upload.file');
    return Object.entries(attributes).find(
      ([, attribute]) => Reflect.get(attribute, 'target') === UID.meeting
    )?.[0];
  };

  markSessionTypes(strapi, isSession);
  strapi.server.router.use(
    '/content-manager/collection-types/:model',
    async (ctx: ListContext, next: () => Promise<unknown>) => {
      const wanted = takeFilters(ctx.query);
      if (wanted.length > 0) ctx.state[STATE] = { uid: ctx.params['model'], wanted };
      await next();
    }
  );

  strapi.documents.use(async (context, next) => {
    if (context.action !== 'findMany' && context.action !== 'count') return next();
    const asked: unknown = strapi.requestContext.get()?.state[STATE];
    if (!isRecord(asked) || asked['uid'] !== context.uid || !isSession(context.uid)) return next();
    const relation = relationOf(context.uid);
    const ability: unknown = strapi.requestContext.get()?.state['userAbility'];
    if (relation === undefined || !mayReadMeetings(ability)) return next();
    const wanted = z.array(z.enum(SESSION_STATE_FILTERS)).parse(asked['wanted']);
    const params: Record<string, unknown> = context.params;
    const own = wanted.map((one) => whereOf(relation, one));
    params['filters'] = { $and: [params['filters'] ?? {}, ...own] };
    return next();
  });
};

/** Tells the panel which lists are of sessions: it gets `pluginOptions` with each list's layout. */
const markSessionTypes = (strapi: Core.Strapi, isSession: (uid: string) => boolean): void => {
  for (const [uid, type] of Object.entries(strapi.contentTypes)) {
    if (isSession(uid)) {
      type.pluginOptions = { ...type.pluginOptions, zoom: { isSession: true } };
    }
  }
};

const abilitySchema = z.object({ can: z.custom<(action: string) => boolean>() });

const mayReadMeetings = (ability: unknown): boolean => {
  const parsed = abilitySchema.safeParse(ability);
  return parsed.success && parsed.data.can.call(ability, ADMIN_PERMISSION.meetingsRead);
};
