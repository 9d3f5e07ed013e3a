/*
 * What there is to choose from where the admin panel has to know it. Nothing here imports zod: what
 * an admin who never opens Zoom downloads stays small.
 */

export const ATTENTION_KINDS = ['failed', 'deleted-in-zoom', 'differs'] as const;
export type AttentionKind = (typeof ATTENTION_KINDS)[number];

/** What a list of sessions can be narrowed to, as `filters[$and][0][zoomState][$eq]`. */
export const SESSION_STATE_FILTERS = [
  'none',
  'scheduled',
  'pending',
  'live',
  'ended',
  'cancelled',
  'paused',
  'failed',
] as const;
export type SessionStateFilter = (typeof SESSION_STATE_FILTERS)[number];

/** Its name in the query: no attribute, so no content type can have one of that name in the way. */
export const SESSION_STATE_FILTER = 'zoomState';

/**
 * Who may have a meeting's join link.
 * - `anyone-who-may-read`: whoever holds the permission `meeting.join`.
 * - `signed-in`: of those, people who are logged in to the site.
 * - `registrants`: of those, people with an approved registration.
 */
export const JOIN_AUDIENCES = ['anyone-who-may-read', 'signed-in', 'registrants'] as const;
export type JoinAudience = (typeof JOIN_AUDIENCES)[number];

/** Where a registration stands; only `approved` ones are let in and told of changes. */
export const REGISTRATION_STATES = ['pending', 'approved', 'denied', 'cancelled'] as const;
export type RegistrationState = (typeof REGISTRATION_STATES)[number];

export const APPROVALS = ['automatic', 'manual'] as const;

/** Kinds of files that Zoom's cloud recordings have, as Zoom names them (`file_type`). */
export const RECORDING_FILE_TYPES = [
  'MP4',
  'M4A',
  'TRANSCRIPT',
  'CC',
  'CHAT',
  'CHAT_MESSAGE',
  'CSV',
  'TIMELINE',
  'SUMMARY',
  'TB',
] as const;
export type RecordingFileType = (typeof RECORDING_FILE_TYPES)[number];

/** Whether recordings are seen by front ends as they come, or once a person releases them. */
export const RELEASE_RECORDINGS = ['on-arrival', 'by-editor'] as const;

/** What becomes of a recording in Zoom once its copy is safe; Zoom keeps its trash for 30 days. */
export const AFTER_ARCHIVE = ['keep', 'trash'] as const;

/** The mails to registrants, each switched on and worded by an admin. */
export const NOTICE_KINDS = [
  'reminder',
  'rescheduled',
  'cancelled',
  'linkChanged',
  'recordingAvailable',
  'registered',
  'registrationReceived',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

const COMMON = [
  'firstName',
  'lastName',
  'topic',
  'startTime',
  'endTime',
  'duration',
  'timezone',
  'meetingDocumentId',
  'sessionDocumentId',
] as const;

/**
 * What each text may name in braces. No link to a recording: it carries its passcode, and who may
 * play it is decided by the site, to which a text may link by `{sessionDocumentId}`.
 */
export const NOTICE_PLACEHOLDERS = {
  reminder: [...COMMON, 'joinUrl', 'minutesBefore'],
  rescheduled: [...COMMON, 'joinUrl', 'previousStartTime'],
  cancelled: COMMON,
  linkChanged: [...COMMON, 'joinUrl'],
  recordingAvailable: COMMON,
  registered: [...COMMON, 'joinUrl'],
  registrationReceived: COMMON,
} as const satisfies Record<NoticeKind, readonly string[]>;

/**
 * - `waiting`: to be sent, or tried again at `nextTryAt`.
 * - `sending`: handed to the mail server just now.
 * - `sent`: taken by the mail server.
 * - `failed`: refused again and again; `error` says why.
 * - `unknown`: the answer was lost, so it may have arrived: only a person sends it again.
 * - `skipped`: no longer true when its turn came; `error` says why.
 */
export const NOTICE_STATES = [
  'waiting',
  'sending',
  'sent',
  'failed',
  'unknown',
  'skipped',
] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

/** What is shown of a run's people. */
export const SHOWN_PEOPLE = ['all', 'came', 'absent', 'unmatched', 'known'] as const;
export type ShownPeople = (typeof SHOWN_PEOPLE)[number];

/** What people are sorted by. */
export const PEOPLE_ORDERS = ['name', 'seconds', 'attended', 'absent'] as const;
export type PeopleOrder = (typeof PEOPLE_ORDERS)[number];

/** Which recordings are shown: with a file that front ends do not see, or that was not archived. */
export const SHOWN_RECORDINGS = ['all', 'held', 'archiving', 'failed'] as const;
export type ShownRecordings = (typeof SHOWN_RECORDINGS)[number];
