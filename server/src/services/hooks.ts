import type { Core } from '@strapi/types';

import { createHooks, type SessionHooks } from '../hooks';

const known = new WeakMap<Core.Strapi, SessionHooks>();

/** The hooks of this Strapi: apart from all else, since apps register theirs before the database is up. */
export const hooksOf = (strapi: Core.Strapi): SessionHooks => {
  const there = known.get(strapi);
  if (there) return there;
  const made = createHooks();
  known.set(strapi, made);
  return made;
};
