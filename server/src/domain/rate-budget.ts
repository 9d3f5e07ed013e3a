/**
 * Create and update calls that Zoom accepts per host and UTC day, over all meetings of that host.
 * Source: developers.zoom.us/docs/api/rate-limits, per-user limits of Meeting Create/Update.
 */
export const HOST_DAY_LIMIT = 100;

/** Of those, kept for meetings that start soon, so that a bulk edit cannot starve tomorrow's class. */
export const KEPT_FOR_SOON = 10;

/** How near a start is "soon". */
export const SOON_MS = 48 * 60 * 60 * 1000;

export type BudgetDecision =
  | { kind: 'granted' }
  /** `spent`: nothing is left today. `reserved`: what is left is kept for meetings that start soon. */
  | { kind: 'refused'; retryAt: Date; because: 'spent' | 'reserved' };

/** The UTC day that Zoom counts by, `2026-01-31`. */
export const utcDay = (at: Date): string => at.toISOString().slice(0, 10);

/** When Zoom's daily counters start anew: the first 00:00 UTC after `at`. */
export const nextUtcMidnight = (at: Date): Date =>
  new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() + 1));

/**
 * Whether a host's next create or update call fits into this UTC day.
 *
 * `used` counts the host's calls of the day so far. A meeting that starts within 48 hours, or has
 * started, may use all of them; any other, and one without a known start, leaves the last ten.
 */
export const decideBudget = ({
  used,
  limit = HOST_DAY_LIMIT,
  reserved = KEPT_FOR_SOON,
  startTime,
  now,
}: {
  used: number;
  limit?: number;
  reserved?: number;
  startTime: Date | null;
  now: Date;
}): BudgetDecision => {
  const retryAt = nextUtcMidnight(now);
  if (used >= limit) return { kind: 'refused', retryAt, because: 'spent' };
  const startsSoon = startTime !== null && startTime.getTime() - now.getTime() <= SOON_MS;
  if (!startsSoon && used >= limit - reserved) {
    return { kind: 'refused', retryAt, because: 'reserved' };
  }
  return { kind: 'granted' };
};
