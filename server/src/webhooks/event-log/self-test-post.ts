/** Zoom waits so long for an answer [Zoom, "Using webhooks"]; slower is not answered to Zoom. */
export const ZOOM_WAITS_MS = 3000;
const GIVE_UP_AFTER_MS = 10_000;

export type Answered =
  | { kind: 'answered'; status: number; body: string; location: string | null; tookMs: number }
  | { kind: 'unreachable'; because: string; tookMs: number };

type Send = {
  url: string;
  method: 'GET' | 'POST';
  body?: string;
  headers?: Record<string, string>;
};

const MAX_BODY = 2000;

/** What undici hides below "fetch failed": ENOTFOUND, ECONNREFUSED, an expired certificate. */
const causeOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown reason';
  if (error.name === 'TimeoutError') return `no answer within ${GIVE_UP_AFTER_MS / 1000} seconds`;
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  const code: unknown = Reflect.get(cause, 'code');
  return typeof code === 'string' ? `${code}: ${cause.message}` : cause.message;
};

/** One request as Zoom would send it: redirects are not followed. Never throws. */
export const createPost =
  (deps: { fetch: typeof fetch; clock: () => Date }) =>
  async ({ url, method, body, headers }: Send): Promise<Answered> => {
    const began = deps.clock().getTime();
    const tookMs = (): number => deps.clock().getTime() - began;
    try {
      const answer = await deps.fetch(url, {
        method,
        redirect: 'manual',
        signal: AbortSignal.timeout(GIVE_UP_AFTER_MS),
        ...(body === undefined ? {} : { body }),
        headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      });
      const text = await answer.text();
      return {
        kind: 'answered',
        status: answer.status,
        body: text.slice(0, MAX_BODY),
        location: answer.headers.get('location'),
        tookMs: tookMs(),
      };
    } catch (error) {
      return { kind: 'unreachable', because: causeOf(error), tookMs: tookMs() };
    }
  };
export type Post = ReturnType<typeof createPost>;
