import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';

import { MANAGEMENT_PATH, PLUGIN_ID } from '../../../contracts/identifiers';
import { appMiddlewares } from './app-middlewares';

const NAME = `plugin::${PLUGIN_ID}.management-answers`;

const isPlainError = (body: unknown): body is { error: unknown } =>
  typeof body === 'object' && body !== null && 'error' in body && !('success' in body);

/**
 * Adds `success: false` to the errors that Strapi itself answers on the management paths (no token,
 * a token without the permission, a body that is no JSON), as the plugin's own errors have it.
 */
export const managementAnswers = (_config: unknown, { strapi }: { strapi: Core.Strapi }) => {
  const prefix: string = strapi.config.get('api.rest.prefix', '/api');
  const base = `${prefix}${MANAGEMENT_PATH}`.toLowerCase();
  return async (ctx: Context, next: Next): Promise<void> => {
    await next();
    const path = ctx.path.toLowerCase();
    if (path !== base && !path.startsWith(`${base}/`)) return;
    const { body }: { body?: unknown } = ctx;
    if (ctx.status >= 400 && isPlainError(body)) ctx.body = { success: false, ...body };
  };
};

/**
 * Puts the middleware in front of all others, `strapi::errors` included, which makes those bodies:
 * the app's `config/middlewares` needs no change.
 */
export const installManagementAnswers = (strapi: Core.Strapi): void => {
  strapi.config.set('middlewares', [{ name: NAME }, ...appMiddlewares(strapi)]);
};
