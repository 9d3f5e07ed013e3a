import { z } from 'zod';

import { say } from './sentences';
/** The most alarms of one event: more are noise, and calendars drop them. */
const MOST_ALARMS = 5;
const MINUTES = say('field.alarmMinutes');
const minutes = z.number(MINUTES).int(MINUTES).min(0, MINUTES).max(40_320, MINUTES);
const DAYS = say('field.days', { min: 0, max: 3650 });

/** The part `calendar` of `PUT /zoom/settings`: partial, what is absent stays. */
export const calendarUpdateSchema = z.strictObject({
  alarmMinutesBefore: z
    .array(minutes)
    .max(MOST_ALARMS, say('field.atMostTimes', { max: MOST_ALARMS }))
    .optional(),
  attachToNotices: z.boolean().optional(),
  pastDays: z.number(DAYS).int(DAYS).min(0, DAYS).max(3650, DAYS).optional(),
  organizerName: z
    .string()
    .trim()
    .min(1, say('field.empty'))
    .max(100, say('field.atMostCharacters', { max: 100 }))
    .nullable()
    .optional(),
  organizerEmail: z.email(say('field.email')).max(320).nullable().optional(),
});
export type CalendarUpdate = z.infer<typeof calendarUpdateSchema>;

export type CalendarSettings = {
  /** How long before the start a calendar reminds its owner, in minutes; empty: not at all. */
  alarmMinutesBefore: number[];
  /** Whether the mails to registrants bring the meeting as a calendar file. */
  attachToNotices: boolean;
  /** How many days back a feed reaches. */
  pastDays: number;
  /** Who invites, as calendars show it; null: the plugin's own name for it. */
  organizerName: string | null;
  /** An address that may be public, never a host's; null: the one that mails are sent from. */
  organizerEmail: string | null;
};

export const DEFAULT_CALENDAR: CalendarSettings = {
  alarmMinutesBefore: [15],
  attachToNotices: true,
  pastDays: 30,
  organizerName: null,
  organizerEmail: null,
};

const name = z.string().trim().min(1, say('field.empty')).max(200, say('field.tooLong'));

/** Which meetings a feed has; each left away means all. */
export const feedFilterSchema = z.strictObject({
  /** A course: its name, or the documentId, slug, title or name of the entry in `course`. */
  course: name.optional(),
  /** Sessions of one content type, by its uid (`api::event.event`). */
  sessionType: name.optional(),
});
export type FeedFilter = z.infer<typeof feedFilterSchema>;

/** Body of `POST /api/zoom/calendar/feeds`. */
export const newFeedSchema = z.strictObject({
  ...feedFilterSchema.shape,
  /** By which its owner tells it from others. */
  label: name.optional(),
});

/** A secret feed as its owner sees it; the secret itself is told once. */
export const feedViewSchema = z.object({
  id: z.string(),
  label: z.string().nullable(),
  course: z.string().nullable(),
  sessionType: z.string().nullable(),
  createdAt: z.string(),
  /** When a calendar last fetched it, to the hour. */
  lastUsedAt: z.string().nullable(),
});
export type FeedView = z.infer<typeof feedViewSchema>;

/** Answer to a new or rotated feed. */
export const newFeedViewSchema = feedViewSchema.extend({
  /** What a calendar subscribes to; told this once. */
  url: z.string(),
});
export type NewFeedView = z.infer<typeof newFeedViewSchema>;
