import { factories } from '@strapi/strapi';
import type { Core } from '@strapi/types';

import { UID } from '../../../contracts/identifiers';
import { registrationController } from './registration';

/**
 * `/api/zoom/registrants`, and what visitors do about themselves. Actions whose names do not end in
 * find: a read-only API token passes all that do, and these are people.
 */
export const registrantController = factories.createCoreController(
  UID.registrant as 'plugin::upload.file',
  ({ strapi }: { strapi: Core.Strapi }) => {
    const visitors = registrationController({ strapi });
    // Koa's own type of a context hides what Strapi puts there (`params`, `notFound`).
    return {
      offer: async (ctx) => visitors.offer(ctx as never),
      register: async (ctx) => visitors.register(ctx as never),
      own: async (ctx) => visitors.own(ctx as never),
      cancel: async (ctx) => visitors.cancel(ctx as never),
      async list(ctx) {
        return super.find(ctx);
      },
      async get(ctx) {
        ctx.params.id = ctx.params.documentId;
        return super.findOne(ctx);
      },
    };
  }
);
