import type { ApiCall, Answer } from '../api/endpoint-handler';
import { isJsonObject, parseBody } from '../api/validation';
import { apiActor } from './actor';
import { createMeeting } from './create-meeting';
import { toMeetingAnswer } from './meeting-answers';
import { createMeetingBody, unknownFields } from './meeting-body';

export function createMeetingEndpoint({ world, params, body }: ApiCall): Answer {
  const { userId = '' } = params;
  const user = world.users.get(userId);
  world.hostDays.admit(user.id);
  const request = parseBody(createMeetingBody, body);
  if (isJsonObject(body)) {
    for (const field of unknownFields(createMeetingBody, body)) {
      world.unexpected.report({
        method: 'POST',
        path: `/users/${userId}/meetings`,
        why: `unknown field ${field}, ignored`,
      });
    }
  }
  const meeting = createMeeting(world, { user, body: request, actor: apiActor(world) });
  return { status: 201, body: toMeetingAnswer(world, meeting) };
}
