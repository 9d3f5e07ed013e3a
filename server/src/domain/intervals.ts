/** A time of presence in epoch milliseconds; `to` is null while it goes on. */
export type Interval = { from: number; to: number | null };

const endOf = ({ to }: Interval): number => to ?? Number.POSITIVE_INFINITY;

/** The same moments as intervals that neither overlap nor touch, earliest first. */
export const mergeIntervals = (intervals: readonly Interval[]): Interval[] => {
  const sorted = [...intervals].sort((a, b) => a.from - b.from || endOf(a) - endOf(b));
  const merged: Interval[] = [];
  for (const interval of sorted) {
    const last = merged.at(-1);
    if (last === undefined || interval.from > endOf(last)) merged.push({ ...interval });
    else if (endOf(interval) > endOf(last)) last.to = interval.to;
  }
  return merged;
};

/** Whole seconds of merged intervals; one that goes on counts once it is over. */
export const secondsOf = (merged: readonly Interval[]): number =>
  Math.round(
    merged.reduce((sum, { from, to }) => sum + Math.max(0, (to ?? from) - from), 0) / 1000
  );

/** Milliseconds of merged intervals that lie between two moments. */
export const overlapMs = (
  merged: readonly Interval[],
  window: { from: number; to: number }
): number =>
  merged.reduce(
    (sum, interval) =>
      sum +
      Math.max(0, Math.min(endOf(interval), window.to) - Math.max(interval.from, window.from)),
    0
  );
