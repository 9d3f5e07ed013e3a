import fc from 'fast-check';

import { reminderTimes } from '../../../server/src/domain/reminder-times';

const START = new Date('2026-03-02T10:00:00Z');
const before = (minutes: number): Date => new Date(START.getTime() - minutes * 60_000);
const at = (minutes: number, minutesBefore = [1440, 60]) =>
  reminderTimes({ startTime: START, minutesBefore, now: before(minutes) });

describe('when reminders are due', () => {
  test('before the first one, it is awaited', () => {
    expect(at(2000)).toEqual({ due: null, nextAt: before(1440) });
  });
  test('each at its time', () => {
    expect(at(1440)).toEqual({
      due: { minutesBefore: 1440, dueAt: before(1440) },
      nextAt: before(60),
    });
    expect(at(59)).toEqual({ due: { minutesBefore: 60, dueAt: before(60) }, nextAt: null });
  });
  test('a late one within half its lead, not later', () => {
    expect(at(721).due?.minutesBefore).toBe(1440);
    expect(at(719).due).toBeNull();
    expect(at(29).due).toBeNull();
  });
  test('of several late ones the nearest to the start', () => {
    expect(at(55, [120, 60]).due?.minutesBefore).toBe(60);
  });
  test('none once it has begun', () => {
    expect(at(0)).toEqual({ due: null, nextAt: null });
    expect(at(-5)).toEqual({ due: null, nextAt: null });
  });
  test('whoever waits until the next one meets every one of them, once', () => {
    const minutes = fc.uniqueArray(fc.integer({ min: 1, max: 3000 }), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(minutes, (minutesBefore) => {
        const met: number[] = [];
        let now: Date | null = before(4000);
        while (now !== null) {
          const { due, nextAt } = reminderTimes({ startTime: START, minutesBefore, now });
          if (due) met.push(due.minutesBefore);
          now = nextAt;
        }
        expect(met).toEqual([...minutesBefore].sort((a, b) => b - a));
      })
    );
  });
});
