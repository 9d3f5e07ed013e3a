import fc from 'fast-check';

import {
  decideBudget,
  HOST_DAY_LIMIT,
  KEPT_FOR_SOON,
  nextUtcMidnight,
  utcDay,
} from '../../../server/src/domain/rate-budget';

const HOUR_MS = 3_600_000;
const now = new Date('2026-03-10T15:30:00Z');
const midnight = new Date('2026-03-11T00:00:00Z');
const inHours = (hours: number) => new Date(now.getTime() + hours * HOUR_MS);

describe('the day budget of a host', () => {
  it('grants the first ninety calls whatever they are for', () => {
    expect(decideBudget({ used: 89, startTime: inHours(2_000), now })).toEqual({ kind: 'granted' });
    expect(decideBudget({ used: 89, startTime: null, now })).toEqual({ kind: 'granted' });
  });

  it('keeps the last ten for meetings that start within 48 hours', () => {
    const kept = { kind: 'refused', retryAt: midnight, because: 'reserved' };
    expect(decideBudget({ used: 90, startTime: inHours(48.1), now })).toEqual(kept);
    expect(decideBudget({ used: 90, startTime: null, now })).toEqual(kept);
    expect(decideBudget({ used: 99, startTime: inHours(48), now })).toEqual({ kind: 'granted' });
    expect(decideBudget({ used: 99, startTime: inHours(-0.5), now })).toEqual({ kind: 'granted' });
  });

  it('refuses the hundred and first until the next day in UTC', () => {
    expect(decideBudget({ used: 100, startTime: inHours(1), now })).toEqual({
      kind: 'refused',
      retryAt: midnight,
      because: 'spent',
    });
  });

  it('never grants more than the limit, nor takes the reserve for what is far away', () => {
    const anyMoment = fc.date({
      min: new Date('2020-01-01'),
      max: new Date('2040-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(fc.nat(200), anyMoment, fc.option(anyMoment), (used, at, startTime) => {
        const decision = decideBudget({ used, startTime, now: at });
        if (decision.kind === 'granted') {
          expect(used).toBeLessThan(HOST_DAY_LIMIT);
          const isSoon = startTime && startTime.getTime() - at.getTime() <= 48 * HOUR_MS;
          if (!isSoon) expect(used).toBeLessThan(HOST_DAY_LIMIT - KEPT_FOR_SOON);
        } else {
          const waitMs = decision.retryAt.getTime() - at.getTime();
          expect(waitMs).toBeGreaterThan(0);
          expect(waitMs).toBeLessThanOrEqual(24 * HOUR_MS);
          expect(decision.retryAt.toISOString()).toMatch(/T00:00:00\.000Z$/);
        }
      })
    );
  });

  it.each([
    ['2026-03-10T00:00:00.000Z', '2026-03-11T00:00:00.000Z'],
    ['2026-03-10T23:59:59.999Z', '2026-03-11T00:00:00.000Z'],
    ['2028-02-28T12:00:00.000Z', '2028-02-29T00:00:00.000Z'],
    ['2026-12-31T12:00:00.000Z', '2027-01-01T00:00:00.000Z'],
  ])('counts the day of %s until %s', (at, until) => {
    expect(nextUtcMidnight(new Date(at)).toISOString()).toBe(until);
    expect(utcDay(new Date(at))).toBe(at.slice(0, 10));
  });
});
