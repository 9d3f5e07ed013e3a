/** Names that other programs call. None of them may change in a released version. */

export const PLUGIN_ID = 'zoom';

export const UID = {
  config: 'plugin::zoom.zoom-config',
  courseSession: 'plugin::zoom.course-session',
  meeting: 'plugin::zoom.meeting',
  meetingInstance: 'plugin::zoom.meeting-instance',
  attendance: 'plugin::zoom.attendance',
  recording: 'plugin::zoom.recording',
  transcript: 'plugin::zoom.transcript',
  registrant: 'plugin::zoom.registrant',
  /** Internal models below: tables without a content type. */
  job: 'plugin::zoom.job',
  webhookEvent: 'plugin::zoom.webhook-event',
  zoomId: 'plugin::zoom.zoom-id',
  hostBudget: 'plugin::zoom.host-budget',
  idempotencyKey: 'plugin::zoom.idempotency-key',
  notice: 'plugin::zoom.notice',
  noticeMark: 'plugin::zoom.notice-mark',
  listedParticipant: 'plugin::zoom.listed-participant',
  customerKey: 'plugin::zoom.customer-key',
  announcement: 'plugin::zoom.announcement',
  calendarMark: 'plugin::zoom.calendar-mark',
  calendarFeed: 'plugin::zoom.calendar-feed',
  erased: 'plugin::zoom.erased',
} as const;

/** Internal tables: not content types, so never in exports, the Content Manager or GraphQL. */
export const TABLE = {
  job: 'zm_jobs',
  webhookEvent: 'zm_webhook_events',
  zoomId: 'zm_zoom_ids',
  hostBudget: 'zm_host_budgets',
  idempotency: 'zm_idempotency_keys',
  notice: 'zm_notices',
  noticeMark: 'zm_notice_marks',
  listedParticipant: 'zm_listed_participants',
  customerKey: 'zm_customer_keys',
  announcement: 'zm_announcements',
  calendarMark: 'zm_calendar_marks',
  calendarFeed: 'zm_calendar_feeds',
  erased: 'zm_erased',
} as const;

/** Content API actions; a role or API token is granted these (`plugin::zoom.` in front). */
export const ACTION = {
  integrationList: 'plugin::zoom.integration.list',
  integrationGet: 'plugin::zoom.integration.get',
  integrationCreate: 'plugin::zoom.integration.create',
  integrationUpdate: 'plugin::zoom.integration.update',
  integrationCancel: 'plugin::zoom.integration.cancel',
  integrationStartLink: 'plugin::zoom.integration.startLink',
  meetingJoin: 'plugin::zoom.meeting.join',
  meetingSignature: 'plugin::zoom.meeting.signature',
  meetingStartUrl: 'plugin::zoom.meeting.startUrl',
  recordingPlay: 'plugin::zoom.recording.play',
  calendarEvent: 'plugin::zoom.calendar.event',
  calendarFeed: 'plugin::zoom.calendar.feed',
  attendanceList: 'plugin::zoom.attendance.list',
  attendanceGet: 'plugin::zoom.attendance.get',
  registrantList: 'plugin::zoom.registrant.list',
  registrantGet: 'plugin::zoom.registrant.get',
  registrantRegister: 'plugin::zoom.registrant.register',
  registrantCancel: 'plugin::zoom.registrant.cancel',
} as const;

/** Admin panel permissions (roles under Settings → Administration panel → Roles). */
export const ADMIN_PERMISSION = {
  settingsRead: 'plugin::zoom.settings.read',
  settingsUpdate: 'plugin::zoom.settings.update',
  meetingsRead: 'plugin::zoom.meetings.read',
  meetingsRepair: 'plugin::zoom.meetings.repair',
  meetingsStart: 'plugin::zoom.meetings.start',
  eventsRead: 'plugin::zoom.events.read',
  eventsReplay: 'plugin::zoom.events.replay',
  attendanceRead: 'plugin::zoom.attendance.read',
  attendanceEdit: 'plugin::zoom.attendance.edit',
  recordingsRead: 'plugin::zoom.recordings.read',
  recordingsRelease: 'plugin::zoom.recordings.release',
  registrantsRead: 'plugin::zoom.registrants.read',
  registrantsEdit: 'plugin::zoom.registrants.edit',
  noticesRead: 'plugin::zoom.notices.read',
  noticesRetry: 'plugin::zoom.notices.retry',
  peopleErase: 'plugin::zoom.people.erase',
} as const;

/** Custom fields: inputs of the Content Manager that any content type may use. Stored as strings. */
export const CUSTOM_FIELD = {
  timezone: 'plugin::zoom.timezone',
  host: 'plugin::zoom.host',
} as const;

/** Webhook receiver, without the app's REST prefix (`/api`). */
export const WEBHOOK_PATH = '/webhooks/zoom';
/** Secret calendar feeds, without the app's REST prefix (`/api`); the secret follows. */
export const SECRET_FEED_PATH = '/zoom/calendar/secret/';
/** Meeting management, without the app's REST prefix (`/api`). */
export const MANAGEMENT_PATH = '/admin/integrations/zoom/meetings';

/** Emitted on Strapi's eventHub, and offered to Strapi's own outgoing webhooks. */
export const EVENT = {
  scheduled: 'zoom.meeting.scheduled',
  updated: 'zoom.meeting.updated',
  live: 'zoom.meeting.live',
  ended: 'zoom.meeting.ended',
  cancelled: 'zoom.meeting.cancelled',
  /** Zoom could not be brought in line with a session; a person has to look. */
  syncFailed: 'zoom.sync.failed',
} as const;
/** Emitted once per run of a meeting, when it is known who came and for how long. */
export const ATTENDANCE_READY_EVENT = 'zoom.attendance.ready';
/** The same, of recordings. */
export const RECORDING_EVENT = {
  /** A recorded file can be seen and played. */
  ready: 'zoom.recording.ready',
  /** A transcript can be read. */
  transcriptReady: 'zoom.transcript.ready',
} as const;
export type RecordingEventName = (typeof RECORDING_EVENT)[keyof typeof RECORDING_EVENT];
export type MeetingEventName = (typeof EVENT)[keyof typeof EVENT];
