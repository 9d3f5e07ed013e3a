import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { faultSchema } from '../faults/fault';
import type { Controls } from './controls';

export function addFaultRoutes(server: FastifyInstance, controls: Controls): void {
  server.get('/faults', async () => controls.faults());
  server.post('/faults', async (request, reply) => {
    const parsed = Array.isArray(request.body)
      ? z.array(faultSchema).parse(request.body)
      : [faultSchema.parse(request.body)];
    parsed.forEach((fault) => controls.addFault(fault));
    return reply.code(201).send(controls.faults());
  });
  server.delete('/faults', async (_request, reply) => {
    controls.clearFaults();
    return reply.code(204).send();
  });
}
