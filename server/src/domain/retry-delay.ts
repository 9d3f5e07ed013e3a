export type RetryPace = {
  /** Wait after the first failure, before jitter. @default 2000 */
  baseMs?: number;
  /** The longest wait. @default 900000 (15 minutes) */
  capMs?: number;
};

/** 2^30 times any base is beyond every cap; more would only lose precision. */
const MAX_DOUBLINGS = 30;

/**
 * Milliseconds to wait before the next try: the wait doubles with each failure up to a cap, and its
 * upper half is random, so that jobs which failed together do not come back together.
 *
 * `failures` counts the tries that failed so far (1 after the first); `random` is in [0, 1).
 */
export const retryDelayMs = ({
  failures,
  random,
  baseMs = 2_000,
  capMs = 15 * 60_000,
}: RetryPace & { failures: number; random: number }): number => {
  const doublings = Math.min(Math.max(failures - 1, 0), MAX_DOUBLINGS);
  const longest = Math.min(capMs, baseMs * 2 ** doublings);
  return Math.round(longest / 2 + (longest / 2) * random);
};
