import { say, type SentenceKey } from '../../../contracts/sentences';
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

type LimitSentence = Extract<SentenceKey, `limited.${string}`>;

type Plan = {
  reach: Reach;
  waitMs: number | null;
  untilTomorrow: boolean;
  sentence: LimitSentence;
};

const PLANS: Record<RateLimit, Plan> = {
  'per-second': {
    reach: 'meeting',
    waitMs: PER_SECOND_WAIT_MS,
    untilTomorrow: false,
    sentence: 'limited.perSecond',
  },
  concurrency: {
    reach: 'meeting',
    waitMs: CONCURRENCY_WAIT_MS,
    untilTomorrow: false,
    sentence: 'limited.concurrency',
  },
  unrecognised: {
    reach: 'meeting',
    waitMs: UNRECOGNISED_WAIT_MS,
    untilTomorrow: false,
    sentence: 'limited.unrecognised',
  },
  daily: {
    reach: 'account',
    waitMs: null,
    untilTomorrow: true,
    sentence: 'limited.daily',
  },
  'host-day': {
    reach: 'host',
    waitMs: null,
    untilTomorrow: true,
    sentence: 'limited.hostDay',
  },
  'registrant-day': {
    reach: 'meeting',
    waitMs: null,
    untilTomorrow: true,
    sentence: 'limited.registrantDay',
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
  const { reach, waitMs, untilTomorrow, sentence } = PLANS[limit];
  const tomorrow = isJustPastMidnight(now)
    ? new Date(now.getTime() + MIDNIGHT_SLACK_MS)
    : nextUtcMidnight(now);
  return new ZoomRateLimitError({
    ...facts,
    limit,
    reach,
    message: say(sentence, { what, reason: facts.reason }),
    laterMs: waitMs,
    retryAt: untilTomorrow ? (retryAt ?? tomorrow) : retryAt,
  });
};
