import { feedFilterSchema, newFeedSchema } from '../../../contracts/calendar';
import { ACTION } from '../../../contracts/identifiers';
import { described } from './described';
import { answers } from './schemas';

const mayFeed = { policies: [], auth: { scope: [ACTION.calendarFeed] } };

/** `/api/zoom/…calendar…`: invitations, feeds, and the secret feeds of a caller. */
export const calendarRoutes = {
  type: 'content-api',
  routes: [
    described(
      {
        method: 'GET',
        path: '/meetings/:documentId/calendar.ics',
        handler: 'calendar.event',
        config: { policies: [] },
      },
      {}
    ),
    described(
      {
        method: 'GET',
        path: '/calendar.ics',
        handler: 'calendar.feed',
        config: { policies: [] },
      },
      { query: feedFilterSchema }
    ),
    described(
      {
        method: 'GET',
        path: '/calendar/feeds',
        handler: 'calendar.listFeeds',
        config: mayFeed,
      },
      { response: answers.feeds }
    ),
    described(
      {
        method: 'POST',
        path: '/calendar/feeds',
        handler: 'calendar.createFeed',
        config: mayFeed,
      },
      { body: newFeedSchema, response: answers.newFeed }
    ),
    described(
      {
        method: 'POST',
        path: '/calendar/feeds/:id/rotate',
        handler: 'calendar.rotateFeed',
        config: mayFeed,
      },
      { response: answers.newFeed }
    ),
    described(
      {
        method: 'DELETE',
        path: '/calendar/feeds/:id',
        handler: 'calendar.revokeFeed',
        config: mayFeed,
      },
      { response: answers.revokedFeed }
    ),
    described(
      {
        // The secret is its own proof; a middleware has taken it out of the address by now.
        method: 'GET',
        path: '/calendar/secret/:secret',
        handler: 'calendar.secretFeed',
        config: { auth: false },
      },
      {}
    ),
  ],
};
