import fc from 'fast-check';

import type { RateLabel } from '../../../server/src/zoom/endpoints';
import {
  CALLS_PER_SECOND,
  createRateLimiter,
  type ZoomPlan,
} from '../../../server/src/zoom/rate-limiter';

const PLANS: ZoomPlan[] = ['free', 'pro', 'business'];
const LABELS: RateLabel[] = ['light', 'medium', 'heavy'];

/** A limiter on a clock that stands until somebody sleeps, and the moments its calls leave at. */
const paced = (plan: ZoomPlan) => {
  let nowMs = 0;
  let sleptMs = 0;
  const limiter = createRateLimiter({
    plan,
    monotonicMs: () => nowMs,
    sleep: (ms) => {
      sleptMs = ms;
      return Promise.resolve();
    },
  });
  return {
    limiter,
    advance: (ms: number) => {
      nowMs += ms;
    },
    leavesAt: async (label: RateLabel) => {
      sleptMs = 0;
      await limiter.take(label);
      return nowMs + sleptMs;
    },
  };
};

const mostWithin = (moments: number[], windowMs: number): number =>
  Math.max(
    0,
    ...moments.map(
      (from) => moments.filter((moment) => moment >= from && moment < from + windowMs).length
    )
  );

describe('the rate ceilings', () => {
  it('stay below Zoom’s limit in every window of a second, also with 100 ms of network delay', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...PLANS),
        fc.constantFrom(...LABELS),
        fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1_500 })), {
          minLength: 1,
          maxLength: 200,
        }),
        async (plan, label, pauses) => {
          const pace = paced(plan);
          const moments: number[] = [];
          for (const pauseMs of pauses) {
            pace.advance(pauseMs);
            moments.push(await pace.leavesAt(label));
          }
          expect(mostWithin(moments, 1_100)).toBeLessThanOrEqual(CALLS_PER_SECOND[plan][label]);
        }
      ),
      { numRuns: 60 }
    );
  });

  it('use at least 85 % of what Zoom allows when there is enough to do', async () => {
    const pace = paced('pro');
    const moments: number[] = [];
    for (let call = 0; call < 300; call += 1) moments.push(await pace.leavesAt('light'));
    expect(moments.at(-1)).toBeLessThanOrEqual((300 / (30 * 0.85)) * 1000);
  });

  it('let a single call leave at once', async () => {
    const pace = paced('free');
    pace.advance(12_345);
    expect(await pace.leavesAt('heavy')).toBe(12_345);
  });

  it('count each label by itself', async () => {
    const pace = paced('free');
    expect(await Promise.all(LABELS.map((label) => pace.leavesAt(label)))).toEqual([0, 0, 0]);
  });

  it('hold a label back after Zoom refused a call for its pace', async () => {
    const pace = paced('pro');
    pace.limiter.holdBack('light', 1_000);
    expect(await pace.leavesAt('light')).toBe(1_000);
    expect(await pace.leavesAt('medium')).toBe(0);
  });
});
