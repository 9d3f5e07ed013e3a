import {
  inferredEnd,
  isLookDue,
  nextLook,
  nextReading,
  type WatchedMeeting,
  type WatchedRun,
} from '../../../server/src/domain/watch-times';

const at = (minute: number): Date => new Date(Date.parse('2026-03-02T10:00:00Z') + minute * 60_000);
const minutesOf = (date: Date | null): number | null =>
  date && (date.getTime() - at(0).getTime()) / 60_000;

const run = (more: Partial<WatchedRun> = {}): WatchedRun => ({
  startedAt: at(0),
  endedAt: at(60),
  listReads: 0,
  listReadAt: null,
  settledAt: null,
  ...more,
});
const meeting = (more: Partial<WatchedMeeting> = {}): WatchedMeeting => ({
  plannedStart: at(0),
  plannedEnd: at(60),
  isLive: false,
  runs: [],
  ...more,
});
const DAY = 24 * 60;

describe('when the participant list is read', () => {
  test('soon after the end, half an hour later and the day after, then no more', () => {
    const reads = [0, 1, 2, 3].map((listReads) =>
      nextReading(run({ listReads, listReadAt: listReads ? at(61) : null, settledAt: at(61) }))
    );
    expect(reads.map(minutesOf)).toEqual([62, 90, 60 + DAY, null]);
  });

  test('never while the run goes on', () => {
    expect(nextReading(run({ endedAt: null }))).toBeNull();
  });

  test('again and less and less often while Zoom has not counted', () => {
    const next = (minute: number) => minutesOf(nextReading(run({ listReadAt: at(minute) })));
    expect([next(62), next(70), next(100), next(60 + DAY)]).toEqual([64, 75, 120, 60 + DAY + 360]);
  });
});

describe('when Zoom is asked whether a meeting runs', () => {
  test('not before the planned end, but for a run that began long before', () => {
    expect(isLookDue(meeting(), at(30))).toBe(false);
    expect(minutesOf(nextLook(meeting(), at(30)))).toBe(60);
    const tested = meeting({ runs: [run({ startedAt: at(-DAY), endedAt: null })] });
    expect(isLookDue(tested, at(-DAY + 10))).toBe(false);
    expect(minutesOf(nextLook(tested, at(-DAY + 10)))).toBe(-DAY + 30);
    expect(isLookDue(tested, at(-DAY + 30))).toBe(true);
  });

  test('from the planned end on while no run of the class is known, for a day', () => {
    const tested = meeting({ runs: [run({ startedAt: at(-DAY), endedAt: at(-DAY + 5) })] });
    for (const unseen of [meeting(), tested]) {
      expect(isLookDue(unseen, at(60))).toBe(true);
      expect([60, 70, 100].map((now) => minutesOf(nextLook(unseen, at(now))))).toEqual([
        65, 80, 140,
      ]);
      expect(nextLook(unseen, at(60 + DAY))).toBeNull();
    }
  });

  test('no more once the run of the class has ended, and on while one is open', () => {
    expect(nextLook(meeting({ runs: [run()] }), at(61))).toBeNull();
    const open = meeting({ runs: [run({ endedAt: null })] });
    expect(isLookDue(open, at(61))).toBe(true);
    expect(minutesOf(nextLook(open, at(61)))).toBe(63);
    expect(minutesOf(nextLook(open, at(60 + DAY)))).toBe(60 + DAY + 30);
  });

  test('a meeting without a plan is looked at while it runs', () => {
    const unplanned = { plannedStart: null, plannedEnd: null };
    expect(nextLook(meeting(unplanned), at(0))).toBeNull();
    expect(isLookDue(meeting({ ...unplanned, runs: [run({ endedAt: null })] }), at(5))).toBe(true);
  });
});

describe('an end that nobody told', () => {
  const known = { plannedEnd: at(60), startedAt: at(0), lastAt: null, now: at(200) };
  test('is the planned one, or the last thing that happened if that was later', () => {
    expect(minutesOf(inferredEnd(known))).toBe(60);
    expect(minutesOf(inferredEnd({ ...known, lastAt: at(75) }))).toBe(75);
  });
  test('does not lie in the future, nor before the start', () => {
    expect(minutesOf(inferredEnd({ ...known, now: at(30) }))).toBe(30);
    expect(minutesOf(inferredEnd({ ...known, startedAt: at(80), now: at(90) }))).toBe(80);
    expect(minutesOf(inferredEnd({ ...known, plannedEnd: null, now: at(90) }))).toBe(90);
  });
});
