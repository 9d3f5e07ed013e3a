import { nextUtcMidnight } from '../domain/rate-budget';
import { ZoomRateLimitError, type RateLimit, type Reach, type ZoomErrorFacts } from './errors';
import { readRateHeaders, type AnswerHeaders } from './retry-after';

/** A daily refusal this soon after 00:00 UTC is yesterday's, by a clock that is behind ours. */
const MIDNIGHT_SLACK_MS = 5 * 60_000;
/** Zoom's per-second windows are over by then, also for a call that came early in one. */
const PER_SECOND_WAIT_MS = 1_000;
/** Another call on the same host or meeting is being worked off: a matter of seconds. */
const CONCURRENCY_WAIT_MS = 3_000;
/** Not knowing which limit it was, a minute is short for a day and long for a second. */
const UNRECOGNISED_WAIT_MS = 60_000;

/** Whether a refusal "for today" can be about the day before. */
export const isJustPastMidnight = (now: Date): boolean =>
  now.getTime() % 86_400_000 < MIDNIGHT_SLACK_MS;

/**
 * Which of Zoom's limits a 429 is about. The code is 429 or 4001 for any of them, so the text
 * decides, then the headers; texts: developers.zoom.us/docs/api/rate-limits.
 */
const recogniseLimit = (text: string, type: 'per-second' | 'daily' | null): RateLimit => {
  if (/concurrent/i.test(text)) return 'concurrency';
  if (/for the registrant|registrant'?s? status/i.test(text)) return 'registrant-day';
  if (/Meeting Create\/Update|this particular user/i.test(text)) return 'host-day';
  if (/per-second/i.test(text)) return 'per-second';
  if (/daily/i.test(text)) return 'daily';
  return type ?? 'unrecognised';
};

type Plan = { reach: Reach; waitMs: number | null; untilTomorrow: boolean; advice: string };

const PLANS: Record<RateLimit, Plan> = {
  'per-second': {
    reach: 'meeting',
    waitMs: PER_SECOND_WAIT_MS,
    untilTomorrow: false,
    advice:
      'It is tried again shortly. If this goes on, other apps of the Zoom account are busy, or the configured plan is higher than the account’s.',
  },
  concurrency: {
    reach: 'meeting',
    waitMs: CONCURRENCY_WAIT_MS,
    untilTomorrow: false,
    advice: 'It is tried again in a few seconds.',
  },
  unrecognised: {
    reach: 'meeting',
    waitMs: UNRECOGNISED_WAIT_MS,
    untilTomorrow: false,
    advice: 'It is tried again in a minute.',
  },
  daily: {
    reach: 'account',
    waitMs: null,
    untilTomorrow: true,
    advice:
      'The whole Zoom account, with all its apps, has used up the day’s calls of this kind; they start anew at 00:00 UTC.',
  },
  'host-day': {
    reach: 'host',
    waitMs: null,
    untilTomorrow: true,
    advice:
      'Zoom allows 100 creations and changes per host and day; they start anew at 00:00 UTC. Another host can be used until then.',
  },
  'registrant-day': {
    reach: 'meeting',
    waitMs: null,
    untilTomorrow: true,
    advice: 'The limit for this registrant starts anew at 00:00 UTC.',
  },
};

/** The error for a 429. `facts` tell the call; `text` is Zoom's message as it came. */
export const toRateLimitError = ({
  facts,
  what,
  text,
  headers,
  now,
}: {
  facts: Omit<ZoomErrorFacts, 'message' | 'retry' | 'reach'>;
  what: string;
  text: string;
  headers: AnswerHeaders;
  now: Date;
}): ZoomRateLimitError => {
  const { type, retryAt } = readRateHeaders(headers, now);
  const limit = recogniseLimit(text, type);
  const { reach, waitMs, untilTomorrow, advice } = PLANS[limit];
  const tomorrow = isJustPastMidnight(now)
    ? new Date(now.getTime() + MIDNIGHT_SLACK_MS)
    : nextUtcMidnight(now);
  return new ZoomRateLimitError({
    ...facts,
    limit,
    reach,
    message: `Zoom refused to ${what} for now: ${facts.reason} ${advice}`,
    laterMs: waitMs,
    retryAt: untilTomorrow ? (retryAt ?? tomorrow) : retryAt,
  });
};
