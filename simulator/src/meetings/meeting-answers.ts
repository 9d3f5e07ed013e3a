import { toZoomTime } from '../clock';
import type { World } from '../world';
import { requiresRegistration } from '../registrants/registrant';
import { joinUrl, registrationUrl, startUrl } from './join-links';
import type { Meeting } from './meeting';

/** A list truncates the agenda: OpenAPI document, GET /users/{userId}/meetings. */
const LISTED_AGENDA_LENGTH = 250;

/** The answer to creating and getting a meeting. */
export function toMeetingAnswer(world: World, meeting: Meeting) {
  return {
    uuid: meeting.uuid,
    id: meeting.id,
    host_id: meeting.hostId,
    host_email: world.users.get(meeting.hostId).email,
    topic: meeting.topic,
    type: meeting.type,
    status: meeting.running ? ('started' as const) : ('waiting' as const),
    ...(meeting.startTime === null ? {} : { start_time: toZoomTime(meeting.startTime) }),
    duration: meeting.durationMinutes,
    timezone: meeting.timezone,
    agenda: meeting.agenda,
    created_at: toZoomTime(meeting.createdAt),
    start_url: startUrl(world, meeting),
    join_url: joinUrl(world, meeting),
    ...passcodes(meeting),
    ...(requiresRegistration(meeting) ? { registration_url: registrationUrl(world, meeting) } : {}),
    settings: meeting.settings,
    ...(meeting.recurrence ? { recurrence: meeting.recurrence } : {}),
    ...(meeting.trackingFields.length > 0 ? { tracking_fields: meeting.trackingFields } : {}),
    creation_source: meeting.creationSource,
    pre_schedule: meeting.isPreScheduled,
  };
}

function passcodes(meeting: Meeting) {
  if (!meeting.password) return {};
  return {
    password: meeting.password,
    h323_password: meeting.password,
    pstn_password: meeting.password,
    encrypted_password: meeting.encryptedPassword,
  };
}

/** One row of a host's list: no start link, no passcode, no settings, no status. */
export function toListedMeeting(world: World, meeting: Meeting) {
  return {
    uuid: meeting.uuid,
    id: meeting.id,
    host_id: meeting.hostId,
    topic: meeting.topic,
    type: meeting.type,
    ...(meeting.startTime === null ? {} : { start_time: toZoomTime(meeting.startTime) }),
    duration: meeting.durationMinutes,
    timezone: meeting.timezone,
    agenda: meeting.agenda.slice(0, LISTED_AGENDA_LENGTH),
    created_at: toZoomTime(meeting.createdAt),
    join_url: joinUrl(world, meeting),
  };
}
