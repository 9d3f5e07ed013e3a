import { DateTime, IANAZone } from 'luxon';

import { NOTICE_PLACEHOLDERS, type NoticeKind } from '../../../contracts/choices';
import { NOTICE_PLACEHOLDER, type NoticeTemplate } from '../../../contracts/notices';

export type NoticeSubjectMatter = {
  registrant: { firstName: string | null; lastName: string | null; joinUrl: string | null };
  meeting: {
    documentId: string;
    sessionDocumentId: string | null;
    topic: string | null;
    startTime: Date | null;
    durationMinutes: number | null;
    /** IANA name; times are written in it. */
    timezone: string | null;
    joinUrl: string | null;
  };
  /** The time that registrants knew before. */
  previousStartTime: Date | null;
  minutesBefore: number | null;
};

type Values = Record<(typeof NOTICE_PLACEHOLDERS)[NoticeKind][number], string>;

/** A line break in a value would begin a header in a subject, and a paragraph in a text. */
const oneLine = (value: string | null): string =>
  // eslint-disable-next-line no-control-regex -- control characters are what is taken out
  (value ?? '').replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').trim();

/** `Tuesday, March 3, 2026 at 6:00 PM`, in the zone and the language given. */
export const writeMoment = (
  moment: Date | null,
  { timezone, locale }: { timezone: string; locale: string }
): string =>
  moment === null
    ? ''
    : DateTime.fromJSDate(moment, { zone: timezone })
        .setLocale(locale)
        .toLocaleString({
          weekday: 'long',
          year: 'numeric',
          month: 'long',
          day: 'numeric',
          hour: 'numeric',
          minute: '2-digit',
        })
        // ICU writes narrow and non-breaking spaces, which old mail programs show as boxes.
        .replace(/[\u00a0\u202f]/g, ' ');

const valuesOf = (about: NoticeSubjectMatter, locale: string): Values => {
  const { meeting, registrant } = about;
  const timezone = IANAZone.isValidZone(meeting.timezone ?? '') ? (meeting.timezone ?? '') : 'UTC';
  const inZone = (moment: Date | null) => writeMoment(moment, { timezone, locale });
  const { startTime, durationMinutes } = meeting;
  const endTime =
    startTime && durationMinutes !== null
      ? new Date(startTime.getTime() + durationMinutes * 60_000)
      : null;
  return {
    firstName: oneLine(registrant.firstName),
    lastName: oneLine(registrant.lastName),
    topic: oneLine(meeting.topic),
    startTime: inZone(startTime),
    endTime: inZone(endTime),
    duration: durationMinutes === null ? '' : String(durationMinutes),
    timezone,
    meetingDocumentId: meeting.documentId,
    sessionDocumentId: meeting.sessionDocumentId ?? '',
    joinUrl: oneLine(registrant.joinUrl ?? meeting.joinUrl),
    minutesBefore: about.minutesBefore === null ? '' : String(about.minutesBefore),
    previousStartTime: inZone(about.previousStartTime),
  };
};

/**
 * The mail of a notice as plain text: values stand for themselves and can bring neither markup nor
 * headers with them. A placeholder that has no value takes the space before it along
 * (`Hello {firstName},` is `Hello,`).
 */
export const writeNotice = (input: {
  kind: NoticeKind;
  template: NoticeTemplate;
  about: NoticeSubjectMatter;
  /** Language tag for dates. */
  locale: string;
}): { subject: string; text: string } => {
  const { kind, template, about, locale } = input;
  const known: readonly string[] = NOTICE_PLACEHOLDERS[kind];
  const values = new Map(
    Object.entries(valuesOf(about, locale)).filter(([name]) => known.includes(name))
  );
  const pattern = new RegExp(`( ?)${NOTICE_PLACEHOLDER.source}`, 'g');
  const fill = (text: string): string =>
    text.replace(pattern, (whole: string, space: string, name: string) => {
      const value = values.get(name);
      if (value === undefined) return whole;
      return value === '' ? '' : `${space}${value}`;
    });
  return { subject: oneLine(fill(template.subject)), text: fill(template.text) };
};
