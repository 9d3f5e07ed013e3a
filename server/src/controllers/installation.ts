import type { Core } from '@strapi/types';
import { compositionOf } from '../services';

type Context = { body: unknown };

/** Decisions that only a person may take: a copied database, a reconcile that would do much. */
export const installationController = ({ strapi }: { strapi: Core.Strapi }) => {
  const answer = async (ctx: Context): Promise<void> => {
    ctx.body = { data: await compositionOf(strapi).settings.view() };
  };

  return {
    async takeOver(ctx: Context) {
      const { repair, reconcile } = compositionOf(strapi);
      await repair.takeOver();
      await reconcile.raise();
      await answer(ctx);
    },

    async startAfresh(ctx: Context) {
      const { repair, reconcile } = compositionOf(strapi);
      await repair.startAfresh();
      await reconcile.raise();
      await answer(ctx);
    },

    async confirmReconcile(ctx: Context) {
      await compositionOf(strapi).reconcile.run({ isConfirmed: true });
      await answer(ctx);
    },

    async dismissReconcile(ctx: Context) {
      await compositionOf(strapi).reconcile.dismiss();
      await answer(ctx);
    },
  };
};
