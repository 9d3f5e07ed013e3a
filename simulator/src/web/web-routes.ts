import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { World } from '../world';
import { meetingPage, missingPage } from './meeting-page';

const params = z.object({ id: z.string() });
const query = z.object({ pwd: z.string().default('') });

/** Where join and start links lead when `webUrl` is `self`, so that a demo can be clicked through. */
export function addWebRoutes(server: FastifyInstance, world: World): void {
  server.get('/j/:id', async (request, reply) => {
    const meeting = world.meetings.find(Number(params.parse(request.params).id));
    const { pwd } = query.parse(request.query);
    const isLetIn = meeting && (!meeting.password || pwd === meeting.encryptedPassword);
    const page = isLetIn ? meetingPage(meeting, 'participant') : missingPage();
    return reply
      .code(isLetIn ? 200 : 404)
      .type('text/html; charset=utf-8')
      .send(page);
  });
  server.get('/w/:id', async (request, reply) => {
    const meeting = world.meetings.find(Number(params.parse(request.params).id));
    const isLetIn = meeting?.registrants.some(
      ({ joinUrl, status }) => status === 'approved' && joinUrl.endsWith(request.url)
    );
    return reply
      .code(meeting && isLetIn ? 200 : 404)
      .type('text/html; charset=utf-8')
      .send(meeting && isLetIn ? meetingPage(meeting, 'participant') : missingPage());
  });
  server.get('/s/:id', async (request, reply) => {
    const meeting = world.meetings.find(Number(params.parse(request.params).id));
    return reply
      .code(meeting ? 200 : 404)
      .type('text/html; charset=utf-8')
      .send(meeting ? meetingPage(meeting, 'host') : missingPage());
  });
}
