import { DRIFT_FIELDS, type DriftField } from '../../../contracts/drift';
import { zoomTime } from '../domain/meeting-request';
import type { ZoomMeeting } from '../zoom/types';

const OF_SETTINGS = 'settings.';
const settingOf = (meeting: ZoomMeeting, field: DriftField): unknown =>
  meeting.settings[field.slice(OF_SETTINGS.length)];

/** What Zoom answered of a meeting, in the spelling of `MeetingFields`: no link, no passcode. */
export const snapshotOf = (meeting: ZoomMeeting): Record<string, unknown> => ({
  topic: meeting.topic,
  agenda: meeting.agenda,
  start_time: meeting.startTime ? zoomTime(meeting.startTime) : null,
  duration: meeting.durationMinutes,
  timezone: meeting.timezone,
  ...Object.fromEntries(
    DRIFT_FIELDS.filter((field) => field.startsWith(OF_SETTINGS))
      .map((field) => [field, settingOf(meeting, field)] as const)
      .filter(([, value]) => value !== undefined)
  ),
});

/** Kept beside a snapshot: the change in Zoom over which ours was put back. */
export const PUT_BACK = 'putBackOver';
