import ical, {
  ICalAlarmType,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import { DateTime } from 'luxon';

import { vtimezone, writableZone } from './vtimezone';

/** A meeting as a calendar shows it. */
export type CalendarEvent = {
  /** Of the meeting's row: it never changes, so calendars know the event again. */
  documentId: string;
  topic: string;
  agenda: string | null;
  startTime: Date;
  endTime: Date;
  timezone: string | null;
  isCancelled: boolean;
  /** What this reader may use to join; null: nothing. */
  joinUrl: string | null;
  sequence: number;
  changedAt: Date;
};

export type Organizer = { name: string; email: string };
export type Attendee = { name: string | null; email: string };

/**
 * - `publish`: to look at, nobody is asked anything.
 * - `invite`: to one person, from the organizer; a mail program puts it into the calendar.
 * - `cancel`: takes it out again.
 */
export type CalendarMethod = 'publish' | 'invite' | 'cancel';

const METHODS: Record<CalendarMethod, ICalCalendarMethod> = {
  publish: ICalCalendarMethod.PUBLISH,
  invite: ICalCalendarMethod.REQUEST,
  cancel: ICalCalendarMethod.CANCEL,
};

/** How often a calendar asks for a feed again; none is obliged to. */
const REFRESH_SECONDS = 3600;

/** Control characters, line breaks excepted: RFC 5545 §3.3.11 has no way to write them. */
// eslint-disable-next-line no-control-regex -- control characters are what is taken out
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f]+/g;
const manyLines = (text: string): string => text.replace(/\r\n?/g, '\n').replace(CONTROLS, ' ');
/** The library writes names, quotes and addresses as they are: a break would begin a property. */
const oneLine = (text: string): string =>
  manyLines(text)
    .replace(/\s*\n\s*/g, ' ')
    .trim();
const quotable = (text: string): string => oneLine(text).replace(/"/g, "'");
/** The library escapes texts, but not the name of a calendar. */
const escaped = (text: string): string => oneLine(text).replace(/[\\;,]/g, '\\$&');
/** A link is an address without blanks, or none. */
const link = (url: string | null): string | null =>
  url && /^https?:\/\/[^\s"]+$/.test(url) ? url : null;

/** The library writes a feed's pace behind its time zones; a calendar's properties come first. */
const MISPLACED =
  /(BEGIN:VTIMEZONE\r\n[\s\S]*END:VTIMEZONE\r\n)((?:(?:REFRESH-INTERVAL|X-PUBLISHED-TTL)[;:].*\r\n)+)/;

/** `UID` of a meeting: the same in every file, mail and feed, for the meeting's life. */
export const eventUid = (documentId: string): string => `${documentId}@strapi-plugin-zoom`;

const describe = (event: CalendarEvent, joinUrl: string | null): string | null => {
  const parts = [joinUrl, event.agenda && manyLines(event.agenda).trim()].filter(Boolean);
  return parts.length === 0 ? null : parts.join('\n\n');
};

/**
 * An iCalendar file (RFC 5545, RFC 5546). Times stand in the session's own zone with its VTIMEZONE,
 * so that calendars show it, and in UTC where a local time would not say the instant for certain.
 */
export const writeCalendar = (input: {
  events: CalendarEvent[];
  method: CalendarMethod;
  organizer: Organizer;
  /** Whom an invitation or a cancellation is for. */
  attendee?: Attendee;
  alarmMinutesBefore: number[];
  /** Of a feed, as calendars list it. */
  name?: string;
}): string => {
  const { organizer, attendee, method } = input;
  const calendar = ical({
    prodId: { company: 'strapi-plugin-zoom', product: 'Zoom for Strapi', language: 'EN' },
    method: METHODS[method],
    timezone: { name: null, generator: vtimezone },
    ...(input.name === undefined ? {} : { name: escaped(input.name), ttl: REFRESH_SECONDS }),
  });
  for (const event of input.events) {
    const timezone = writableZone(event.timezone, [event.startTime, event.endTime]);
    const joinUrl = event.isCancelled ? null : link(event.joinUrl);
    const written = calendar.createEvent({
      id: eventUid(event.documentId),
      sequence: event.sequence,
      stamp: event.changedAt,
      lastModified: event.changedAt,
      start: DateTime.fromJSDate(event.startTime),
      end: DateTime.fromJSDate(event.endTime),
      timezone,
      summary: oneLine(event.topic),
      description: describe(event, joinUrl),
      location: joinUrl,
      url: joinUrl,
      status: event.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      transparency: event.isCancelled
        ? ICalEventTransparency.TRANSPARENT
        : ICalEventTransparency.OPAQUE,
      organizer: { name: quotable(organizer.name), email: oneLine(organizer.email) },
    });
    if (attendee) {
      written.createAttendee({
        email: oneLine(attendee.email),
        name: quotable(attendee.name ?? attendee.email),
        role: ICalAttendeeRole.REQ,
        // Whoever registered has said yes: nobody is asked again, and no answer goes to the sender.
        status: ICalAttendeeStatus.ACCEPTED,
        rsvp: false,
      });
    }
    if (event.isCancelled) continue;
    for (const minutes of input.alarmMinutesBefore) {
      written.createAlarm({
        type: ICalAlarmType.display,
        trigger: minutes * 60,
        description: oneLine(event.topic),
      });
    }
  }
  return `${calendar.toString()}\r\n`.replace(MISPLACED, '$2$1');
};
