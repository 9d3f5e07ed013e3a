import { z } from 'zod';
import type { ApiCall, Answer } from '../api/endpoint-handler';
import { parseBody } from '../api/validation';
import { endMeeting } from '../live/end-meeting';
import { zoomErrors } from '../zoom-errors';
import { apiActor } from './actor';
import { recoverMeeting } from './delete-meeting';

const statusBody = z.object({ action: z.enum(['end', 'recover']) });

export function setMeetingStatusEndpoint({ world, params, body }: ApiCall): Answer {
  const { meetingId = '' } = params;
  const { action } = parseBody(statusBody, body);
  if (action === 'recover') {
    recoverMeeting(world, { idInPath: meetingId, actor: apiActor(world) });
    return { status: 204 };
  }
  const meeting = world.meetings.get(meetingId);
  if (!meeting.running && world.settings.endIdleMeeting === 'refuse') {
    throw zoomErrors.meetingNotRunning(meetingId);
  }
  endMeeting(world, meeting);
  return { status: 204 };
}
