/** Where a session's meeting stands, in the product's words (Zoom's own `status` stays at the wire). */
export const MEETING_STATES = ['unscheduled', 'scheduled', 'live', 'ended', 'cancelled'] as const;
export type MeetingState = (typeof MEETING_STATES)[number];

/** Whether Zoom has what the CMS says. */
export const SYNC_STATES = ['pending', 'synced', 'failed', 'paused', 'skipped'] as const;
export type SyncState = (typeof SYNC_STATES)[number];

export const AUTO_RECORDING = ['none', 'local', 'cloud'] as const;
export type AutoRecording = (typeof AUTO_RECORDING)[number];

/** A default of the settings: `zoom` leaves it to what the account says in Zoom. */
export const ZOOM_CHOICES = ['zoom', 'on', 'off'] as const;
export type ZoomChoice = (typeof ZOOM_CHOICES)[number];

/**
 * The options an editor may set per session. `default` means: what the settings said when the
 * session was first published (frozen then), or Zoom's own default where the settings have none.
 */
export const SESSION_OPTIONS = {
  waitingRoom: ['default', 'on', 'off'],
  joinBeforeHost: ['default', 'on', 'off'],
  autoRecording: ['default', ...AUTO_RECORDING],
  muteUponEntry: ['default', 'on', 'off'],
  hostVideo: ['default', 'on', 'off'],
  participantVideo: ['default', 'on', 'off'],
} as const;
export type SessionOption = keyof typeof SESSION_OPTIONS;

/**
 * Zoom's limits on a meeting.
 * Source: Zoom Meetings API, "Create a meeting" (topic, agenda, duration, password).
 */
export const ZOOM_LIMITS = {
  topicLength: 200,
  agendaLength: 2000,
  durationMinutes: { min: 1, max: 1440 },
  passwordLength: 10,
} as const;
