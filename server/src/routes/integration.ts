import { MANAGEMENT_PATH } from '../../../contracts/identifiers';

const route = (method: string, path: string, action: string) => ({
  method,
  path: `${MANAGEMENT_PATH}${path}`,
  handler: `integration.${action}`,
  // Without the plugin's own prefix: the paths are the product's, `/api` in front.
  config: { prefix: '', policies: [] },
});

/**
 * Meeting management, under the app's REST prefix. Never public: Strapi asks for an API token, or a
 * site user's role, that holds the action.
 */
export const integrationRoutes = {
  type: 'content-api',
  routes: [
    route('GET', '', 'list'),
    route('POST', '', 'create'),
    // Before `/:id` only by habit: its path is longer, so neither swallows the other.
    route('GET', '/:id/start-link', 'startLink'),
    route('GET', '/:id', 'get'),
    route('PATCH', '/:id', 'update'),
    route('DELETE', '/:id', 'cancel'),
  ],
};
