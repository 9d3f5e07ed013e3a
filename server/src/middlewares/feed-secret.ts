import type { Core } from '@strapi/types';
import type { Context, Next } from 'koa';

import { PLUGIN_ID, SECRET_FEED_PATH } from '../../../contracts/identifiers';
import { appMiddlewares } from './app-middlewares';

const NAME = `plugin::${PLUGIN_ID}.feed-secret`;
const STATE_KEY = 'zoomFeedSecret';
/** What stands in the address instead, for the router and for logs. */
const MASK = 'hidden.ics';

/**
 * Takes the secret of a calendar feed out of the request's address before anything else reads it:
 * Strapi's request logger, which writes the address after the answer, and whatever the app logs.
 */
export const feedSecret = (_config: unknown, { strapi }: { strapi: Core.Strapi }) => {
  const prefix: string = strapi.config.get('api.rest.prefix', '/api');
  const base = `${prefix}${SECRET_FEED_PATH}`;
  return (ctx: Context, next: Next): Promise<unknown> => {
    // Routing ignores case and a trailing slash: what it lets through is read here.
    if (ctx.path.toLowerCase().startsWith(base.toLowerCase())) {
      const rest = ctx.path.slice(base.length).replace(/\/+$/, '');
      ctx.state[STATE_KEY] = rest.replace(/\.ics$/i, '');
      ctx.url = `${base}${MASK}`;
      ctx.originalUrl = ctx.url;
    }
    return next();
  };
};

/** The secret that the middleware took out of this request's address. */
export const takenSecretOf = (ctx: { state: Record<string, unknown> }): string | null => {
  const taken = ctx.state[STATE_KEY];
  return typeof taken === 'string' ? taken : null;
};

/** Puts the middleware before all of the app's, for `register()`. */
export const installFeedSecret = (strapi: Core.Strapi): void => {
  const entries = appMiddlewares(strapi);
  const isThere = entries.some((one) => (typeof one === 'string' ? one : one.name) === NAME);
  if (!isThere) strapi.config.set('middlewares', [{ name: NAME }, ...entries]);
};
