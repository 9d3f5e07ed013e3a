import type { ApiCall, Answer } from '../api/endpoint-handler';
import { isJsonObject, parseBody } from '../api/validation';
import { apiActor } from './actor';
import { unknownFields, updateMeetingBody } from './meeting-body';
import { refuseOccurrence } from './occurrence-query';
import { updateMeeting } from './update-meeting';

export function updateMeetingEndpoint({ world, params, query, body }: ApiCall): Answer {
  const { meetingId = '' } = params;
  const meeting = world.meetings.get(meetingId);
  world.hostDays.admit(meeting.hostId);
  refuseOccurrence(query);
  const request = parseBody(updateMeetingBody, body);
  if (isJsonObject(body)) {
    for (const field of unknownFields(updateMeetingBody, body)) {
      world.unexpected.report({
        method: 'PATCH',
        path: `/meetings/${meetingId}`,
        why: `unknown field ${field}, ignored`,
      });
    }
  }
  updateMeeting(world, { meeting, body: request, actor: apiActor(world) });
  return { status: 204 };
}
