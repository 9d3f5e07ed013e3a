import type { ZodType } from 'zod';

import { retryDelayMs } from '../domain/retry-delay';
import type { AccessToken, AccessTokens } from './access-token';
import { factsOf, type Call } from './call';
import { stoppedBeforeSent, toAnswerError, toLostCallError } from './call-errors';
import { ENDPOINTS } from './endpoints';
import { ZoomError, ZoomRateLimitError, ZoomScopeError, ZoomUnavailableError } from './errors';
import type { Http, HttpOutcome } from './http';
import { parseJson } from './json';
import type { ZoomLog } from './log';
import type { RateLimiter } from './rate-limiter';
import { readTrackingId } from './redact';
import { isTokenRefused, readRefusal, toRefusalError } from './refusal-errors';
import { orAborted, type Sleep } from './waiting';

const GLOBAL_API = 'https://api.zoom.us';
/** A read is tried three times in all; what lasts longer is for the caller's own pace. */
const READ_RETRIES = 2;
const READ_PACE = { baseMs: 500, capMs: 4_000 };

/** Sends a call and parses its answer. @throws ZoomError */
export type Sender = <T>(call: Call, schema: ZodType<T>) => Promise<T>;

type Answer = Extract<HttpOutcome, { kind: 'answered' }>;

/** Trouble that may be over within seconds. A call that hung for 30 s is not sent again here. */
const mayPassSoon = (error: ZoomError): boolean => {
  if (error instanceof ZoomRateLimitError) return error.limit === 'per-second';
  return (
    error instanceof ZoomUnavailableError &&
    ['unreachable', 'dropped', 'server-error'].includes(error.because)
  );
};

export const createSender = ({
  tokens,
  http,
  limiter,
  apiBaseUrl,
  clock,
  random,
  sleep,
  log,
}: {
  tokens: AccessTokens;
  http: Http;
  limiter: RateLimiter;
  apiBaseUrl: string | undefined;
  clock: () => Date;
  random: () => number;
  sleep: Sleep;
  log: ZoomLog;
}): Sender => {
  const sendOnce = async (call: Call, token: AccessToken): Promise<Answer> => {
    const { method, label } = ENDPOINTS[call.endpoint];
    await limiter.take(label, call.signal);
    call.signal?.throwIfAborted();
    const base = (apiBaseUrl ?? `${token.apiUrl ?? GLOBAL_API}/v2`).replace(/\/+$/, '');
    const query = call.query ? `?${new URLSearchParams(call.query).toString()}` : '';
    const outcome = await http({
      method,
      url: `${base}${call.path}${query}`,
      headers: {
        authorization: `Bearer ${token.value}`,
        ...(call.body && { 'content-type': 'application/json' }),
      },
      body: call.body && JSON.stringify(call.body),
      signal: call.signal,
    });
    if (outcome.kind !== 'answered') throw toLostCallError(factsOf(call, token.secrets), outcome);
    log.debug(`zoom: ${method} ${call.path} answered ${outcome.status}`);
    return outcome;
  };

  const attempt = async <T>(call: Call, schema: ZodType<T>): Promise<T> => {
    let token = await orAborted(tokens.get(), call.signal);
    let answer = await sendOnce(call, token);
    if (answer.status >= 400 && isTokenRefused(readRefusal(answer))) {
      tokens.drop(token);
      token = await orAborted(tokens.get(), call.signal);
      answer = await sendOnce(call, token);
    }
    const facts = factsOf(call, token.secrets);
    if (answer.status >= 400) {
      const error = toRefusalError(facts, readRefusal(answer), clock());
      // A token keeps the scopes of the moment it was made: the next try needs a new one.
      if (error instanceof ZoomScopeError) tokens.drop(token);
      if (error instanceof ZoomRateLimitError && error.limit === 'per-second') {
        limiter.holdBack(ENDPOINTS[call.endpoint].label, error.laterMs ?? 0);
      }
      throw error;
    }
    const body = parseJson(answer.text);
    const parsed = answer.status < 300 ? schema.safeParse(body) : undefined;
    if (parsed?.success) return parsed.data;
    throw toAnswerError(facts, {
      status: answer.status,
      trackingId: readTrackingId(answer.headers, facts.secrets),
      problem: body === undefined ? undefined : parsed?.error,
    });
  };

  /** Null: not to be tried again here. */
  const waitBeforeRetryMs = (error: ZoomError, failures: number): number | null => {
    if (failures > READ_RETRIES || !mayPassSoon(error)) return null;
    const named = error.retryAt ? error.retryAt.getTime() - clock().getTime() : 0;
    if (named > READ_PACE.capMs) return null;
    return Math.max(named, retryDelayMs({ failures, random: random(), ...READ_PACE }));
  };

  return async (call, schema) => {
    const isRead = ENDPOINTS[call.endpoint].method === 'GET';
    try {
      for (let failures = 1; ; failures += 1) {
        try {
          return await attempt(call, schema);
        } catch (error) {
          if (!isRead || !(error instanceof ZoomError)) throw error;
          const waitMs = waitBeforeRetryMs(error, failures);
          if (waitMs === null) throw error;
          log.debug(`zoom: ${error.message} Next try in ${waitMs} ms.`);
          await sleep(waitMs, call.signal);
        }
      }
    } catch (error) {
      if (call.signal?.aborted && !(error instanceof ZoomError)) {
        throw stoppedBeforeSent(factsOf(call));
      }
      throw error;
    }
  };
};
