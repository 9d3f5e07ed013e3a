import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { World } from '../world';
import { zoomErrors } from '../zoom-errors';
import { apiPath } from './api-path';

/** Bodies as Zoom reads them: JSON where there is any, forms at the token endpoint, and no 415. */
export function acceptZoomBodies(server: FastifyInstance, world: World): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser<string>(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    async (_request: FastifyRequest, body: string) => Object.fromEntries(new URLSearchParams(body))
  );
  server.addContentTypeParser<string>(
    '*',
    { parseAs: 'string' },
    async (request: FastifyRequest, body: string) => parseJson(world, request, body)
  );
}

function parseJson(world: World, request: FastifyRequest, body: string): unknown {
  if (body === '') return undefined;
  if (!request.headers['content-type']?.includes('json')) {
    report(world, request, `content-type ${request.headers['content-type']} where another is due`);
  }
  if (request.url.startsWith('/oauth/')) return undefined;
  try {
    return JSON.parse(body);
  } catch {
    report(world, request, 'body is not JSON');
    throw zoomErrors.bodyNotAnObject();
  }
}

function report(world: World, request: FastifyRequest, why: string): void {
  world.unexpected.report({
    method: request.method,
    path: apiPath(request.url),
    why,
  });
}
