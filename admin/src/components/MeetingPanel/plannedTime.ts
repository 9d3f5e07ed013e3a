import type { SessionPanel } from '../../../../contracts/session-panel';

export type PlannedTime = {
  startTime: string;
  durationMinutes: number | null;
  timezone: string | null;
};

type MaybePlanned = { [Field in keyof PlannedTime]: PlannedTime[Field] | null };

const planned = (time: MaybePlanned | null): PlannedTime | null =>
  time === null || time.startTime === null
    ? null
    : {
        startTime: time.startTime,
        durationMinutes: time.durationMinutes,
        timezone: time.timezone,
      };

const isSameTime = (a: PlannedTime, b: PlannedTime): boolean =>
  Date.parse(a.startTime) === Date.parse(b.startTime) &&
  a.durationMinutes === b.durationMinutes &&
  a.timezone === b.timezone;

/**
 * The times worth showing: when the meeting is, and when it will be once the draft is published,
 * where that differs. A meeting that is over keeps its time; a cancelled one has none.
 */
export const shownTimes = ({
  meeting,
  draft,
}: Pick<SessionPanel, 'meeting' | 'draft'>): {
  now: PlannedTime | null;
  afterPublishing: PlannedTime | null;
} => {
  const now = meeting === null || meeting.state === 'cancelled' ? null : planned(meeting);
  const next = planned(draft);
  const isOver = meeting?.state === 'ended' || meeting?.state === 'live';
  const moves = next !== null && !isOver && (now === null || !isSameTime(now, next));
  // Before there is a meeting, the draft's time is simply the time of the session.
  if (now === null && meeting?.state !== 'cancelled') return { now: next, afterPublishing: null };
  return { now, afterPublishing: moves ? next : null };
};

/** A time zone this browser can show; UTC for a name it does not know. */
export const showableZone = (zone: string | null): string => {
  if (zone === null) return 'UTC';
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    return 'UTC';
  }
};

/** The zone of the person who looks. */
export const viewerZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** How a day is written in a zone. */
export const dayFormat = (timeZone: string): Intl.DateTimeFormatOptions => ({
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone,
});

/** How the hour of a day is written in a zone. */
export const hourFormat = (timeZone: string): Intl.DateTimeFormatOptions => ({
  hour: 'numeric',
  minute: '2-digit',
  timeZone,
});

/** How a point in time is written in a zone. */
export const timeFormat = (timeZone: string): Intl.DateTimeFormatOptions => ({
  ...dayFormat(timeZone),
  ...hourFormat(timeZone),
});

/** Start and end; the end is the start where there is no duration. */
export const startAndEnd = ({ startTime, durationMinutes }: PlannedTime) => {
  const start = new Date(startTime);
  return { start, end: new Date(start.getTime() + (durationMinutes ?? 0) * 60_000) };
};

/** How a zone is written below a time: `Europe/Paris (GMT+1)`, with the offset of that day. */
export const zoneLabel = (zone: { name: string; at: Date; locale: string }): string => {
  const { name, at, locale } = zone;
  const offset = new Intl.DateTimeFormat(locale, { timeZone: name, timeZoneName: 'shortOffset' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value;
  return offset === undefined || name === 'UTC' ? name : `${name} (${offset})`;
};

/** Zoom's way of writing a meeting id: `812 3456 7890`, `812 345 6789`. */
export const spacedZoomId = (zoomId: string): string =>
  zoomId.replace(/^(\d{3})(\d{3,4})(\d{4})$/, '$1 $2 $3');
