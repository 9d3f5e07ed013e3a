import { WEBHOOK_PATH } from '../../../contracts';

/** Where Zoom posts webhooks: a whole address where `server.url` is set, else the path alone. */
export const webhookUrl = (at: {
  /** Strapi's `server.url`: '' where it is not set. */
  serverUrl: string;
  /** Strapi's `api.rest.prefix`. @default '/api' */
  apiPrefix: string | undefined;
}): string => {
  const prefix = (at.apiPrefix ?? '/api').replace(/^\/*/, '/').replace(/\/+$/, '');
  return `${at.serverUrl.replace(/\/+$/, '')}${prefix}${WEBHOOK_PATH}`;
};
