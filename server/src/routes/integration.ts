import { MANAGEMENT_PATH } from '../../../contracts/identifiers';
import {
  meetingCreateSchema,
  meetingListSchema,
  meetingUpdateSchema,
} from '../../../contracts/meeting-request';
import { described } from './described';
import { answers } from './schemas';

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
    described(route('GET', '', 'list'), {
      query: meetingListSchema,
      response: answers.managedList,
    }),
    described(route('POST', '', 'create'), {
      body: meetingCreateSchema,
      response: answers.managed,
    }),
    // Before `/:id` only by habit: its path is longer, so neither swallows the other.
    described(route('GET', '/:id/start-link', 'startLink'), { response: answers.managedStartLink }),
    described(route('GET', '/:id', 'get'), { response: answers.managed }),
    described(route('PATCH', '/:id', 'update'), {
      body: meetingUpdateSchema,
      response: answers.managed,
    }),
    described(route('DELETE', '/:id', 'cancel'), { response: answers.managedNothing }),
  ],
};
