import type { Core } from '@strapi/types';

export type MiddlewareEntry = string | { name?: string };

/**
 * What Strapi takes where an app has no `config/middlewares`; it keeps the list to itself
 * [@strapi/core 5.54, register-middlewares].
 */
const STRAPIS_OWN: MiddlewareEntry[] = [
  'strapi::logger',
  'strapi::errors',
  'strapi::security',
  'strapi::cors',
  'strapi::poweredBy',
  'strapi::session',
  'strapi::query',
  'strapi::body',
  'strapi::favicon',
  'strapi::public',
];

/** The middlewares that the app asks for, or gets where it asks for none: a copy to add ours to. */
export const appMiddlewares = (strapi: Core.Strapi): MiddlewareEntry[] => [
  ...strapi.config.get<MiddlewareEntry[]>('middlewares', STRAPIS_OWN),
];
