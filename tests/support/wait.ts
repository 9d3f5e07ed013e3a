export type WaitOptions = {
  /** @default 60000 */
  timeoutMs?: number;
  /** How long to rest between two looks. @default 25 */
  everyMs?: number;
  /** What is awaited, for the message when it does not come. */
  what?: string;
};

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Waits until `look` gives something truthy, and gives that back. An error thrown by `look` counts
 * as "not yet"; the last one is the `cause` of the error when time is up.
 */
export const waitUntil = async <T>(
  look: () => T | Promise<T>,
  options: WaitOptions = {}
): Promise<Exclude<T, false | 0 | '' | null | undefined>> => {
  const { timeoutMs = 60_000, everyMs = 25, what = 'the condition' } = options;
  const deadline = performance.now() + timeoutMs;
  let last: { value: unknown } | { error: unknown };
  do {
    try {
      const value = await look();
      if (value) return value as Exclude<T, false | 0 | '' | null | undefined>;
      last = { value };
    } catch (error) {
      last = { error };
    }
    await rest(everyMs);
  } while (performance.now() < deadline);
  const seen =
    'value' in last ? `last seen: ${JSON.stringify(last.value)}` : 'it threw (see cause)';
  throw new Error(`Waited ${timeoutMs} ms in vain for ${what}; ${seen}`, {
    cause: 'error' in last ? last.error : undefined,
  });
};

/** True when `look` stays truthy for all of `forMs`: for things that must not happen. */
export const staysTrue = async (
  look: () => boolean | Promise<boolean>,
  { forMs, everyMs = 25 }: { forMs: number; everyMs?: number }
): Promise<boolean> => {
  const end = performance.now() + forMs;
  while (performance.now() < end) {
    if (!(await look())) return false;
    await rest(everyMs);
  }
  return look();
};
