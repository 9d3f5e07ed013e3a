import { classWindow, presenceIn } from '../../../server/src/domain/presence';

const minute = (count: number): number => count * 60_000;
const window = { from: minute(0), to: minute(60) };
const thresholds = { lateAfterMinutes: 10, leftEarlyMinutes: 10, presentShare: 0.5 };
const from = (start: number, end: number | null) => ({
  from: minute(start),
  to: end === null ? null : minute(end),
});

test.each([
  ['present', [from(0, 60)]],
  ['present', [from(-5, 10), from(12, 55)]],
  ['present', [from(10, 50)]],
  ['late', [from(11, 60)]],
  ['late', [from(11, 45)]],
  ['left-early', [from(0, 49)]],
  ['absent', [from(0, 29)]],
  ['absent', [from(0, 0)]],
  ['absent', [from(-30, -10)]],
  ['absent', []],
])('%s: %j', (presence, intervals) => {
  expect(presenceIn(intervals, window, thresholds)).toBe(presence);
});

describe('what of a run was class', () => {
  const time = {
    plannedStart: minute(0),
    plannedEnd: minute(60),
    startedAt: minute(-10),
    endedAt: minute(70),
  };
  test('the plan, as far as the run reached into it', () => {
    expect(classWindow(time)).toEqual(window);
    expect(classWindow({ ...time, startedAt: minute(5), endedAt: minute(50) })).toEqual({
      from: minute(5),
      to: minute(50),
    });
  });
  test('nothing of a test of the room, all of a run without a plan', () => {
    expect(classWindow({ ...time, startedAt: minute(-100), endedAt: minute(-90) })).toBeNull();
    const unplanned = { ...time, plannedStart: null, plannedEnd: null };
    expect(classWindow(unplanned)).toEqual({ from: minute(-10), to: minute(70) });
  });
});
