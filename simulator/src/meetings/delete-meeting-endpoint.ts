import { z } from 'zod';
import type { ApiCall, Answer } from '../api/endpoint-handler';
import { parseQuery } from '../api/validation';
import { apiActor } from './actor';
import { deleteMeeting } from './delete-meeting';
import { refuseOccurrence } from './occurrence-query';

const deleteQuery = z.object({
  schedule_for_reminder: z.enum(['true', 'false']).optional(),
  cancel_meeting_reminder: z.enum(['true', 'false']).optional(),
});

export function deleteMeetingEndpoint({ world, params, query }: ApiCall): Answer {
  const meeting = world.meetings.get(params.meetingId ?? '');
  refuseOccurrence(query);
  parseQuery(deleteQuery, query);
  deleteMeeting(world, { meeting, actor: apiActor(world) });
  return { status: 204 };
}
