import { WEBHOOK_PATH } from '../../../contracts/identifiers';

/** Without Strapi's auth: Zoom proves itself by its signature. */
const config = { prefix: '', auth: false };

/** `/api/webhooks/zoom`. */
export const webhookRoutes = {
  type: 'content-api',
  routes: [
    { method: 'POST', path: WEBHOOK_PATH, handler: 'webhook.receive', config },
    { method: 'GET', path: WEBHOOK_PATH, handler: 'webhook.reachable', config },
  ],
};
