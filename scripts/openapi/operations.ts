import { ACTION } from '../../contracts/identifiers';
import { MANAGEMENT_OPERATIONS } from './management-operations';
import { TAGS, ZOOM, type OperationNotes } from './operation-notes';

const own = (name: string) => `plugin::zoom.${name}`;
const reads = (
  type: string,
  { path, tag, what }: { path: string; tag: string; what: string }
): Record<string, OperationNotes> => ({
  [`get ${path}`]: {
    summary: `Lists ${what}s`,
    tag,
    permission: own(`${type}.find`),
    entries: 'many',
  },
  [`get ${path}/{id}`]: {
    summary: `Reads one ${what}`,
    tag,
    permission: own(`${type}.findOne`),
    refusals: [404],
    entries: 'one',
  },
});

const JOIN = '/zoom/meetings/{documentId}';
const ICS = { mediaType: 'text/calendar' };

/** Each operation of the content API, by `method path`. */
export const OPERATIONS: Readonly<Record<string, OperationNotes>> = {
  ...reads('course-session', {
    path: '/zoom/course-sessions',
    tag: TAGS.sessions,
    what: 'session',
  }),
  'post /zoom/course-sessions': {
    summary: 'Creates and publishes a session; a draft with ?status=draft',
    tag: TAGS.sessions,
    permission: own('course-session.create'),
    success: { statuses: [201] },
    entries: 'one',
  },
  'put /zoom/course-sessions/{id}': {
    summary: 'Changes and publishes a session; its draft with ?status=draft',
    tag: TAGS.sessions,
    permission: own('course-session.update'),
    refusals: [404],
    entries: 'one',
  },
  'delete /zoom/course-sessions/{id}': {
    summary: 'Deletes a session; its meeting goes with it',
    tag: TAGS.sessions,
    permission: own('course-session.delete'),
    success: { statuses: [204] },
  },
  ...reads('meeting', { path: '/zoom/meetings', tag: TAGS.meetings, what: 'meeting' }),
  ...reads('meeting-instance', {
    path: '/zoom/meeting-instances',
    tag: TAGS.meetings,
    what: 'run of a meeting',
  }),
  [`get ${JOIN}/join`]: {
    summary: 'The join link for this caller now, or why there is none',
    tag: TAGS.joining,
    permission: ACTION.meetingJoin,
    refusals: [404],
  },
  [`post ${JOIN}/join`]: {
    summary: 'The same, where an API token names the person',
    tag: TAGS.joining,
    permission: ACTION.meetingJoin,
    refusals: [404],
  },
  [`post ${JOIN}/signature`]: {
    summary: 'A signature for the Meeting SDK',
    tag: TAGS.joining,
    permission: ACTION.meetingSignature,
    refusals: [404, 409, 429, ...ZOOM],
  },
  [`post ${JOIN}/start-url`]: {
    summary: 'The link that makes whoever follows it the host',
    tag: TAGS.joining,
    permission: ACTION.meetingStartUrl,
    refusals: [404, 409, 429, ...ZOOM],
  },
  [`get ${JOIN}/calendar.ics`]: {
    summary: 'A meeting as a calendar file',
    tag: TAGS.calendars,
    permission: ACTION.calendarEvent,
    refusals: [404],
    success: ICS,
  },
  'get /zoom/calendar.ics': {
    summary: 'A feed of meetings',
    tag: TAGS.calendars,
    permission: ACTION.calendarFeed,
    success: ICS,
  },
  'get /zoom/calendar/feeds': {
    summary: 'The caller’s secret feeds, without their secrets',
    tag: TAGS.calendars,
    permission: ACTION.calendarFeed,
  },
  'post /zoom/calendar/feeds': {
    summary: 'Makes a secret feed; its address is told this once',
    tag: TAGS.calendars,
    permission: ACTION.calendarFeed,
    refusals: [409],
    success: { statuses: [201] },
  },
  'post /zoom/calendar/feeds/{id}/rotate': {
    summary: 'Gives a secret feed a new address',
    tag: TAGS.calendars,
    permission: ACTION.calendarFeed,
    refusals: [404],
  },
  'delete /zoom/calendar/feeds/{id}': {
    summary: 'Revokes a secret feed',
    tag: TAGS.calendars,
    permission: ACTION.calendarFeed,
    refusals: [404],
  },
  'get /zoom/calendar/secret/{secret}': {
    summary: 'A secret feed, read with its owner’s eyes; the secret ends in .ics',
    tag: TAGS.calendars,
    permission: null,
    refusals: [404],
    success: ICS,
  },
  [`get ${JOIN}/registration`]: {
    summary: 'Whether one can register now',
    tag: TAGS.registration,
    permission: ACTION.registrantRegister,
    refusals: [404],
  },
  [`post ${JOIN}/registrants`]: {
    summary: 'Registers the caller, or a guest',
    tag: TAGS.registration,
    permission: ACTION.registrantRegister,
    refusals: [404, 409, 429],
    success: { statuses: [200, 201, 202] },
  },
  [`get ${JOIN}/registrants/me`]: {
    summary: 'The caller’s own registration',
    tag: TAGS.registration,
    permission: ACTION.registrantRegister,
    refusals: [404],
  },
  [`post ${JOIN}/registrants/me`]: {
    summary: 'The same, where an API token names the person',
    tag: TAGS.registration,
    permission: ACTION.registrantRegister,
    refusals: [404],
  },
  [`post ${JOIN}/registrants/cancel`]: {
    summary: 'Cancels the caller’s own registration',
    tag: TAGS.registration,
    permission: ACTION.registrantCancel,
    refusals: [404, 409],
  },
  'get /zoom/registrants': {
    summary: 'Lists everybody’s registrations',
    tag: TAGS.registration,
    permission: ACTION.registrantList,
  },
  'get /zoom/registrants/{documentId}': {
    summary: 'Reads one registration',
    tag: TAGS.registration,
    permission: ACTION.registrantGet,
    refusals: [404],
  },
  'get /zoom/attendances': {
    summary: 'Lists who came, and for how long',
    tag: TAGS.attendance,
    permission: ACTION.attendanceList,
  },
  'get /zoom/attendances/export': {
    summary: 'The attendance of one run as a CSV file',
    tag: TAGS.attendance,
    permission: ACTION.attendanceList,
    success: { mediaType: 'text/csv' },
  },
  'get /zoom/attendances/{documentId}': {
    summary: 'Reads one person’s attendance',
    tag: TAGS.attendance,
    permission: ACTION.attendanceGet,
    refusals: [404],
  },
  ...reads('recording', { path: '/zoom/recordings', tag: TAGS.recordings, what: 'recording' }),
  ...reads('transcript', { path: '/zoom/transcripts', tag: TAGS.recordings, what: 'transcript' }),
  'get /zoom/recordings/{documentId}/play': {
    summary: 'The link that plays a recording in Zoom',
    tag: TAGS.recordings,
    permission: ACTION.recordingPlay,
    refusals: [404],
  },
  'get /zoom/transcripts/{documentId}/captions.vtt': {
    summary: 'A transcript as a captions track',
    tag: TAGS.recordings,
    permission: own('captions.findOne'),
    refusals: [404],
    success: { mediaType: 'text/vtt' },
  },
  ...MANAGEMENT_OPERATIONS,
};
