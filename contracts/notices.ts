import { z } from 'zod';

import { say } from './sentences';
import { NOTICE_PLACEHOLDERS, type NoticeKind, type NoticeState } from './choices';

/** A name in braces: `{topic}`. Everything else in a text stands for itself. */
export const NOTICE_PLACEHOLDER = /\{([^{}\r\n]*)\}/g;

/** The placeholders of a text that its notice does not have, each once. */
export const unknownPlaceholders = (kind: NoticeKind, template: string): string[] => {
  const known: readonly string[] = NOTICE_PLACEHOLDERS[kind];
  const named = [...template.matchAll(NOTICE_PLACEHOLDER)].map((match) => match[1] ?? '');
  return [...new Set(named.filter((name) => !known.includes(name)))];
};

const withKnownPlaceholders = (kind: NoticeKind, schema: z.ZodString) =>
  schema.superRefine((template, context) => {
    for (const name of unknownPlaceholders(kind, template)) {
      const known = NOTICE_PLACEHOLDERS[kind].map((one) => `{${one}}`).join(', ');
      context.addIssue({
        code: 'custom',
        message: `{${name.slice(0, 50)}} is not a placeholder of this notice; known are ${known}`,
      });
    }
  });

/** Longer than any subject that mail programs show, shorter than RFC 5322's line. */
const SUBJECT_LENGTH = 200;
const TEXT_LENGTH = 10_000;

const subjectOf = (kind: NoticeKind) =>
  withKnownPlaceholders(
    kind,
    z
      .string()
      .trim()
      .min(1, say('field.empty'))
      .max(SUBJECT_LENGTH, say('field.atMostCharacters', { max: SUBJECT_LENGTH }))
      .regex(/^[^\r\n]*$/, say('field.oneLine'))
  );

const textOf = (kind: NoticeKind) =>
  withKnownPlaceholders(
    kind,
    z
      .string()
      .min(1, say('field.empty'))
      .max(TEXT_LENGTH, say('field.atMostCharacters', { max: TEXT_LENGTH }))
  );

const noticeUpdate = (kind: NoticeKind) =>
  z.strictObject({
    enabled: z.boolean().optional(),
    subject: subjectOf(kind).optional(),
    text: textOf(kind).optional(),
  });

const MINUTES = say('field.reminderMinutes');
const minutes = z.number(MINUTES).int(MINUTES).min(1, MINUTES).max(43_200, MINUTES);

const isLocale = (value: string): boolean => {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(value).length > 0;
  } catch {
    return false;
  }
};

/** The part `notices` of `PUT /zoom/settings`: partial, what is absent stays. */
export const noticesUpdateSchema = z.strictObject({
  /** How dates are written in the mails: a language tag such as `en` or `de-CH`. */
  locale: z.string().refine(isLocale, say('field.language')).optional(),
  reminder: noticeUpdate('reminder')
    .extend({
      minutesBefore: z
        .array(minutes)
        .min(1, say('field.atLeastOneTime'))
        .max(5, say('field.atMostFiveTimes'))
        .optional(),
    })
    .optional(),
  rescheduled: noticeUpdate('rescheduled').optional(),
  cancelled: noticeUpdate('cancelled').optional(),
  linkChanged: noticeUpdate('linkChanged').optional(),
  recordingAvailable: noticeUpdate('recordingAvailable').optional(),
  registered: noticeUpdate('registered').optional(),
  registrationReceived: noticeUpdate('registrationReceived').optional(),
});
export type NoticesUpdate = z.infer<typeof noticesUpdateSchema>;

export type NoticeTemplate = { enabled: boolean; subject: string; text: string };

/** The notices as they are in force. */
export type NoticeSettings = Record<Exclude<NoticeKind, 'reminder'>, NoticeTemplate> & {
  locale: string;
  reminder: NoticeTemplate & {
    /** How long before the start, in minutes, the longest first. */
    minutesBefore: number[];
  };
};

/** Nothing is mailed until an admin switches it on; confirmations by `registration.confirmByEmail`. */
export const DEFAULT_NOTICES: NoticeSettings = {
  locale: 'en',
  reminder: {
    enabled: false,
    minutesBefore: [1440, 60],
    subject: 'Reminder: {topic}, {startTime}',
    text: 'Hello {firstName},\n\n{topic} begins {startTime} ({timezone}).\n\nJoin here: {joinUrl}\n',
  },
  rescheduled: {
    enabled: false,
    subject: 'New time: {topic}, {startTime}',
    text: 'Hello {firstName},\n\n{topic} now takes place {startTime} ({timezone}) instead of {previousStartTime}.\n\nJoin here: {joinUrl}\n',
  },
  cancelled: {
    enabled: false,
    subject: 'Cancelled: {topic}, {startTime}',
    text: 'Hello {firstName},\n\n{topic}, planned for {startTime} ({timezone}), does not take place.\n',
  },
  linkChanged: {
    enabled: false,
    subject: 'New link: {topic}, {startTime}',
    text: 'Hello {firstName},\n\nthe link to {topic}, {startTime} ({timezone}), has changed. Please use this one:\n\n{joinUrl}\n',
  },
  recordingAvailable: {
    enabled: false,
    subject: 'Recording available: {topic}',
    text: 'Hello {firstName},\n\nthe recording of {topic}, {startTime} ({timezone}), is now available.\n',
  },
  registered: {
    enabled: true,
    subject: 'You are registered: {topic}, {startTime}',
    text: 'Hello {firstName},\n\nyou are registered for {topic}, {startTime} ({timezone}).\n\nJoin here: {joinUrl}\n',
  },
  registrationReceived: {
    enabled: true,
    subject: 'Registration received: {topic}, {startTime}',
    text: 'Hello {firstName},\n\nyour registration for {topic}, {startTime} ({timezone}), has arrived. You hear from us once it is confirmed.\n',
  },
};

/** One row of `GET /zoom/notices`: whom it is for by id, and by name for those who may see registrants; never by address. */
export type NoticeEntry = {
  id: number;
  kind: NoticeKind;
  state: NoticeState;
  meeting: { documentId: string; topic: string | null } | null;
  registrant: { documentId: string; name?: string | null } | null;
  attempts: number;
  error: string | null;
  createdAt: string | null;
  nextTryAt: string | null;
  sentAt: string | null;
};
