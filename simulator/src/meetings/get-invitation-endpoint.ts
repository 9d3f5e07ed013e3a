import type { ApiCall, Answer } from '../api/endpoint-handler';
import { joinUrl } from './join-links';

export function getInvitationEndpoint({ world, params }: ApiCall): Answer {
  const meeting = world.meetings.get(params.meetingId ?? '');
  const host = world.users.get(meeting.hostId);
  const lines = [
    `${host.firstName} ${host.lastName} invites you to a simulated Zoom meeting.`,
    `Topic: ${meeting.topic}`,
    joinUrl(world, meeting),
    `Meeting number: ${meeting.id}`,
    ...(meeting.password ? [`Passcode: ${meeting.password}`] : []),
  ];
  return { status: 200, body: { invitation: lines.join('\r\n'), sip_links: [] } };
}
