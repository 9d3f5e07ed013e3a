import { ADMIN_PERMISSION } from '../../../contracts/identifiers';
import { allowedTo } from './allowed-to';

const route = (call: string, handler: string, permission: string) => {
  const [method, path] = call.split(' ');
  return { method, path, handler, config: allowedTo(permission) };
};
const { eventsRead, eventsReplay, noticesRead, noticesRetry, peopleErase } = ADMIN_PERMISSION;

/**
 * `/zoom/events…`, `/zoom/notices…`, `/zoom/people…` of the admin panel. A person's address travels in a body: servers log the addresses of requests.
 */
export const adminRecordRoutes = {
  type: 'admin',
  routes: [
    route('GET /events', 'event-log.list', eventsRead),
    // Before `/:id`, which would take them for ids.
    route('GET /events/health', 'event-log.health', eventsRead),
    route('POST /events/self-test', 'event-log.selfTest', eventsReplay),
    route('GET /events/:id', 'event-log.read', eventsRead),
    route('POST /events/:id/replay', 'event-log.replay', eventsReplay),
    route('GET /notices', 'notices.list', noticesRead),
    route('POST /notices/:id/retry', 'notices.retry', noticesRetry),
    route('POST /people/export', 'people.exportPerson', peopleErase),
    route('POST /people/erase', 'people.erasePerson', peopleErase),
  ],
};
