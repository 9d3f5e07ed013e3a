const MINUTE_MS = 60_000;

/** A reminder may be this late, as after a restart: half its lead, and some minutes in any case. */
const graceMinutes = (minutesBefore: number): number =>
  Math.max(minutesBefore / 2, Math.min(minutesBefore, 5));

export type ReminderTimes = {
  /** The reminder to send now, if any; those that it overtook are left out. */
  due: { minutesBefore: number; dueAt: Date } | null;
  /** When to look again; null: there is none to come. */
  nextAt: Date | null;
};

/**
 * Which reminder of a meeting is due. One that is very late would say less than nothing, and of
 * several late ones the nearest to the start is enough.
 */
export const reminderTimes = (input: {
  startTime: Date;
  /** Whole minutes before the start. */
  minutesBefore: readonly number[];
  now: Date;
}): ReminderTimes => {
  const { startTime, minutesBefore, now } = input;
  const at = (minutes: number): number => startTime.getTime() - minutes * MINUTE_MS;
  if (startTime <= now) return { due: null, nextAt: null };
  const past = minutesBefore.filter((minutes) => at(minutes) <= now.getTime());
  const ahead = minutesBefore.filter((minutes) => at(minutes) > now.getTime());
  const nearest = past.length > 0 ? Math.min(...past) : null;
  const isInTime =
    nearest !== null && now.getTime() - at(nearest) <= graceMinutes(nearest) * MINUTE_MS;
  return {
    due: isInTime ? { minutesBefore: nearest, dueAt: new Date(at(nearest)) } : null,
    nextAt: ahead.length > 0 ? new Date(at(Math.max(...ahead))) : null,
  };
};
