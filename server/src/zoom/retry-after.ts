/** Response headers with lower-case names. */
export type AnswerHeaders = Record<string, string>;

const SECONDS = /^\d{1,9}$/;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/i;
const HAS_ZONE = /(Z|[+-]\d{2}:?\d{2})$/i;
/** RFC 9110 §5.6.7: all three forms of an HTTP date start with the day's name. */
const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /;

/** Zoom's longest limit is a UTC day: a later moment is a mistake of somebody's clock. */
const LONGEST_MS = 24 * 60 * 60 * 1000;

const within = (moment: number, now: Date): Date | null =>
  Number.isNaN(moment)
    ? null
    : new Date(Math.min(Math.max(moment, now.getTime()), now.getTime() + LONGEST_MS));

/**
 * The moment a `Retry-After` names, never before `now` and at most a day ahead; null where it names
 * none. Takes seconds and HTTP dates (RFC 9110 §10.2.3), and the ISO dates that Zoom's rate-limit
 * page shows.
 */
export const parseRetryAfter = (value: string | undefined, now: Date): Date | null => {
  const text = value?.trim() ?? '';
  if (SECONDS.test(text)) return within(now.getTime() + Number(text) * 1000, now);
  if (ISO_DATE.test(text)) return within(Date.parse(HAS_ZONE.test(text) ? text : `${text}Z`), now);
  if (HTTP_DATE.test(text)) return within(Date.parse(text), now);
  return null;
};

export type RateHeaders = { type: 'per-second' | 'daily' | null; retryAt: Date | null };

/**
 * What a 429's headers tell. Every one is optional: answers seen carried all, one or none of them,
 * and Zoom's present page documents none. `X-RateLimit-Reset` is in Unix seconds.
 */
export const readRateHeaders = (headers: AnswerHeaders, now: Date): RateHeaders => {
  const type = headers['x-ratelimit-type']?.trim().toLowerCase();
  const reset = headers['x-ratelimit-reset']?.trim() ?? '';
  const named =
    parseRetryAfter(headers['retry-after'], now) ??
    (/^\d{9,11}$/.test(reset) ? within(Number(reset) * 1000, now) : null);
  // "At once" is no wait to keep to: the caller's own pace is the better one.
  const retryAt = named && named > now ? named : null;
  if (type === 'qps') return { type: 'per-second', retryAt };
  if (type?.startsWith('daily')) return { type: 'daily', retryAt };
  return { type: null, retryAt };
};
