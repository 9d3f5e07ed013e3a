import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';

export interface ReceivedWebhook {
  event: string;
  body: Record<string, unknown>;
  rawBody: string;
  headers: IncomingHttpHeaders;
}

/** A receiver that behaves, or misbehaves as told. */
export interface WebhookReceiver {
  url: string;
  /** Everything but url validations, in order of arrival. */
  received: ReceivedWebhook[];
  /** Status of each next answer; when empty, 200. */
  answers: number[];
  /** So many of the next requests get no answer until whoever sent them has hung up. */
  unanswered: number;
  /** Secret with which it answers url validations. */
  secret: string;
  close(): Promise<void>;
}

const message = z.looseObject({
  event: z.string(),
  payload: z.looseObject({ plainToken: z.string().optional() }),
});

export async function openReceiver(secret = 'sim-webhook-secret'): Promise<WebhookReceiver> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const rawBody = Buffer.concat(chunks).toString('utf8');
      const body = message.parse(JSON.parse(rawBody));
      if (body.event === 'endpoint.url_validation') {
        const plainToken = body.payload.plainToken ?? '';
        const encryptedToken = createHmac('sha256', receiver.secret)
          .update(plainToken)
          .digest('hex');
        response.end(JSON.stringify({ plainToken, encryptedToken }));
        return;
      }
      receiver.received.push({ event: body.event, body, rawBody, headers: request.headers });
      if (receiver.unanswered > 0) receiver.unanswered -= 1;
      else response.writeHead(receiver.answers.shift() ?? 200, { location: '/elsewhere' }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');

  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${address.port}/webhooks`,
    received: [],
    answers: [],
    unanswered: 0,
    secret,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return receiver;
}
