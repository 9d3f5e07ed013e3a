import { overlapMs, type Interval } from './intervals';

export const PRESENCES = ['present', 'late', 'left-early', 'absent'] as const;
export type Presence = (typeof PRESENCES)[number];

/** Settings of the installation. */
export type PresenceThresholds = {
  /** Who comes later than this after the class began is late. */
  lateAfterMinutes: number;
  /** Who goes earlier than this before the class ended left early. */
  leftEarlyMinutes: number;
  /** Who was there for less than this share of the class (0 to 1) was absent. */
  presentShare: number;
};

export type ClassTime = {
  plannedStart: number | null;
  plannedEnd: number | null;
  startedAt: number;
  endedAt: number;
};

const MINUTE_MS = 60_000;

/**
 * The part of an instance that was class: from the planned start, or from the host's where that came
 * later, to the planned end, or to the real one where that came earlier. Null for an instance that
 * lies outside of the plan, such as a test of the room the day before: nobody was absent from that.
 */
export const classWindow = (time: ClassTime): { from: number; to: number } | null => {
  const from = Math.max(time.plannedStart ?? time.startedAt, time.startedAt);
  const to = Math.min(time.plannedEnd ?? time.endedAt, time.endedAt);
  return to > from ? { from, to } : null;
};

/** How somebody attended a class; who came late and left early counts as late. */
export const presenceIn = (
  intervals: readonly Interval[],
  window: { from: number; to: number },
  thresholds: PresenceThresholds
): Presence => {
  const first = intervals[0];
  const last = intervals.at(-1);
  const share = overlapMs(intervals, window) / (window.to - window.from);
  if (first === undefined || last === undefined || share <= 0 || share < thresholds.presentShare) {
    return 'absent';
  }
  if (first.from > window.from + thresholds.lateAfterMinutes * MINUTE_MS) return 'late';
  const leftAt = last.to ?? window.to;
  if (leftAt < window.to - thresholds.leftEarlyMinutes * MINUTE_MS) return 'left-early';
  return 'present';
};
