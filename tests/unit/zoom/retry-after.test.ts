import fc from 'fast-check';

import { parseRetryAfter, readRateHeaders } from '../../../server/src/zoom/retry-after';

const now = new Date('2026-03-10T15:30:00Z');

describe('Retry-After', () => {
  it.each([
    ['2', '2026-03-10T15:30:02.000Z'],
    ['0', '2026-03-10T15:30:00.000Z'],
    [' 90 ', '2026-03-10T15:31:30.000Z'],
    ['Tue, 10 Mar 2026 16:00:00 GMT', '2026-03-10T16:00:00.000Z'],
    ['2026-03-11T00:00:00Z', '2026-03-11T00:00:00.000Z'],
    ['2026-03-10T17:00:00+01:00', '2026-03-10T16:00:00.000Z'],
    ['2026-03-10T16:00:00', '2026-03-10T16:00:00.000Z'],
    ['2026-03-10T16:00:00.123Z', '2026-03-10T16:00:00.123Z'],
  ])('%s is %s', (value, moment) => {
    expect(parseRetryAfter(value, now)?.toISOString()).toBe(moment);
  });

  it.each([
    ['a moment gone by is now', '2026-03-01T00:00:00Z', '2026-03-10T15:30:00.000Z'],
    ['a week ahead is cut to a day', '604800', '2026-03-11T15:30:00.000Z'],
  ])('%s', (_name, value, moment) => {
    expect(parseRetryAfter(value, now)?.toISOString()).toBe(moment);
  });

  it.each([undefined, '', 'soon', '-5', '1.5', 'tomorrow 1', '2026-13-45T00:00:00Z', 'NaN'])(
    'says nothing of %p',
    (value) => {
      expect(parseRetryAfter(value, now)).toBeNull();
    }
  );

  it('never throws, and never leaves the day ahead', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const moment = parseRetryAfter(value, now);
        if (moment) {
          expect(moment.getTime()).toBeGreaterThanOrEqual(now.getTime());
          expect(moment.getTime()).toBeLessThanOrEqual(now.getTime() + 86_400_000);
        }
      })
    );
  });
});

describe('the headers of a 429', () => {
  it('reads the full set of the per-second kind', () => {
    const reset = String(now.getTime() / 1000 + 1);
    expect(readRateHeaders({ 'x-ratelimit-type': 'QPS', 'x-ratelimit-reset': reset }, now)).toEqual(
      { type: 'per-second', retryAt: new Date('2026-03-10T15:30:01Z') }
    );
  });

  it('reads the full set of the daily kind, with its ISO date', () => {
    const headers = { 'x-ratelimit-type': 'Daily-limit', 'retry-after': '2026-03-11T00:00:00Z' };
    expect(readRateHeaders(headers, now)).toEqual({
      type: 'daily',
      retryAt: new Date('2026-03-11T00:00:00Z'),
    });
  });

  it('makes do with the category alone, and with nothing', () => {
    const nothing = { type: null, retryAt: null };
    expect(readRateHeaders({ 'x-ratelimit-category': 'Light' }, now)).toEqual(nothing);
    expect(readRateHeaders({}, now)).toEqual(nothing);
    expect(readRateHeaders({ 'x-ratelimit-reset': '-' }, now)).toEqual(nothing);
    expect(readRateHeaders({ 'retry-after': '0' }, now)).toEqual(nothing);
  });
});
