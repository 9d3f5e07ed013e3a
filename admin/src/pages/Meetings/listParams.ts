import type { MeetingListParams } from '../../api/meetingListParams';

/** What the address of the page says; all of it text, and any of it missing. */
export type ListQuery = Partial<
  Record<
    | '_q'
    | 'page'
    | 'pageSize'
    | 'sort'
    | 'when'
    | 'from'
    | 'to'
    | 'state'
    | 'syncState'
    | 'host'
    | 'type',
    string
  >
>;

/** The keys that narrow the list; the search has a clear button of its own. */
export const FILTER_KEYS = ['when', 'from', 'to', 'state', 'syncState', 'host', 'type'] as const;

export const isNarrowed = (query: ListQuery): boolean =>
  query._q !== undefined || FILTER_KEYS.some((key) => query[key] !== undefined);

/** Beginning of a day written `2026-03-02`, in the viewer's zone; null for what is no day. */
export const startOfDay = (day: string | undefined, plusDays = 0): Date | null => {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '') ?? [];
  if (year === undefined) return null;
  return new Date(Number(year), Number(month) - 1, Number(date) + plusDays);
};

/** A day as the address has it. */
export const writeDay = (day: Date): string =>
  [day.getFullYear(), day.getMonth() + 1, day.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');

const span = (query: ListQuery, now: Date): { from: Date | null; to: Date | null } => {
  switch (query.when) {
    case 'upcoming':
      return { from: now, to: null };
    case 'past':
      return { from: null, to: now };
    case 'range':
      return { from: startOfDay(query.from), to: startOfDay(query.to, 1) };
    default:
      return { from: null, to: null };
  }
};

/**
 * What the server is asked for. `now` in whole minutes, so that the list is not another one with
 * every look at it; meetings to come begin with the next one.
 */
export const listParams = (query: ListQuery, now: Date): MeetingListParams => {
  const minute = new Date(Math.floor(now.getTime() / 60_000) * 60_000);
  const { from, to } = span(query, minute);
  const sort = query.sort ?? (query.when === 'upcoming' ? 'startTime:ASC' : 'startTime:DESC');
  const { state, syncState, host, type } = query;
  const asked = {
    q: query._q,
    ...{ state, syncState, host, type, sort },
    from: from?.toISOString(),
    to: to?.toISOString(),
  };
  const given = Object.entries(asked).filter(([, value]) => value !== undefined && value !== '');
  return {
    page: Number(query.page ?? 1),
    pageSize: Number(query.pageSize ?? 20),
    ...Object.fromEntries(given),
  };
};
