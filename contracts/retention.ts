import { z } from 'zod';

import { say } from './sentences';
const DAYS = say('field.days', { min: 1, max: 3650 });
const days = z.number(DAYS).int(DAYS).min(1, DAYS).max(3650, DAYS);

/** The part `retention` of `PUT /zoom/settings`: partial; `null` keeps for ever. */
export const retentionUpdateSchema = z.strictObject({
  eventsDays: days.optional(),
  attendanceDays: days.nullable().optional(),
  recordingsDays: days.nullable().optional(),
  registrantsDays: days.nullable().optional(),
  embedKeysDays: days.nullable().optional(),
});
export type RetentionUpdate = z.infer<typeof retentionUpdateSchema>;

/** After how many days what Zoom told is removed; null: never. */
export type RetentionSettings = {
  /** Contents of webhook events. Their keys stay a week longer, so that no old one comes again. */
  eventsDays: number;
  /** Who came and for how long, from the end of the class. */
  attendanceDays: number | null;
  /** Recordings' data, transcripts, and files archived in the Media Library. */
  recordingsDays: number | null;
  /** Who registered, from the end of the class. */
  registrantsDays: number | null;
  /** Whom keys for embedded meetings were given to, from the end of the class. */
  embedKeysDays: number | null;
};

export const DEFAULT_RETENTION: RetentionSettings = {
  eventsDays: 30,
  attendanceDays: null,
  recordingsDays: null,
  registrantsDays: null,
  embedKeysDays: null,
};

/** What one run of the daily task removed, by kind. */
export type RetentionReport = {
  at: string;
  /** Events whose contents were emptied. */
  eventContents: number;
  /** Events removed altogether. */
  events: number;
  /** Events past their time that attendance still needs. */
  eventsHeldBack: number;
  attendances: number;
  recordings: number;
  transcripts: number;
  files: number;
  notices: number;
  registrants: number;
  embedKeys: number;
};
