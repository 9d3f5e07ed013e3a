/**
 * The runs of one meeting: each time it is opened Zoom makes an instance with a uuid of its own.
 * Zoom promises no order of delivery (an end was seen 10 s after the next start) and repeats events,
 * so everything here is ordered by the times inside the events and may be applied any number of
 * times in any order.
 */
export type Run = {
  uuid: string;
  /** As `Date.toISOString` writes it; null where Zoom did not say. */
  startedAt: string | null;
};
export type EndedRun = Run & { endedAt: string };

export type MeetingRuns = {
  /** The instance that runs now, as far as is known. */
  current: Run | null;
  /** Newest last, at most `KEPT_ENDED_RUNS`. */
  ended: EndedRun[];
};

/** An end that is older than this many later runs can no longer be mistaken for news. */
export const KEPT_ENDED_RUNS = 20;

export const NO_RUNS: MeetingRuns = { current: null, ended: [] };

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By start, then by uuid so that two runs with one start have one order everywhere. */
const isNewer = (run: Run, than: Run): boolean => {
  if (run.startedAt === null) return false;
  if (than.startedAt === null) return true;
  const order = byText(run.startedAt, than.startedAt);
  return order !== 0 ? order > 0 : byText(run.uuid, than.uuid) > 0;
};

const orderOf = (run: EndedRun): string => run.startedAt ?? run.endedAt;

const keepNewest = (runs: EndedRun[]): EndedRun[] =>
  [...runs]
    .sort((a, b) => byText(orderOf(a), orderOf(b)) || byText(a.uuid, b.uuid))
    .slice(-KEPT_ENDED_RUNS);

/** The runs after an instance was said to have started; the same object where that is no news. */
export const afterStart = (runs: MeetingRuns, { uuid, startedAt }: Run): MeetingRuns => {
  const started: Run = { uuid, startedAt };
  if (runs.ended.some((run) => run.uuid === started.uuid)) return runs;
  if (runs.ended.some((run) => isNewer(run, started))) return runs;
  if (runs.current === null) return { ...runs, current: started };
  if (runs.current.uuid === started.uuid) {
    return runs.current.startedAt === null && started.startedAt !== null
      ? { ...runs, current: started }
      : runs;
  }
  return isNewer(started, runs.current) ? { ...runs, current: started } : runs;
};

/** The runs after an instance was said to have ended; the same object where that is no news. */
export const afterEnd = (
  runs: MeetingRuns,
  { uuid, startedAt, endedAt }: EndedRun
): MeetingRuns => {
  if (runs.ended.some((run) => run.uuid === uuid)) return runs;
  const { current } = runs;
  const isCurrent = current?.uuid === uuid;
  const knownStart = isCurrent ? current.startedAt : null;
  const run: EndedRun = { uuid, startedAt: startedAt ?? knownStart, endedAt };
  const ended = keepNewest([...runs.ended, run]);
  // A later instance that is over proves that an earlier one is, even if its own end was lost.
  const isOvertaken = current !== null && current.startedAt !== null && isNewer(run, current);
  const isOver = isCurrent || isOvertaken;
  if (!isOver && !ended.includes(run)) return runs;
  return { current: isOver ? null : current, ended };
};

/** Uuid of the instance that started last. */
export const newestUuid = (runs: MeetingRuns): string | null =>
  runs.current?.uuid ?? runs.ended.at(-1)?.uuid ?? null;
