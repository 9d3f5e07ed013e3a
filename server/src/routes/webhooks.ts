import { WEBHOOK_PATH } from '../../../contracts/identifiers';
import { described } from './described';
import { answers, webhookBody } from './schemas';

/** Without Strapi's auth: Zoom proves itself by its signature. */
const config = { prefix: '', auth: false };

/** `/api/webhooks/zoom`. */
export const webhookRoutes = {
  type: 'content-api',
  routes: [
    described(
      { method: 'POST', path: WEBHOOK_PATH, handler: 'webhook.receive', config },
      { body: webhookBody, response: answers.webhook }
    ),
    described(
      { method: 'GET', path: WEBHOOK_PATH, handler: 'webhook.reachable', config },
      { response: answers.reachable }
    ),
  ],
};
