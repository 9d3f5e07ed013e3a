import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { createMeetingBody, updateMeetingBody } from '../meetings/meeting-body';
import type { Controls } from './controls';
import { meetingParams, moment } from './meeting-params';

const whenBody = z.object({ at: moment }).default({});

const joinBody = z.object({
  name: z.string().min(1),
  email: z.email().optional(),
  registrantId: z.string().optional(),
  customerKey: z.string().max(36).optional(),
  participantUuid: z.string().optional(),
  at: moment,
});

const doorBody = z.object({ name: z.string().min(1), at: moment });
const roomBody = doorBody.extend({ room: z.string().min(1) });

const leaveBody = z.object({
  name: z.string().optional(),
  participantUuid: z.string().optional(),
  userId: z.string().optional(),
  reason: z.string().optional(),
  at: moment,
});

const operatorBody = z.object({ operator: z.string().optional() }).default({});

const portalCreateBody = createMeetingBody.extend({
  host: z.string(),
  operator: z.string().optional(),
});

const portalChangeBody = updateMeetingBody.extend({ operator: z.string().optional() });

export function addMeetingRoutes(server: FastifyInstance, controls: Controls): void {
  server.post('/meetings', async (request, reply) => {
    const { host, operator, ...body } = portalCreateBody.parse(request.body);
    return reply.code(201).send(controls.createMeeting({ host, operator }, body));
  });
  server.patch('/meetings/:id', async (request) => {
    const { operator, ...body } = portalChangeBody.parse(request.body);
    return controls.changeMeeting(meetingParams.parse(request.params).id, body, operator);
  });
  server.delete('/meetings/:id', async (request, reply) => {
    const { operator } = operatorBody.parse(request.body ?? undefined);
    controls.deleteMeeting(meetingParams.parse(request.params).id, operator);
    return reply.code(204).send();
  });
  server.post('/meetings/:id/recover', async (request, reply) => {
    const { operator } = operatorBody.parse(request.body ?? undefined);
    controls.recoverMeeting(meetingParams.parse(request.params).id, operator);
    return reply.code(204).send();
  });
  server.post('/meetings/:id/start', async (request) => {
    const options = whenBody.parse(request.body ?? undefined);
    return controls.startMeeting(meetingParams.parse(request.params).id, options);
  });
  server.post('/meetings/:id/join', async (request) =>
    controls.joinMeeting(meetingParams.parse(request.params).id, joinBody.parse(request.body))
  );
  server.post('/meetings/:id/leave', async (request) =>
    controls.leaveMeeting(
      meetingParams.parse(request.params).id,
      leaveBody.parse(request.body ?? {})
    )
  );
  server.post('/meetings/:id/wait', async (request) =>
    controls.waitForMeeting(meetingParams.parse(request.params).id, joinBody.parse(request.body))
  );
  server.post('/meetings/:id/admit', async (request) =>
    controls.admitToMeeting(meetingParams.parse(request.params).id, doorBody.parse(request.body))
  );
  server.post('/meetings/:id/stop-waiting', async (request, reply) => {
    controls.stopWaiting(meetingParams.parse(request.params).id, doorBody.parse(request.body));
    return reply.code(204).send();
  });
  server.post('/meetings/:id/send-out', async (request, reply) => {
    controls.sendToWaitingRoom(
      meetingParams.parse(request.params).id,
      doorBody.parse(request.body)
    );
    return reply.code(204).send();
  });
  server.post('/meetings/:id/breakout', async (request, reply) => {
    controls.moveToBreakout(meetingParams.parse(request.params).id, roomBody.parse(request.body));
    return reply.code(204).send();
  });
  server.post('/meetings/:id/breakout/return', async (request, reply) => {
    controls.returnFromBreakout(
      meetingParams.parse(request.params).id,
      doorBody.parse(request.body)
    );
    return reply.code(204).send();
  });
  server.post('/meetings/:id/end', async (request, reply) => {
    const options = whenBody.parse(request.body ?? undefined);
    controls.endMeeting(meetingParams.parse(request.params).id, options);
    return reply.code(204).send();
  });
}
