import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendStatus } from '../faults/strike';
import type { World } from '../world';
import { zoomErrors } from '../zoom-errors';
import { apiPath } from './api-path';
import { endpointHandlers } from './endpoint-handlers';
import { ENDPOINTS, type EndpointFacts, type EndpointName } from './endpoint-table';
import { isGranted, namesInRefusal } from './scopes';
import { faultAfterCommit } from './watch-calls';

interface Strings {
  Params: Record<string, string>;
  Querystring: Record<string, string>;
}

/** One route per endpoint: token, scope, rate and concurrency are checked before the body is read. */
export function addEndpointRoutes(server: FastifyInstance, world: World): void {
  const writes = new Map<string, FastifyRequest>();

  for (const name of Object.keys(ENDPOINTS).filter(isEndpointName)) {
    const facts: EndpointFacts = ENDPOINTS[name];
    server.route<Strings>({
      method: facts.method,
      url: `/v2${facts.path}`,
      onRequest: async (request, reply) => {
        if (reply.sent) return;
        authorise(world, facts, request);
        reply.headers(world.rates.admit(facts.label));
        claimWrite(request, reply);
        reportQuery(world, facts, request);
      },
      handler: async (request, reply) => {
        const { params, query, body } = request;
        const answer = endpointHandlers[name]({ world, params, query, body });
        const fault = faultAfterCommit(request);
        if (fault) return sendStatus(fault, reply);
        return reply.code(answer.status).send(answer.body);
      },
    });
  }

  function claimWrite(request: FastifyRequest<Strings>, reply: FastifyReply): void {
    if (request.method === 'GET' || world.settings.concurrentWrites === 'accept') return;
    const resource = request.params.meetingId ?? request.params.userId ?? '';
    if (writes.has(resource)) throw zoomErrors.concurrentRequests();
    writes.set(resource, request);
    reply.raw.once('close', () => writes.delete(resource));
  }
}

function isEndpointName(name: string): name is EndpointName {
  return name in ENDPOINTS;
}

function authorise(world: World, facts: EndpointFacts, request: FastifyRequest<Strings>): void {
  if (request.query.access_token !== undefined) {
    report(world, request, 'access_token in the query string, refused by Zoom since February 2023');
  }
  const scopes = world.tokens.scopesOf(request.headers.authorization);
  if (!isGranted(facts, scopes)) throw zoomErrors.missingScopes(namesInRefusal(facts));
}

function reportQuery(world: World, facts: EndpointFacts, request: FastifyRequest<Strings>): void {
  for (const name of Object.keys(request.query)) {
    if (!facts.query.includes(name)) report(world, request, `unknown query parameter ${name}`);
  }
}

function report(world: World, request: FastifyRequest<Strings>, why: string): void {
  const path = apiPath(request.url);
  world.unexpected.report({ method: request.method, path, why });
}
