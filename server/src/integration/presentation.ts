import { zoomTime } from '../domain/meeting-request';
import type { ZoomMeeting, ZoomMeetingListItem } from '../zoom/types';

/** A meeting as the management API lists it, in Zoom's spelling. */
export type ListedMeetingAnswer = {
  id: string;
  uuid: string;
  host_id: string;
  topic: string;
  type: number;
  /** UTC with `Z`; null for a meeting without a fixed time. */
  start_time: string | null;
  duration: number | null;
  timezone: string | null;
  agenda: string;
  created_at: string | null;
  /** Carries the passcode. */
  join_url: string;
};

export type MeetingAnswer = ListedMeetingAnswer & {
  host_email: string | null;
  status: string | null;
  password: string | null;
  settings: Record<string, unknown>;
  /** Only for holders of `integration.startLink`: whoever has it is the host. */
  start_url?: string;
};

const time = (moment: Date | null): string | null => (moment === null ? null : zoomTime(moment));

/** One meeting of a list: no passcode, no start link. */
export const presentListed = (meeting: ZoomMeetingListItem): ListedMeetingAnswer => ({
  id: meeting.id,
  uuid: meeting.uuid,
  host_id: meeting.hostId,
  topic: meeting.topic,
  type: meeting.type,
  start_time: time(meeting.startTime),
  duration: meeting.durationMinutes,
  timezone: meeting.timezone,
  agenda: meeting.agenda,
  created_at: time(meeting.createdAt),
  join_url: meeting.joinUrl,
});

/** A whole meeting; with the start link for those who may start it. */
export const presentMeeting = (
  meeting: ZoomMeeting,
  { mayStart }: { mayStart: boolean }
): MeetingAnswer => ({
  ...presentListed(meeting),
  host_email: meeting.hostEmail,
  status: meeting.status,
  password: meeting.password,
  settings: meeting.settings,
  ...(mayStart && meeting.startUrl !== null ? { start_url: meeting.startUrl } : {}),
});
