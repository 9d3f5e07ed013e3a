import type { ApiCall, Answer } from '../api/endpoint-handler';
import { toMeetingAnswer } from './meeting-answers';
import { refuseOccurrence } from './occurrence-query';

export function getMeetingEndpoint({ world, params, query }: ApiCall): Answer {
  const meeting = world.meetings.get(params.meetingId ?? '');
  refuseOccurrence(query);
  return { status: 200, body: toMeetingAnswer(world, meeting) };
}
