import { DateTime, IANAZone } from 'luxon';
import { z } from 'zod';
import type { ApiCall, Answer } from '../api/endpoint-handler';
import { pageQuery, takePage } from '../api/pagination';
import { parseQuery } from '../api/validation';
import { toZoomTime } from '../clock';
import { joinUrl } from './join-links';
import { scheduledEnd, type Meeting } from './meeting';
import { toListedMeeting } from './meeting-answers';

const LIST_TYPES = [
  'scheduled',
  'live',
  'upcoming',
  'upcoming_meetings',
  'previous_meetings',
] as const;

const day = z.iso.date();

const listQuery = z.object({
  ...pageQuery,
  type: z.enum(LIST_TYPES).default('scheduled'),
  page_number: z.coerce.number().int().min(1).optional(),
  from: day.optional(),
  to: day.optional(),
  timezone: z
    .string()
    .refine((zone) => IANAZone.isValidZone(zone))
    .default('UTC'),
});

/** Largest page: OpenAPI document, GET /users/{userId}/meetings. */
const LARGEST_PAGE = 300;

export function listMeetingsEndpoint({ world, params, query }: ApiCall): Answer {
  const user = world.users.get(params.userId ?? '');
  const { type, from, to, timezone, page_size, next_page_token, page_number } = parseQuery(
    listQuery,
    query
  );
  const now = world.clock.now();
  const isInRange = withinDays(from, to, timezone);
  const meetings = world.meetings
    .ofHost(user.id)
    .filter((meeting) => isListed(meeting, type, now) && isInRange(meeting))
    .sort((a, b) => (a.startTime ?? 0) - (b.startTime ?? 0) || a.id - b.id);
  const { rows, ...page } = takePage(world, {
    rows: meetings,
    pageSize: page_size,
    largestPageSize: LARGEST_PAGE,
    token: next_page_token,
    pageNumber: page_number,
    query: `/users/${user.id}/meetings ${type} ${from ?? ''} ${to ?? ''} ${timezone}`,
  });
  return {
    status: 200,
    body: {
      ...page,
      page_number: page_number ?? 1,
      meetings: rows.map((meeting) => toListedMeeting(world, meeting)),
    },
  };
}

/** Instant meetings are in no list; the other lists follow the document's description of `type`. */
function isListed(meeting: Meeting, type: (typeof LIST_TYPES)[number], now: number): boolean {
  if (meeting.type === 1) return false;
  const isOver = (scheduledEnd(meeting) ?? Infinity) <= now;
  switch (type) {
    case 'scheduled':
      return true;
    case 'live':
      return meeting.running !== null;
    case 'upcoming':
    case 'upcoming_meetings':
      return meeting.running !== null || !isOver;
    case 'previous_meetings':
      return isOver && meeting.running === null;
    default:
      return type satisfies never;
  }
}

function withinDays(
  from: string | undefined,
  to: string | undefined,
  zone: string
): (meeting: Meeting) => boolean {
  const first = from ? DateTime.fromISO(from, { zone }).startOf('day').toMillis() : -Infinity;
  const last = to ? DateTime.fromISO(to, { zone }).endOf('day').toMillis() : Infinity;
  return ({ startTime }) => startTime === null || (startTime >= first && startTime <= last);
}

/** The next 24 hours of one user, in a shape of its own and without pages. */
export function listUpcomingMeetingsEndpoint({ world, params }: ApiCall): Answer {
  const user = world.users.get(params.userId ?? '');
  const now = world.clock.now();
  const meetings = world.meetings
    .ofHost(user.id)
    .filter((meeting) => meeting.type !== 10 && isListed(meeting, 'upcoming', now))
    .filter(({ startTime }) => startTime !== null && startTime < now + 86_400_000)
    .map((meeting) => ({
      id: meeting.id,
      topic: meeting.topic,
      type: meeting.type,
      ...(meeting.startTime === null ? {} : { start_time: toZoomTime(meeting.startTime) }),
      duration: meeting.durationMinutes,
      timezone: meeting.timezone,
      created_at: toZoomTime(meeting.createdAt),
      join_url: joinUrl(world, meeting),
      passcode: meeting.password,
      use_pmi: meeting.settings.use_pmi ?? false,
      is_host: true,
    }));
  return { status: 200, body: { total_records: meetings.length, meetings } };
}
