/** Colours where a person looks, plain text in files and CI logs (https://no-color.org). */
const hasColour = process.stdout.isTTY && process.env.NO_COLOR === undefined;

const paint =
  (code: number) =>
  (text: string): string =>
    hasColour ? `\u001b[${code}m${text}\u001b[0m` : text;

export const bold = paint(1);
export const dim = paint(2);
export const red = paint(31);
export const green = paint(32);
export const yellow = paint(33);
export const cyan = paint(36);

export const print = (text = ''): void => console.log(text);

/** `840 ms`, `12.3 s`. */
export const duration = (ms: number): string =>
  ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;

/** How often a long step says that it is still at work. */
const HEARTBEAT_MS = 5000;

/** Does `work`, saying now and then what still goes on. */
export const withHeartbeat = async <T>(meanwhile: string, work: () => Promise<T>): Promise<T> => {
  const startedAt = performance.now();
  const timer = setInterval(() => {
    print(dim(`    … ${duration(performance.now() - startedAt)}: ${meanwhile}`));
  }, HEARTBEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
};
