import type { FastifyReply, FastifyRequest } from 'fastify';
import { rateRefusals } from '../limits/rate-refusals';
import type { World } from '../world';
import type { Fault } from './fault';

/**
 * What a fault does before the call is even authorised. Whoever must go no further finds the reply sent,
 * hijacked, or an error thrown.
 */
export function strikeOnArrival(
  world: World,
  fault: Fault,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply }
): void {
  switch (fault.kind) {
    case 'status':
      if (!fault.afterCommit) sendStatus(fault, reply);
      return;
    case 'drop-before-commit':
      reply.hijack();
      request.raw.socket.destroy();
      return;
    case 'hang':
      reply.hijack();
      return;
    case 'revoke-tokens':
      world.tokens.revokeAll();
      return;
    case 'rate-limit-second':
      throw rateRefusals.perSecond(world.settings.perSecondCode, fault.headers);
    case 'rate-limit-day':
      throw rateRefusals.perDay(fault.headers);
    case 'rate-limit-host-day':
      throw rateRefusals.hostDay();
    case 'latency':
    case 'drop-after-commit':
      return;
    default:
      fault satisfies never;
  }
}

export function sendStatus(fault: Extract<Fault, { kind: 'status' }>, reply: FastifyReply): void {
  reply
    .code(fault.status)
    .headers(fault.headers)
    .send(fault.body ?? { code: fault.status, message: 'Simulated failure.' });
}
