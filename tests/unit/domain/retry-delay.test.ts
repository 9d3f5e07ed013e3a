import fc from 'fast-check';

import { retryDelayMs } from '../../../server/src/domain/retry-delay';

describe('the wait before another try', () => {
  it('doubles with each failure', () => {
    const waits = [1, 2, 3, 4].map((failures) =>
      retryDelayMs({ failures, random: 1, baseMs: 1_000, capMs: 60_000 })
    );
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000]);
  });

  it('stays between half of the full wait and the full wait, and below the cap', () => {
    fc.assert(
      fc.property(
        fc.record({
          failures: fc.integer({ min: -3, max: 1_000_000 }),
          random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
          baseMs: fc.integer({ min: 1, max: 60_000 }),
          capMs: fc.integer({ min: 1, max: 3_600_000 }),
        }),
        (input) => {
          const wait = retryDelayMs(input);
          const full = retryDelayMs({ ...input, random: 1 });
          expect(full).toBeLessThanOrEqual(input.capMs);
          expect(wait).toBeLessThanOrEqual(full);
          expect(wait).toBeGreaterThanOrEqual(Math.floor(full / 2));
        }
      )
    );
  });

  it('never shrinks with more failures, for the same chance', () => {
    fc.assert(
      fc.property(
        fc.nat(100),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (failures, random) => {
          const here = retryDelayMs({ failures, random });
          expect(retryDelayMs({ failures: failures + 1, random })).toBeGreaterThanOrEqual(here);
        }
      )
    );
  });
});
