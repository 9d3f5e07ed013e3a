import { ACTION } from '../../../contracts/identifiers';

const mayFeed = { policies: [], auth: { scope: [ACTION.calendarFeed] } };

/** `/api/zoom/…calendar…`: invitations, feeds, and the secret feeds of a caller. */
export const calendarRoutes = {
  type: 'content-api',
  routes: [
    {
      method: 'GET',
      path: '/meetings/:documentId/calendar.ics',
      handler: 'calendar.event',
      config: { policies: [] },
    },
    {
      method: 'GET',
      path: '/calendar.ics',
      handler: 'calendar.feed',
      config: { policies: [] },
    },
    {
      method: 'GET',
      path: '/calendar/feeds',
      handler: 'calendar.listFeeds',
      config: mayFeed,
    },
    {
      method: 'POST',
      path: '/calendar/feeds',
      handler: 'calendar.createFeed',
      config: mayFeed,
    },
    {
      method: 'POST',
      path: '/calendar/feeds/:id/rotate',
      handler: 'calendar.rotateFeed',
      config: mayFeed,
    },
    {
      method: 'DELETE',
      path: '/calendar/feeds/:id',
      handler: 'calendar.revokeFeed',
      config: mayFeed,
    },
    {
      // The secret is its own proof; a middleware has taken it out of the address by now.
      method: 'GET',
      path: '/calendar/secret/:secret',
      handler: 'calendar.secretFeed',
      config: { auth: false },
    },
  ],
};
