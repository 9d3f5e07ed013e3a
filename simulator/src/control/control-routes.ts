import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { toFieldErrors } from '../api/validation';
import { ZoomError } from '../zoom-error';
import { addAccountRoutes } from './account-routes';
import { ControlError } from './control-error';
import type { Controls } from './controls';
import { addFaultRoutes } from './fault-routes';
import { addMeetingRoutes } from './meeting-routes';
import { addObservationRoutes } from './observation-routes';
import { addRegistrantRoutes } from './registrant-routes';
import { addRecordingRoutes } from './recording-routes';
import { addWebhookRoutes } from './webhook-routes';

/** The control API. It has no password: the simulator listens on this machine only. */
export function addControlRoutes(server: FastifyInstance, controls: Controls): void {
  server.addContentTypeParser<string>(
    'application/json',
    { parseAs: 'string' },
    async (_request: unknown, body: string) => (body === '' ? {} : JSON.parse(body))
  );
  server.setErrorHandler((error, request, reply) => {
    if (error instanceof z.ZodError) {
      const fields = toFieldErrors(error, request.body);
      const names = fields.map(({ field }) => field || '(body)').join(', ');
      return reply.code(400).send({ error: `Invalid: ${names}`, fields });
    }
    if (error instanceof ControlError) {
      return reply.code(error.status).send({ error: error.message });
    }
    if (error instanceof ZoomError) {
      return reply.code(error.status).send({ error: error.message, fields: error.fields });
    }
    const isBadJson = error instanceof SyntaxError;
    return reply
      .code(isBadJson ? 400 : 500)
      .send({ error: error instanceof Error ? error.message : String(error) });
  });
  addObservationRoutes(server, controls);
  addFaultRoutes(server, controls);
  addMeetingRoutes(server, controls);
  addAccountRoutes(server, controls);
  addRecordingRoutes(server, controls);
  addRegistrantRoutes(server, controls);
  addWebhookRoutes(server, controls);
}
