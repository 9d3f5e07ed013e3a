import { factories } from '@strapi/strapi';
import { UID } from '../../../contracts/identifiers';

const reads = { policies: ['plugin::zoom.known-status'] };

/** `/api/zoom/course-sessions`: nothing is granted to Public by default. */
export const courseSessionRoutes = factories.createCoreRouter(
  UID.courseSession as 'plugin::upload.file',
  { config: { find: reads, findOne: reads } }
);

/** `/api/zoom/meetings`: meetings are written by their sessions, or by meeting management. */
export const meetingRoutes = factories.createCoreRouter(UID.meeting as 'plugin::upload.file', {
  only: ['find', 'findOne'],
  config: { find: reads, findOne: reads },
});

const route = (call: string, handler: string) => {
  const [method, path] = call.split(' ');
  return { method, path, handler, config: { policies: [] } };
};

/** What lets people in. `join` by POST where an API token names the person: addresses are logged. */
export const joinRoutes = {
  type: 'content-api',
  routes: [
    route('GET /meetings/:documentId/join', 'meeting.join'),
    route('POST /meetings/:documentId/join', 'meeting.join'),
    route('POST /meetings/:documentId/signature', 'meeting.signature'),
    route('POST /meetings/:documentId/start-url', 'meeting.startUrl'),
  ],
};
