import { zoomTime } from '../domain/meeting-request';
import type { ZoomMeeting } from '../zoom/types';

/** The fields a person may change in Zoom and that a session speaks of, flat as we send them. */
const SETTINGS = [
  'waiting_room',
  'join_before_host',
  'auto_recording',
  'mute_upon_entry',
  'host_video',
  'participant_video',
  'meeting_authentication',
  'alternative_hosts',
] as const;

/** What Zoom answered of a meeting, in the spelling of `MeetingFields`: no link, no passcode. */
export const snapshotOf = (meeting: ZoomMeeting): Record<string, unknown> => ({
  topic: meeting.topic,
  agenda: meeting.agenda,
  start_time: meeting.startTime ? zoomTime(meeting.startTime) : null,
  duration: meeting.durationMinutes,
  timezone: meeting.timezone,
  ...Object.fromEntries(
    SETTINGS.filter((name) => meeting.settings[name] !== undefined).map((name) => [
      `settings.${name}`,
      meeting.settings[name],
    ])
  ),
});

/** Kept beside a snapshot: the change in Zoom over which ours was put back. */
export const PUT_BACK = 'putBackOver';
