import fc from 'fast-check';

import { MOST_POINTS, presenceCurve } from '../../../server/src/domain/presence-curve';

const MINUTE = 60_000;
const minutes = (from: number, to: number | null) => ({
  from: from * MINUTE,
  to: to === null ? null : to * MINUTE,
});

describe('presenceCurve', () => {
  test('counts people minute by minute, and whoever stayed to the end at the end', () => {
    const { points, peak } = presenceCurve([minutes(0, 3), minutes(1, null), minutes(2, 4)], {
      from: 0,
      to: 4 * MINUTE,
    });
    expect(points).toEqual(
      [1, 2, 3, 2, 2].map((people, minute) => ({ at: minute * MINUTE, people }))
    );
    expect(peak).toEqual({ at: 2 * MINUTE, people: 3 });
  });

  test('finds a peak between two points, and none where nobody came', () => {
    const short = [{ from: 10_000, to: 20_000 }];
    const { points, peak } = presenceCurve(short, { from: 0, to: MINUTE });
    expect(points.map(({ people }) => people)).toEqual([0, 0]);
    expect(peak).toEqual({ at: 10_000, people: 1 });
    expect(presenceCurve([], { from: 0, to: MINUTE }).peak).toBeNull();
  });

  test('one who leaves as another comes is not there with them', () => {
    const { peak } = presenceCurve([minutes(0, 2), minutes(2, 4)], { from: 0, to: 4 * MINUTE });
    expect(peak?.people).toBe(1);
  });

  test('agrees with counting each moment by itself', () => {
    const stay = fc
      .tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 100 }))
      .map(([from, length]) => minutes(from, from + length));
    fc.assert(
      fc.property(fc.array(stay, { maxLength: 30 }), (stays) => {
        const { points } = presenceCurve(stays, { from: 0, to: 300 * MINUTE });
        expect(points.length).toBeLessThanOrEqual(MOST_POINTS + 1);
        for (const { at, people } of points.slice(0, -1)) {
          const there = stays.filter(({ from, to }) => from <= at && (to ?? Infinity) > at);
          expect(people).toBe(there.length);
        }
      })
    );
  });
});
