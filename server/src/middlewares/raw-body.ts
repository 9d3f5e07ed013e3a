import type { IncomingMessage } from 'node:http';

import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';

import { PLUGIN_ID, WEBHOOK_PATH } from '../../../contracts/identifiers';
import { appMiddlewares, type MiddlewareEntry } from './app-middlewares';
import { MAX_BODY_BYTES, type ReceivedBody } from '../webhooks/receive';

const NAME = `plugin::${PLUGIN_ID}.raw-body`;

/** Where the bytes wait for the controller; `ctx.state` is shared with the app's own code. */
const STATE_KEY = 'zoomWebhookBody';

/** A sender that is refused early cannot read why; one that never ends is cut off. */
const DRAINED_BYTES = 8 * MAX_BODY_BYTES;

/** The bytes as they came; `too-large` once all was read, or enough of it thrown away. */
const readBody = async (stream: IncomingMessage): Promise<ReceivedBody> => {
  if (stream.readableEnded || stream.readableDidRead) return { kind: 'missing' };
  const chunks: Buffer[] = [];
  let size = 0;
  // Not by `for await`: leaving it would destroy the socket before the answer is sent.
  const isWhole = await new Promise<boolean>((resolve, reject) => {
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BODY_BYTES) chunks.push(chunk);
      else chunks.length = 0;
      if (size > DRAINED_BYTES) {
        stream.pause();
        resolve(false);
      }
    });
    stream.once('end', () => resolve(size <= MAX_BODY_BYTES));
    stream.once('error', reject);
    stream.once('close', () => reject(new Error('the sender closed the connection')));
  });
  return isWhole ? { kind: 'bytes', bytes: Buffer.concat(chunks) } : { kind: 'too-large' };
};

/** Routing ignores case and a trailing slash: what it lets through is read here. */
const isWebhookPath = (requested: string, prefix: string): boolean =>
  requested.toLowerCase().replace(/\/+$/, '') === `${prefix}${WEBHOOK_PATH}`.toLowerCase();

/**
 * Keeps the exact bytes of webhooks, which Strapi's body parser would decode: a signature is over
 * bytes, and `includeUnparsed` loses byte order marks, compressed and invalid ones.
 */
export const rawBody = (_config: unknown, { strapi }: { strapi: Core.Strapi }) => {
  const prefix: string = strapi.config.get('api.rest.prefix', '/api');
  return async (ctx: Context, next: Next): Promise<void> => {
    if (ctx.method !== 'POST' || !isWebhookPath(ctx.path, prefix)) return next();
    let body: ReceivedBody;
    try {
      body = await readBody(ctx.req);
    } catch {
      // Nobody is left to answer.
      ctx.status = 400;
      return;
    }
    if (body.kind === 'too-large') ctx.set('Connection', 'close');
    ctx.state[STATE_KEY] = body;
    // The stream is used up: the parser that follows must find nothing it wants to read.
    ctx.req.headers['content-type'] = 'application/octet-stream';
    return next();
  };
};

/** The bytes that the middleware kept of this request. */
export const rawBodyOf = (ctx: { state: Record<string, unknown> }): ReceivedBody => {
  const kept = ctx.state[STATE_KEY];
  return isReceivedBody(kept) ? kept : { kind: 'missing' };
};

const isReceivedBody = (value: unknown): value is ReceivedBody =>
  typeof value === 'object' && value !== null && 'kind' in value;

const isNamed = (entry: MiddlewareEntry, name: string): boolean =>
  (typeof entry === 'string' ? entry : entry.name) === name;

/**
 * Puts the middleware in front of Strapi's body parser (without which Strapi does not boot), for
 * `register()`: an app's `config/middlewares` stays as it is.
 */
export const installRawBody = (strapi: Core.Strapi): void => {
  const entries = appMiddlewares(strapi);
  if (entries.some((entry) => isNamed(entry, NAME))) return;
  const parser = entries.findIndex((entry) => isNamed(entry, 'strapi::body'));
  entries.splice(Math.max(parser, 0), 0, { name: NAME });
  strapi.config.set('middlewares', entries);
};
