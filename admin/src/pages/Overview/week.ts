import type { MeetingEntry } from '../../../../contracts/meeting-desk';

const DAY_MS = 86_400_000;

/** From the beginning of the viewer's day, seven days on: in wall-clock days, whatever the clocks do. */
export const weekFrom = (now: Date): { from: Date; to: Date } => ({
  from: new Date(now.getFullYear(), now.getMonth(), now.getDate()),
  to: new Date(now.getFullYear(), now.getMonth(), now.getDate() + 7),
});

/** The hours of a working day, which an empty calendar shows. */
const USUAL = { first: 8, last: 18 };

/**
 * The hours of the day that a calendar has to show for these meetings, in the viewer's zone, with
 * an hour around them. One that goes past midnight needs the whole day.
 */
export const hoursShown = (
  meetings: readonly Pick<MeetingEntry, 'startTime' | 'endTime'>[]
): { first: number; last: number } => {
  let { first, last } = USUAL;
  for (const { startTime, endTime } of meetings) {
    if (startTime === null || endTime === null) continue;
    const [start, end] = [new Date(startTime), new Date(endTime)];
    const isOverMidnight =
      end.getTime() - start.getTime() >= DAY_MS ||
      (start.getDate() !== end.getDate() && (end.getHours() > 0 || end.getMinutes() > 0));
    if (isOverMidnight) return { first: 0, last: 24 };
    const endHour = end.getHours() === 0 && end.getMinutes() === 0 ? 24 : end.getHours() + 1;
    first = Math.min(first, Math.max(0, start.getHours() - 1));
    last = Math.max(last, Math.min(24, endHour));
  }
  return { first, last };
};

/** Meetings by the day they begin on, in the viewer's zone, in order. */
export const byDay = (meetings: readonly MeetingEntry[]): [Date, MeetingEntry[]][] => {
  const days = new Map<number, MeetingEntry[]>();
  for (const meeting of meetings) {
    if (meeting.startTime === null) continue;
    const start = new Date(meeting.startTime);
    const day = new Date(start.getFullYear(), start.getMonth(), start.getDate()).getTime();
    days.set(day, [...(days.get(day) ?? []), meeting]);
  }
  return [...days].sort(([a], [b]) => a - b).map(([day, found]) => [new Date(day), found]);
};
