import type { RateLabel } from '../api/endpoint-table';
import type { Plan } from '../plan';

export interface LabelLimit {
  perSecond: number;
  /** Null: no daily limit of its own. */
  perDay: number | null;
}

/**
 * Account-wide limits: developers.zoom.us/docs/api/rate-limits (February 2026). The daily number of
 * heavy calls on paid plans is shared with resource-intensive ones, of which the simulator has none.
 */
export const PLAN_LIMITS: Record<Plan, Record<RateLabel, LabelLimit>> = {
  free: {
    light: { perSecond: 4, perDay: 6_000 },
    medium: { perSecond: 2, perDay: 2_000 },
    heavy: { perSecond: 1, perDay: 1_000 },
  },
  pro: {
    light: { perSecond: 30, perDay: null },
    medium: { perSecond: 20, perDay: null },
    heavy: { perSecond: 10, perDay: 30_000 },
  },
  business: {
    light: { perSecond: 80, perDay: null },
    medium: { perSecond: 60, perDay: null },
    heavy: { perSecond: 40, perDay: 60_000 },
  },
};

/** Creations and updates of meetings per host and UTC day: same page, section on per-user limits. */
export const HOST_DAY_LIMIT = 100;
