/** Keys kept at most: a flood of addresses must not fill the memory. */
const MOST_KEYS = 20_000;

/**
 * How often each caller may do something, counted in this process: `limit` times within any
 * `windowMs`. Not shared between processes: with N of them behind a balancer up to N times as often.
 */
export const createCallPace = (options: { limit: number; windowMs: number }) => {
  const { limit, windowMs } = options;
  const calls = new Map<string, number[]>();

  /** In the order of their latest calls, so that a flood costs each call a few steps. */
  const forgetOld = (now: number): void => {
    for (const [key, times] of calls) {
      const isOver = (times.at(-1) ?? 0) <= now - windowMs;
      if (!isOver && calls.size < MOST_KEYS) return;
      calls.delete(key);
    }
  };

  return {
    /** Counts one call; in how many milliseconds the next is free where this one is too many, else null. */
    take(key: string, at: Date): number | null {
      const now = at.getTime();
      const recent = (calls.get(key) ?? []).filter((time) => time > now - windowMs);
      const [oldest] = recent;
      if (recent.length >= limit && oldest !== undefined) return oldest + windowMs - now;
      calls.delete(key);
      forgetOld(now);
      calls.set(key, [...recent, now]);
      return null;
    },
    /** For tests and health: how many callers are remembered. */
    size: (): number => calls.size,
  };
};
export type CallPace = ReturnType<typeof createCallPace>;
