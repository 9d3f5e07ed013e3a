import type { Core } from '@strapi/types';

import { personBodySchema, type PersonErased, type PersonExport } from '../../../contracts/people';
import { compositionOf } from '../services';
import { parseRequest } from './query';

/** What is used of Koa's context. */
type Context = {
  request: { body?: unknown };
  body: unknown;
  set(header: string, value: string): void;
};

/** `/zoom/people…`, for the admin panel. */
export const peopleController = ({ strapi }: { strapi: Core.Strapi }) => {
  const people = () => compositionOf(strapi).records.people;

  return {
    async exportPerson(ctx: Context) {
      const { email } = parseRequest(personBodySchema, ctx.request.body);
      ctx.set('Cache-Control', 'no-store');
      ctx.body = { data: await people().exportPerson(email) } satisfies { data: PersonExport };
    },

    async erasePerson(ctx: Context) {
      const { email } = parseRequest(personBodySchema, ctx.request.body);
      ctx.body = { data: await people().erasePerson(email) } satisfies { data: PersonErased };
    },
  };
};
