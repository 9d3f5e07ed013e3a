const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Nothing more is expected of a meeting that nobody opened for so long after its planned end. */
const GIVE_UP_MS = 24 * HOUR_MS;
/** A run that began before its time (a test of the room) is looked at after so long. */
const FIRST_LOOK_MS = 30 * MINUTE_MS;

/** When Zoom's participant list is read after an end: durations of large classes come late. */
const READINGS_MS = [2 * MINUTE_MS, 30 * MINUTE_MS, 24 * HOUR_MS];
/** A list that is not there for so long does not come any more. */
const NO_LIST_MS = 24 * HOUR_MS;

export type WatchedRun = {
  startedAt: Date | null;
  endedAt: Date | null;
  /** Complete readings of the participant list. */
  listReads: number;
  /** Of the last try. */
  listReadAt: Date | null;
  settledAt: Date | null;
};

export type WatchedMeeting = {
  plannedStart: Date | null;
  plannedEnd: Date | null;
  isLive: boolean;
  runs: readonly WatchedRun[];
};

const clamp = (ms: number, { min, max }: { min: number; max: number }): number =>
  Math.min(Math.max(ms, min), max);
const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms);
const since = (at: Date, now: Date): number => now.getTime() - at.getTime();

/** When the participant list of a run is read next; null: not any more, or not yet. */
export const nextReading = (run: WatchedRun): Date | null => {
  const { endedAt, listReads, listReadAt, settledAt } = run;
  if (endedAt === null) return null;
  const planned = READINGS_MS[listReads];
  const next = planned === undefined ? null : after(endedAt, planned);
  if (listReadAt === null) return next;
  // Not there, or not counted yet: again soon, and less and less often.
  const pace = clamp(since(endedAt, listReadAt) / 2, { min: 2 * MINUTE_MS, max: 6 * HOUR_MS });
  const again = after(listReadAt, pace);
  if (next === null) return settledAt === null ? again : null;
  if (next <= listReadAt) return again;
  return settledAt === null && again < next ? again : next;
};

/** Whether a list that cannot be had is waited for no longer. */
export const isListOverdue = ({ endedAt }: WatchedRun, now: Date): boolean =>
  endedAt !== null && since(endedAt, now) >= NO_LIST_MS;

const isOpen = ({ endedAt }: WatchedRun): boolean => endedAt === null;

/** Whether a run reached into the planned time: a test the day before does not. */
const isOfPlan = ({ endedAt }: WatchedRun, { plannedStart }: WatchedMeeting): boolean =>
  plannedStart === null || endedAt === null || endedAt > plannedStart;

/** When Zoom is asked next whether the meeting runs; null: there is nothing to find out. */
export const nextLook = (meeting: WatchedMeeting, now: Date): Date | null => {
  const { plannedEnd, runs, isLive } = meeting;
  const open = runs.filter(isOpen);
  const mayRun = isLive || open.length > 0;
  if (plannedEnd !== null && now < plannedEnd) {
    const begun = open.flatMap(({ startedAt }) => startedAt ?? []);
    const eldest = begun.sort((a, b) => a.getTime() - b.getTime())[0];
    if (!eldest) return plannedEnd;
    const first = after(eldest, FIRST_LOOK_MS);
    const next = first > now ? first : after(now, HOUR_MS);
    return next < plannedEnd ? next : plannedEnd;
  }
  const overMs = plannedEnd === null ? 0 : since(plannedEnd, now);
  if (mayRun) {
    return after(now, clamp(overMs / 4, { min: 2 * MINUTE_MS, max: 30 * MINUTE_MS }));
  }
  if (plannedEnd === null || runs.some((run) => isOfPlan(run, meeting))) return null;
  return overMs >= GIVE_UP_MS ? null : after(now, Math.max(5 * MINUTE_MS, overMs));
};

/** Whether Zoom has to be asked now: webhooks may have been lost, or never have been set up. */
export const isLookDue = (meeting: WatchedMeeting, now: Date): boolean => {
  const { plannedEnd, runs, isLive } = meeting;
  const open = runs.filter(isOpen);
  if (plannedEnd !== null && now < plannedEnd) {
    return open.some(({ startedAt }) => startedAt && since(startedAt, now) >= FIRST_LOOK_MS);
  }
  if (isLive || open.length > 0) return true;
  return plannedEnd !== null && !runs.some((run) => isOfPlan(run, meeting));
};

/**
 * The end of a run that does not run any more and of which nobody told when it ended: not before the
 * last thing that is known to have happened in it, and rather the planned end than the moment at
 * which it was asked for.
 */
export const inferredEnd = (known: {
  plannedEnd: Date | null;
  startedAt: Date | null;
  lastAt: Date | null;
  now: Date;
}): Date => {
  const { plannedEnd, startedAt, lastAt, now } = known;
  const earliest = Math.max(startedAt?.getTime() ?? 0, lastAt?.getTime() ?? 0);
  const likely = plannedEnd?.getTime() ?? now.getTime();
  return new Date(Math.min(Math.max(earliest, likely), Math.max(earliest, now.getTime())));
};
