import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ControlError } from './control-error';
import type { Controls } from './controls';
import { meetingParams } from './meeting-params';

const callQuery = z.object({
  method: z.string().optional(),
  path: z.string().optional(),
  status: z.coerce.number().optional(),
});

export function addObservationRoutes(server: FastifyInstance, controls: Controls): void {
  server.get('/state', async () => controls.state());
  server.get('/calls', async (request) => controls.calls(callQuery.parse(request.query)));
  server.delete('/calls', async (_request, reply) => {
    controls.clearCalls();
    return reply.code(204).send();
  });
  server.get('/unexpected', async () => controls.unexpected());
  server.post('/reset', async (_request, reply) => {
    controls.reset();
    return reply.code(204).send();
  });
  server.get('/meetings/:id', async (request) => {
    const { id } = meetingParams.parse(request.params);
    const meeting = controls.meeting(id);
    if (!meeting) throw new ControlError(404, `No meeting ${id}.`);
    return meeting;
  });
}
