import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Fault } from '../faults/fault';
import { strikeOnArrival } from '../faults/strike';
import { newTrackingId } from '../identifiers';
import type { World } from '../world';
import { apiPath } from './api-path';
import type { LoggedCall } from './call-log';

interface Watched {
  call: LoggedCall;
  fault: Fault | undefined;
}

const watched = new WeakMap<FastifyRequest, Watched>();

/** Logs every call, lets its fault strike first and drops the connection after it where asked to. */
export function watchCalls(server: FastifyInstance, world: World): void {
  server.addHook('onRequest', async (request, reply) => {
    const path = apiPath(request.url);
    const fault = world.faults.take({ method: request.method, path });
    const call = world.calls.add({
      at: new Date(world.clock.now()).toISOString(),
      method: request.method,
      path,
      query: visibleQuery(request.query),
      body: null,
      status: null,
      fault: fault?.kind ?? null,
    });
    watched.set(request, { call, fault });
    reply.header('x-zm-trackingid', newTrackingId());
    if (fault) strikeOnArrival(world, fault, { request, reply });
  });

  server.addHook('preHandler', async (request) => {
    const entry = watched.get(request);
    if (!entry) return;
    const { call, fault } = entry;
    if (!call.path.startsWith('/oauth/')) call.body = request.body ?? null;
    if (fault?.kind === 'latency') await wait(fault.ms);
  });

  server.addHook('onSend', async (request, reply, payload) => {
    const entry = watched.get(request);
    if (!entry) return payload;
    entry.call.status = reply.statusCode;
    if (entry.fault?.kind === 'drop-after-commit') {
      reply.hijack();
      request.raw.socket.destroy();
    }
    return payload;
  });
}

/** The fault that waits for the commit of this call. */
export function faultAfterCommit(
  request: FastifyRequest
): Extract<Fault, { kind: 'status' }> | undefined {
  const fault = watched.get(request)?.fault;
  return fault?.kind === 'status' && fault.afterCommit ? fault : undefined;
}

function visibleQuery(query: unknown): Record<string, string> {
  const entries = Object.entries(typeof query === 'object' && query !== null ? query : {});
  return Object.fromEntries(
    entries.map(([name, value]) => [name, name === 'access_token' ? '…' : String(value)])
  );
}
