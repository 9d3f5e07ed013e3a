import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { PLANS } from '../plan';
import type { Settings } from '../options';
import type { Controls } from './controls';

const passcodeRule = z.strictObject({
  minLength: z.int().min(0).max(10).optional(),
  needs: z.array(z.enum(['letter', 'digit', 'special'])).optional(),
});

const settingsBody = z
  .strictObject({
    plan: z.enum(PLANS),
    newestTokenOnly: z.boolean(),
    allowQueryGrant: z.boolean(),
    tokenLifetimeSeconds: z.int().min(1),
    refusePasscode: z.union([z.boolean(), passcodeRule]),
    schedulingPrivilege: z.boolean(),
    endIdleMeeting: z.enum(['accept', 'refuse']),
    rateLimits: z.boolean(),
    rateLimitHeaders: z.enum(['none', 'category', 'full']),
    perSecondCode: z.literal([429, 4001]),
    concurrentWrites: z.enum(['accept', 'refuse']),
    accountTimezone: z.string(),
    meetingLifetime: z.strictObject({
      singleDays: z.int().min(0),
      recurringDays: z.int().min(0),
    }),
    webUrl: z.union([z.literal('self'), z.url()]),
    timeScale: z.number().min(0),
    participantCountDelayMs: z.int().min(0),
    webhookTimeoutMs: z.int().min(1),
    resignRetries: z.boolean(),
  } satisfies Record<keyof Settings, z.ZodType>)
  .partial();

const credentialsBody = z
  .strictObject({
    accountId: z.string().min(1),
    clientId: z.string().min(1),
    clientSecret: z.string().min(1),
    webhookSecret: z.string().min(1),
  })
  .partial();

const userBody = z.strictObject({
  email: z.email(),
  firstName: z.string(),
  lastName: z.string(),
  type: z.literal([1, 2, 4]),
  roleId: z.string().optional(),
  id: z.string().optional(),
  timezone: z.string().optional(),
  status: z.enum(['active', 'inactive']).optional(),
  canHost: z.boolean().optional(),
  requiresPasscode: z.boolean().optional(),
  dept: z.string().optional(),
});

const hostDayBody = z.strictObject({ host: z.string(), used: z.int().min(0) });
const scopesBody = z.strictObject({ scopes: z.array(z.string()) });
const clockBody = z.strictObject({ advanceMs: z.int().min(0) });

export function addAccountRoutes(server: FastifyInstance, controls: Controls): void {
  server.patch('/settings', async (request) =>
    controls.changeSettings(settingsBody.parse(request.body))
  );
  server.post('/credentials', async (request, reply) => {
    controls.changeCredentials(credentialsBody.parse(request.body));
    return reply.code(204).send();
  });
  server.post('/scopes', async (request, reply) => {
    controls.changeScopes(scopesBody.parse(request.body).scopes);
    return reply.code(204).send();
  });
  server.delete('/tokens', async (_request, reply) => {
    controls.revokeTokens();
    return reply.code(204).send();
  });
  server.post('/host-day', async (request, reply) => {
    controls.setHostDay(hostDayBody.parse(request.body));
    return reply.code(204).send();
  });
  server.post('/users', async (request, reply) =>
    reply.code(201).send(controls.addUser(userBody.parse(request.body)))
  );
  server.post('/clock', async (request) =>
    controls.advanceClock(clockBody.parse(request.body).advanceMs)
  );
}
