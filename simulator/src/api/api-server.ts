import type { IncomingMessage, ServerResponse } from 'node:http';
import Fastify, { type FastifyInstance } from 'fastify';
import { addControlRoutes } from '../control/control-routes';
import type { Controls } from '../control/controls';
import { newTrackingId } from '../identifiers';
import { addTokenRoutes } from '../oauth/token-routes';
import { addDownloadRoutes } from '../recordings/download-routes';
import { addWebRoutes } from '../web/web-routes';
import type { World } from '../world';
import { ZoomError } from '../zoom-error';
import { zoomErrors } from '../zoom-errors';
import { apiPath } from './api-path';
import { addEndpointRoutes } from './endpoint-routes';
import { acceptZoomBodies } from './request-bodies';
import { watchCalls } from './watch-calls';

/** The one HTTP server: `/oauth`, `/v2` and `/_simulator`. */
export function createApiServer(world: World, controls: Controls): FastifyInstance {
  const server = Fastify({
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 300 },
    frameworkErrors: (_error, request, reply) => {
      refuseUnknown(world, request.raw, reply.raw);
    },
  });

  server.register(async (zoom) => {
    acceptZoomBodies(zoom, world);
    watchCalls(zoom, world);
    zoom.setErrorHandler((error, request, reply) => {
      const refusal = error instanceof ZoomError ? error : undefined;
      if (!refusal) {
        world.unexpected.report({
          method: request.method,
          path: apiPath(request.url),
          why: `the simulator failed: ${error instanceof Error ? error.stack : String(error)}`,
        });
        return reply.code(500).send({ code: 500, message: 'The simulator failed.' });
      }
      return reply.code(refusal.status).headers(refusal.headers).send(refusal.body);
    });
    addTokenRoutes(zoom, world);
    addEndpointRoutes(zoom, world);
  });

  server.register(async (web) => {
    addWebRoutes(web, world);
    addDownloadRoutes(web, world);
  });

  server.register(async (control) => addControlRoutes(control, controls), {
    prefix: '/_simulator',
  });

  server.setErrorHandler((_error, request, reply) => {
    reply.hijack();
    refuseUnknown(world, request.raw, reply.raw);
  });

  server.setNotFoundHandler((request, reply) => {
    if (request.url.startsWith('/_simulator')) {
      return reply.code(404).send({ error: `No control at ${request.method} ${request.url}` });
    }
    reply.hijack();
    refuseUnknown(world, request.raw, reply.raw);
  });

  return server;
}

/** Works on the raw messages, because bad addresses and bad bodies never reach a route. */
function refuseUnknown(world: World, request: IncomingMessage, response: ServerResponse): void {
  const method = request.method ?? '';
  const path = apiPath(request.url ?? '');
  const refusal = zoomErrors.unknownEndpoint();
  world.unexpected.report({ method, path, why: 'no such endpoint in this simulator' });
  world.calls.add({
    at: new Date(world.clock.now()).toISOString(),
    method,
    path,
    query: {},
    body: null,
    status: refusal.status,
    fault: null,
  });
  response
    .writeHead(refusal.status, {
      'content-type': 'application/json;charset=UTF-8',
      'x-zm-trackingid': newTrackingId(),
    })
    .end(JSON.stringify(refusal.body));
}
