import { factories } from '@strapi/strapi';
import { UID } from '../../../contracts/identifiers';
import { described } from './described';
import { answers, bodies } from './schemas';

/** Anew for each route: Strapi writes the permission that a route asks for into its configuration. */
const reads = () => ({ policies: ['plugin::zoom.known-status'] });

/** `/api/zoom/course-sessions`: nothing is granted to Public by default. */
export const courseSessionRoutes = factories.createCoreRouter(
  UID.courseSession as 'plugin::upload.file',
  { config: { find: reads(), findOne: reads() } }
);

/** `/api/zoom/meetings`: meetings are written by their sessions, or by meeting management. */
export const meetingRoutes = factories.createCoreRouter(UID.meeting as 'plugin::upload.file', {
  only: ['find', 'findOne'],
  config: { find: reads(), findOne: reads() },
});

const route = (call: string, handler: string) => {
  const [method = '', path = ''] = call.split(' ');
  return { method, path, handler, config: { policies: [] } };
};

/** What lets people in. `join` by POST where an API token names the person: addresses are logged. */
export const joinRoutes = {
  type: 'content-api',
  routes: [
    described(route('GET /meetings/:documentId/join', 'meeting.join'), { response: answers.join }),
    described(route('POST /meetings/:documentId/join', 'meeting.join'), {
      body: bodies.join,
      response: answers.join,
    }),
    described(route('POST /meetings/:documentId/signature', 'meeting.signature'), {
      body: bodies.signature,
      response: answers.signature,
    }),
    described(route('POST /meetings/:documentId/start-url', 'meeting.startUrl'), {
      body: bodies.join,
      response: answers.startUrl,
    }),
  ],
};
