import type { Core } from '@strapi/types';
import { z } from 'zod';

import type { EventHealth, EventLogDetail, SelfTestAnswer } from '../../../contracts/event-log';
import { eventQuerySchema } from '../webhooks/event-log';
import { compositionOf } from '../services';
import { parseRequest } from './query';

/** What is used of Koa's context. */
type Context = {
  params: Record<string, unknown>;
  query: unknown;
  body: unknown;
  notFound(message: string): unknown;
  conflict(message: string): unknown;
};

const paramsSchema = z.object({ id: z.coerce.number().int().positive() });
const ABSENT = 'There is no such event.';

/** `/zoom/events…`, for the admin panel. */
export const eventLogController = ({ strapi }: { strapi: Core.Strapi }) => {
  const records = () => compositionOf(strapi).records;

  return {
    async list(ctx: Context) {
      ctx.body = await records().events.list(parseRequest(eventQuerySchema, ctx.query));
    },

    async read(ctx: Context) {
      const { id } = parseRequest(paramsSchema, ctx.params);
      const data = await records().events.read(id);
      if (data === null) ctx.notFound(ABSENT);
      else ctx.body = { data } satisfies { data: EventLogDetail };
    },

    async replay(ctx: Context) {
      const { id } = parseRequest(paramsSchema, ctx.params);
      const outcome = await records().events.replay(id);
      switch (outcome.kind) {
        case 'replayed':
          ctx.body = { data: { replayed: true } };
          return;
        case 'absent':
          ctx.notFound(ABSENT);
          return;
        case 'refused':
          ctx.conflict(outcome.because);
          return;
        default:
          outcome satisfies never;
      }
    },

    async selfTest(ctx: Context) {
      ctx.body = { data: await records().selfTest() } satisfies { data: SelfTestAnswer };
    },

    async health(ctx: Context) {
      ctx.body = { data: await records().health() } satisfies { data: EventHealth };
    },
  };
};
