import type { Core } from '@strapi/types';
import { z } from 'zod';

import { ADMIN_PERMISSION } from '../../../contracts/identifiers';
import { noticeQuerySchema } from '../notices';
import { compositionOf } from '../services';
import { mayDo } from './may-do';
import { parseRequest } from './query';

/** What is used of Koa's context. */
type Context = {
  params: Record<string, unknown>;
  query: unknown;
  state: unknown;
  body: unknown;
  set(header: string, value: string): void;
  notFound(message: string): unknown;
  conflict(message: string): unknown;
};

const paramsSchema = z.object({ id: z.coerce.number().int().positive() });

/** `/zoom/notices…`, for the admin panel. */
export const noticesController = ({ strapi }: { strapi: Core.Strapi }) => {
  const log = () => compositionOf(strapi).notices.log;

  return {
    async list(ctx: Context) {
      const withNames = mayDo(ctx, ADMIN_PERMISSION.registrantsRead);
      ctx.set('Cache-Control', 'no-store');
      ctx.body = await log().list(parseRequest(noticeQuerySchema, ctx.query), { withNames });
    },

    async retry(ctx: Context) {
      const { id } = parseRequest(paramsSchema, ctx.params);
      const outcome = await log().retry(id);
      if (outcome === 'absent') ctx.notFound('There is no such notice.');
      else if (outcome === 'not-failed') ctx.conflict('Only a failed notice is sent again.');
      else ctx.body = { data: { retried: true } };
    },
  };
};
