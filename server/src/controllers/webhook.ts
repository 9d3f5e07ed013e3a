import type { Core } from '@strapi/strapi';

import { PLUGIN_ID } from '../../../contracts/identifiers';
import { rawBodyOf } from '../middlewares/raw-body';
import type { WebhookInbox } from '../webhooks/inbox';

/** What is used of Koa's context. */
type Context = {
  state: Record<string, unknown>;
  request: { headers: Record<string, string | string[] | undefined> };
  status: number;
  body: unknown;
};

/** `/api/webhooks/zoom`: Zoom posts here, and people see with `curl` that it can be reached. */
export const webhookController = ({ strapi }: { strapi: Core.Strapi }) => {
  const inbox = (): WebhookInbox => strapi.plugin(PLUGIN_ID).service('webhooks');

  return {
    async receive(ctx: Context) {
      const { status, body } = await inbox().accept({
        body: rawBodyOf(ctx),
        headers: ctx.request.headers,
      });
      ctx.status = status;
      ctx.body = body;
    },

    reachable(ctx: Context) {
      ctx.body = { status: 'ok' };
    },
  };
};
