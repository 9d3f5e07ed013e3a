import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isJsonObject } from '../api/validation';
import type { World } from '../world';

interface Refusal {
  reason: string;
  error: string;
}

/** Zoom's token endpoint answers its own envelope, `{ reason, error }`, always with 400. */
const REFUSALS = {
  client: { reason: 'Invalid client_id or client_secret', error: 'invalid_client' },
  grant: { reason: 'unsupported grant type', error: 'unsupported_grant_type' },
  account: { reason: 'Account does not exist', error: 'invalid_request' },
  malformed: { reason: 'Bad Request', error: 'invalid_request' },
} satisfies Record<string, Refusal>;

export function addTokenRoutes(server: FastifyInstance, world: World): void {
  server.post('/oauth/token', async (request, reply) => {
    const refusal = findRefusal(request, world);
    if (refusal) return reply.code(400).send(refusal);
    const { newestTokenOnly, tokenLifetimeSeconds } = world.settings;
    return {
      access_token: world.tokens.issue({
        scopes: world.scopes,
        lifetimeSeconds: tokenLifetimeSeconds,
        only: newestTokenOnly,
      }),
      token_type: 'bearer',
      expires_in: tokenLifetimeSeconds,
      scope: world.scopes.join(' '),
      api_url: world.url(),
    };
  });

  server.post('/oauth/revoke', async (request, reply): Promise<FastifyReply> => {
    if (!hasClientCredentials(request, world)) return reply.code(400).send(REFUSALS.client);
    const { token } = parameters(request.body);
    if (!token) return reply.code(400).send(REFUSALS.malformed);
    world.tokens.revoke(token);
    return reply.send({ status: 'success' });
  });
}

function findRefusal(request: FastifyRequest, world: World): Refusal | undefined {
  const inQuery = parameters(request.query);
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const grant = {
    ...(world.settings.allowQueryGrant ? inQuery : {}),
    ...(isForm ? parameters(request.body) : {}),
  };
  if (!world.settings.allowQueryGrant && Object.keys(inQuery).length > 0) {
    world.unexpected.report({
      method: 'POST',
      path: '/oauth/token',
      why: 'grant in the query string; Zoom reads it from the body',
    });
  }
  if (!hasClientCredentials(request, world)) return REFUSALS.client;
  if (!grant.grant_type) return REFUSALS.malformed;
  if (grant.grant_type !== 'account_credentials') return REFUSALS.grant;
  if (!grant.account_id) return REFUSALS.malformed;
  return grant.account_id === world.credentials.accountId ? undefined : REFUSALS.account;
}

function hasClientCredentials(request: FastifyRequest, world: World): boolean {
  const encoded = /^Basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const { clientId, clientSecret } = world.credentials;
  return Buffer.from(encoded, 'base64').toString('utf8') === `${clientId}:${clientSecret}`;
}

function parameters(source: unknown): Record<string, string | undefined> {
  if (!isJsonObject(source)) return {};
  return Object.fromEntries(Object.entries(source).map(([name, value]) => [name, String(value)]));
}
