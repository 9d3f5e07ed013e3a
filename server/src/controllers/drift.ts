import type { Core } from '@strapi/types';
import type { DriftReport, DriftTaken } from '../../../contracts/drift';
import { say } from '../../../contracts/sentences';
import { compositionOf } from '../services';
import { isTurnedAway, type SessionContext } from './session-access';

type Context = { params: { zoomId?: string }; body: unknown; status: number };

/** Where CMS and Zoom disagree, and what settles it. */
export const driftController = ({ strapi }: { strapi: Core.Strapi }) => {
  const nothingDiffers = (ctx: SessionContext): void => {
    ctx.notFound(say('answer.noDifference'));
  };

  return {
    async report(ctx: Context) {
      const data = await compositionOf(strapi).sweep.report();
      ctx.body = { data } satisfies { data: DriftReport };
    },

    async sweep(ctx: Context) {
      await compositionOf(strapi).sweep.raise();
      ctx.status = 202;
      ctx.body = { data: { started: true } };
    },

    async ignore(ctx: Context) {
      await compositionOf(strapi).sweep.ignore(String(ctx.params.zoomId));
      ctx.body = { data: { ignored: true } };
    },

    async keepCms(ctx: SessionContext): Promise<void> {
      if (await isTurnedAway(strapi, ctx)) return;
      const wasSettled = await compositionOf(strapi).driftRepair.keepCms(ctx.params);
      if (wasSettled) ctx.body = { data: { settled: true } };
      else nothingDiffers(ctx);
    },

    async takeZoom(ctx: SessionContext): Promise<void> {
      if (await isTurnedAway(strapi, ctx)) return;
      const outcome = await compositionOf(strapi).driftRepair.takeZoom(ctx.params);
      switch (outcome.kind) {
        case 'nothing-differs':
          return nothingDiffers(ctx);
        case 'refused': {
          const [first] = outcome.left;
          const what = say('answer.cannotFollow', {
            field: first?.field ?? '',
            because: first?.because ?? '',
          });
          ctx.conflict(what, { left: outcome.left });
          return;
        }
        case 'taken':
          ctx.body = { data: { settled: true, left: outcome.left } satisfies DriftTaken };
          return;
        default:
          outcome satisfies never;
      }
    },
  };
};
