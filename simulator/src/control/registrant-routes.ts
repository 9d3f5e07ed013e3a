import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Controls } from './controls';
import { meetingParams } from './meeting-params';

const pageBody = z.object({
  email: z.email(),
  firstName: z.string().min(1),
  lastName: z.string().optional(),
  answers: z.array(z.object({ title: z.string(), value: z.string().max(128) })).optional(),
});
const decisionBody = z.object({
  email: z.email(),
  action: z.enum(['approve', 'cancel', 'deny']),
  operator: z.string().optional(),
});

export function addRegistrantRoutes(server: FastifyInstance, controls: Controls): void {
  server.get('/meetings/:id/registrants', async (request) =>
    controls.registrants(meetingParams.parse(request.params).id)
  );
  server.post('/meetings/:id/registrants', async (request, reply) => {
    const { id } = meetingParams.parse(request.params);
    return reply.code(201).send(controls.registerOnPage(id, pageBody.parse(request.body)));
  });
  server.post('/meetings/:id/registrants/decide', async (request) => {
    const { id } = meetingParams.parse(request.params);
    return controls.decideInPortal(id, decisionBody.parse(request.body));
  });
}
