import type { Core } from '@strapi/types';
import type { BoundType, ExistingEntries, SchedulingExisting } from '../../../contracts/bindings';
import { say } from '../../../contracts/sentences';
import { compositionOf } from '../services';

type Context = {
  params: { uid?: string };
  status: number;
  body: unknown;
  notFound(message: string): unknown;
};

/** The content types whose entries are sessions, and what they had before they were bound. */
export const bindingsController = ({ strapi }: { strapi: Core.Strapi }) => {
  const existing = () => compositionOf(strapi).existingEntries;
  const notBound = (ctx: Context): void => {
    ctx.notFound(say('answer.noBinding'));
  };

  return {
    list(ctx: Context): void {
      ctx.body = { data: compositionOf(strapi).boundTypes() } satisfies { data: BoundType[] };
    },

    async existing(ctx: Context): Promise<void> {
      const data = await existing().read(ctx.params.uid ?? '');
      if (data) ctx.body = { data } satisfies { data: ExistingEntries };
      else notBound(ctx);
    },

    async scheduleExisting(ctx: Context): Promise<void> {
      const uid = ctx.params.uid ?? '';
      const found = await existing().read(uid);
      if (!found) return notBound(ctx);
      await existing().schedule(uid);
      ctx.status = 202;
      ctx.body = { data: { scheduling: found.count } } satisfies { data: SchedulingExisting };
    },
  };
};
