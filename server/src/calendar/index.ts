import type { CalendarSettings, FeedFilter } from '../../../contracts/calendar';
import type { Database } from '../jobs/database';
import type { MeetingRow } from '../meetings/meeting-row';
import {
  writeCalendar,
  type Attendee,
  type CalendarEvent,
  type CalendarMethod,
  type Organizer,
} from './calendar-file';
import { agendaOf, createCalendarMarks, type CalendarMark } from './calendar-marks';
import { createCourseSessions, type Attributes, type SessionType } from './course-sessions';
import { createFeedRows } from './feed-rows';

export type { Feed, FeedOwner } from './feed-rows';

const DAY_MS = 24 * 3600_000;
/** The soonest of a feed: what lies behind a thousand classes nobody looks at today. */
const MOST_EVENTS = 1000;

/** What this reader may use to join each of these meetings; a meeting left away: nothing. */
export type JoinLinks = (meetings: MeetingRow[]) => Promise<Map<number, string>>;

/** A file, and what a cache needs to know of it. */
export type CalendarText = { text: string; changedAt: Date | null };

type Deps = {
  database: Database;
  clock: () => Date;
  settings: () => CalendarSettings;
  /** Who invites where the settings name nobody. */
  organizer: () => Organizer;
  sessionTypes: () => SessionType[];
  attributesOf: (uid: string) => Attributes;
  /** Through the document service, so that rules of the app hold for calendars too. */
  findMeetings: (query: {
    filters: Record<string, unknown>;
    sort: string[];
    limit: number;
  }) => Promise<MeetingRow[]>;
  urlOf: (secret: string) => string;
};

/** A meeting that a calendar can show: it has a session and a time. */
type Dated = MeetingRow & { startTime: Date; endTime: Date };
const isDated = (meeting: MeetingRow): meeting is Dated =>
  meeting.session !== null &&
  meeting.startTime !== null &&
  meeting.endTime !== null &&
  meeting.state !== 'unscheduled';

const toEvent = (
  meeting: Dated,
  { mark, joinUrl }: { mark: CalendarMark; joinUrl: string | null }
): CalendarEvent => ({
  documentId: meeting.documentId,
  topic: meeting.topic ?? '',
  agenda: agendaOf(meeting),
  startTime: meeting.startTime,
  endTime: meeting.endTime,
  timezone: meeting.timezone,
  isCancelled: meeting.state === 'cancelled',
  joinUrl,
  sequence: mark.sequence,
  changedAt: mark.changedAt,
});

/** Meetings as calendars take them: single invitations, feeds, and what mails bring along. */
export const createCalendar = (deps: Deps) => {
  const { database, clock, settings } = deps;
  const marksOf = createCalendarMarks({ database, clock });
  const sessionsOf = createCourseSessions({ database, attributesOf: deps.attributesOf });

  const organizer = (): Organizer => {
    const { organizerName, organizerEmail } = settings();
    const fallback = deps.organizer();
    return { name: organizerName ?? fallback.name, email: organizerEmail ?? fallback.email };
  };

  const write = async (
    meetings: Dated[],
    about: { links: JoinLinks; method: CalendarMethod; attendee?: Attendee; name?: string }
  ): Promise<CalendarText> => {
    const { links, ...rest } = about;
    const marks = await marksOf(meetings);
    const urls = await links(meetings);
    const events = meetings.flatMap((meeting) => {
      const mark = marks.get(meeting.id);
      return mark ? [toEvent(meeting, { mark, joinUrl: urls.get(meeting.id) ?? null })] : [];
    });
    const moments = events.map(({ changedAt }) => changedAt.getTime());
    return {
      text: writeCalendar({
        ...rest,
        events,
        organizer: organizer(),
        alarmMinutesBefore: settings().alarmMinutesBefore,
      }),
      changedAt: moments.length === 0 ? null : new Date(Math.max(...moments)),
    };
  };

  /** The filters of a feed's meetings; null where there can be none. */
  const filtersOf = async ({ course, sessionType }: FeedFilter) => {
    const types = deps.sessionTypes().filter(({ uid }) => !sessionType || uid === sessionType);
    const since = new Date(clock().getTime() - settings().pastDays * DAY_MS);
    const dated = {
      endTime: { $gte: since.toISOString() },
      startTime: { $notNull: true },
      state: { $ne: 'unscheduled' },
      sessionDocumentId: { $notNull: true },
    };
    if (course === undefined) {
      return sessionType ? { ...dated, sessionUid: { $eq: sessionType } } : dated;
    }
    const sessions = await sessionsOf(types, course);
    if (sessions.length === 0) return null;
    return {
      ...dated,
      $or: sessions.map(({ uid, documentIds }) => ({
        sessionUid: { $eq: uid },
        sessionDocumentId: { $in: documentIds },
      })),
    };
  };

  return {
    feeds: createFeedRows({ database, clock, urlOf: deps.urlOf }),

    /** One meeting; null where there is none, or none with a time. */
    async event(documentId: string, links: JoinLinks): Promise<CalendarText | null> {
      const [meeting] = await deps.findMeetings({
        filters: { documentId: { $eq: documentId } },
        sort: ['id:asc'],
        limit: 1,
      });
      if (!meeting || !isDated(meeting)) return null;
      const method = meeting.state === 'cancelled' ? 'cancel' : 'publish';
      return write([meeting], { links, method });
    },

    /** The meetings of a course, of a type or all, from some days back on. */
    async feed(filter: FeedFilter, links: JoinLinks): Promise<CalendarText> {
      const filters = await filtersOf(filter);
      const found = filters
        ? await deps.findMeetings({ filters, sort: ['startTime:asc'], limit: MOST_EVENTS })
        : [];
      return write(found.filter(isDated), {
        links,
        method: 'publish',
        name: filter.course ?? organizer().name,
      });
    },

    /** What a mail about a meeting brings along; null where the settings, or no time, forbid it. */
    async invitation(
      meeting: MeetingRow,
      { attendee, joinUrl }: { attendee: Attendee; joinUrl: string | null }
    ): Promise<{ text: string; method: 'REQUEST' | 'CANCEL' } | null> {
      if (!settings().attachToNotices || !isDated(meeting)) return null;
      const isCancelled = meeting.state === 'cancelled';
      const { text } = await write([meeting], {
        links: async () => new Map(joinUrl === null ? [] : [[meeting.id, joinUrl]]),
        method: isCancelled ? 'cancel' : 'invite',
        attendee,
      });
      return { text, method: isCancelled ? 'CANCEL' : 'REQUEST' };
    },
  };
};
export type Calendar = ReturnType<typeof createCalendar>;
