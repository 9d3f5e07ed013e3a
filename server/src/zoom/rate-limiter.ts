import type { RateLabel } from './endpoints';
import type { Sleep } from './waiting';

export type ZoomPlan = 'free' | 'pro' | 'business';

/**
 * Calls per second for the whole account, by plan and label; `business` stands for Zoom's
 * "Business+" (Business, Education, Enterprise, Partners).
 * Source: developers.zoom.us/docs/api/rate-limits.
 */
export const CALLS_PER_SECOND: Record<ZoomPlan, Record<RateLabel, number>> = {
  free: { light: 4, medium: 2, heavy: 1 },
  pro: { light: 30, medium: 20, heavy: 10 },
  business: { light: 80, medium: 60, heavy: 40 },
};

/**
 * The share of the limit we use. Calls leave evenly spaced, so that no window of Zoom's, wherever
 * its edges lie, sees more than this share; the rest is for calls that a slow network pushed
 * together: up to 100 ms of delay between two calls stays below the limit.
 */
const SHARE_USED = 0.9;

/** Whole milliseconds between two calls of one label. */
export const spacingMs = (plan: ZoomPlan, label: RateLabel): number =>
  Math.ceil(1000 / (CALLS_PER_SECOND[plan][label] * SHARE_USED));

export type RateLimiter = {
  /** Resolves when the next call of this label may leave, in the order asked. */
  take(label: RateLabel, signal?: AbortSignal): Promise<void>;
  /** No call of this label leaves within this time: Zoom said that it was too much. */
  holdBack(label: RateLabel, ms: number): void;
};

/** Paces this process's calls. `monotonicMs` must never go back, as a wall clock may. */
export const createRateLimiter = ({
  plan,
  monotonicMs,
  sleep,
}: {
  plan: ZoomPlan;
  monotonicMs: () => number;
  sleep: Sleep;
}): RateLimiter => {
  const nextFreeAt: Record<RateLabel, number> = { light: 0, medium: 0, heavy: 0 };

  return {
    take: async (label, signal) => {
      const now = monotonicMs();
      const slotAt = Math.max(now, nextFreeAt[label]);
      nextFreeAt[label] = slotAt + spacingMs(plan, label);
      if (slotAt > now) await sleep(slotAt - now, signal);
    },
    holdBack: (label, ms) => {
      nextFreeAt[label] = Math.max(nextFreeAt[label], monotonicMs() + ms);
    },
  };
};
