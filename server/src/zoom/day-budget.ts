import type { BudgetDecision } from '../domain/rate-budget';

/**
 * Counts the create and update calls of each host and UTC day where it outlives a restart and is
 * shared by all processes on one database. The rule itself is `decideBudget`.
 */
export type DayBudget = {
  /** Counts one call, or says when to come back. Asked right before POST and PATCH. */
  reserve(input: { host: string; startTime: Date | null; now: Date }): Promise<BudgetDecision>;
  /**
   * Takes one reserved call back, since Zoom is not known to have worked on it: never sent, an
   * update without an answer, or answered 401, 5xx or "too many per second". Else an outage would
   * use up the day; counting one too few costs no more than Zoom's own refusal. Never below zero.
   */
  release(input: { host: string; now: Date }): Promise<void>;
  /** Zoom itself said that the day is used up: count the whole limit as used. */
  fill(input: { host: string; now: Date }): Promise<void>;
};
