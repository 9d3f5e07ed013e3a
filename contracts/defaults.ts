/** The defaults that may be applied to sessions that exist; the others are the session's own. */
export const APPLIED_DEFAULTS = [
  'waitingRoom',
  'joinBeforeHost',
  'autoRecording',
  'muteUponEntry',
  'hostVideo',
  'participantVideo',
  'meetingAuthentication',
  'alternativeHosts',
] as const;
export type AppliedDefault = (typeof APPLIED_DEFAULTS)[number];

/** What `POST /zoom/settings/apply-defaults` would change. */
export type DefaultsPreview = {
  /** Future sessions that have a meeting or wait for one. */
  futureSessions: number;
  /** Those among them whose meeting would be changed; each costs one call of its host's day. */
  changes: number;
  /** The first of them, by their start. */
  examples: DefaultsChange[];
};
export type DefaultsChange = {
  sessionDocumentId: string;
  topic: string;
  startTime: string;
  /** Names of the settings that differ. */
  fields: AppliedDefault[];
};
