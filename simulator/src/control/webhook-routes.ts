import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { deliverySwitchesSchema } from '../webhooks/delivery-switches';
import type { Controls } from './controls';

const webhookBody = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  secret: z.string().min(1).optional(),
  events: z.array(z.string()).optional(),
  skipValidation: z.boolean().optional(),
});

const switchesBody = z.strictObject(deliverySwitchesSchema.shape).partial();

const eventBody = z.looseObject({
  event: z.string(),
  payload: z.record(z.string(), z.unknown()),
});

const deliveryQuery = z.object({ event: z.string().optional() });

export function addWebhookRoutes(server: FastifyInstance, controls: Controls): void {
  server.post('/webhook', async (request) => {
    const { url, secret, events, skipValidation } = webhookBody.parse(request.body);
    return controls.connectWebhook({ url, secret, events, skipValidation });
  });
  server.delete('/webhook', async (_request, reply) => {
    controls.disconnectWebhook();
    return reply.code(204).send();
  });
  server.post('/webhook/validate', async () => controls.validateWebhook());
  server.patch('/webhook/delivery', async (request) =>
    controls.setDelivery(switchesBody.parse(request.body))
  );
  server.get('/webhook/deliveries', async (request) =>
    controls.deliveries(deliveryQuery.parse(request.query))
  );
  server.post('/webhook/settle', async () => {
    await controls.webhooksSettled();
    return controls.deliveries();
  });
  server.post('/events', async (request, reply) => {
    controls.sendEvent(eventBody.parse(request.body));
    return reply.code(202).send();
  });
}
