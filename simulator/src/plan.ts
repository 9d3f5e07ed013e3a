/** The account's plan decides rate limits, past-meeting endpoints and how many meetings a host may run. */
export const PLANS = ['free', 'pro', 'business'] as const;

export type Plan = (typeof PLANS)[number];

/**
 * Meetings one licensed user may run at the same time: support.zoom.com KB0068522.
 * A basic user may run one on any plan.
 */
export function simultaneousMeetings(plan: Plan): number {
  return plan === 'business' ? 2 : 1;
}
