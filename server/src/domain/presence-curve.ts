import type { Interval } from './intervals';

export type CurvePoint = { at: number; people: number };

/** Enough for a chart as wide as a screen, and one point a minute in a class of two hours. */
export const MOST_POINTS = 120;

/** Arrivals and departures in order of time; at one moment those who leave go first. */
const steps = (intervals: readonly Interval[], end: number): { at: number; by: number }[] =>
  intervals
    .flatMap(({ from, to }) => [
      { at: from, by: 1 },
      { at: Math.min(to ?? end, end), by: -1 },
    ])
    .sort((a, b) => a.at - b.at || a.by - b.by);

/**
 * How many people were there over a time, at evenly spread moments, its end included; the peak is
 * exact, also between two of them.
 *
 * @param intervals merged for each person, so that nobody counts twice.
 */
export const presenceCurve = (
  intervals: readonly Interval[],
  time: { from: number; to: number }
): { points: CurvePoint[]; peak: CurvePoint | null } => {
  const { from, to } = time;
  const changes = steps(
    intervals.filter((interval) => interval.from < to),
    to
  );
  const count = Math.min(MOST_POINTS, Math.max(1, Math.ceil((to - from) / 60_000)));
  const points: CurvePoint[] = [];
  let peak: CurvePoint | null = null;
  let people = 0;
  let next = 0;
  for (let index = 0; index <= count; index += 1) {
    const at = from + Math.round(((to - from) * index) / count);
    // At the end everybody is told to leave: what is drawn there is who stayed until then.
    const isEnd = index === count;
    for (; next < changes.length; next += 1) {
      const change = changes[next];
      if (!change || change.at > at || (isEnd && change.at === at && change.by < 0)) break;
      people += change.by;
      if (people > (peak?.people ?? 0)) peak = { at: Math.max(change.at, from), people };
    }
    points.push({ at, people });
  }
  return { points, peak };
};
