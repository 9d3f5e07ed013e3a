import { say, type SentenceKey } from '../../../contracts/sentences';
import type { ZodError } from 'zod';

import { ZoomAnswerError, ZoomAuthenticationError, ZoomUnavailableError } from './errors';
import type { ZoomError } from './errors';
import type { HttpOutcome } from './http';
import { parseJson } from './json';
import { readTrackingId, withoutSecrets } from './redact';
import { readRateHeaders } from './retry-after';
import { problemFields } from './schema-problems';
import { tokenRefusalSchema } from './wire';

const WHERE = { method: 'POST', path: '/oauth/token' } as const;

/** Nothing to authenticate with: never entered, or no longer readable. */
export const notConfigured = (): ZoomAuthenticationError => {
  const reason = say('token.notKnown');
  return new ZoomAuthenticationError({
    ...WHERE,
    message: say('token.notConfigured'),
    reason,
  });
};

/**
 * What to check for each refusal of the token endpoint. Its `error` is one word for several causes,
 * so the reason is looked at too; texts seen in live reports.
 */
const sentenceFor = (
  error: string,
  reason: string
): Extract<SentenceKey, `token.${'client' | 'account' | 'notActivated' | 'appType' | 'other'}`> => {
  if (error === 'invalid_client') {
    return 'token.client';
  }
  if (/does not exist/i.test(reason)) {
    return 'token.account';
  }
  if (/enabled/i.test(reason)) {
    return 'token.notActivated';
  }
  if (error === 'unsupported_grant_type') {
    return 'token.appType';
  }
  return 'token.other';
};

const asSentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

const parseRefusal = (text: string): { reason: string; error: string } => {
  const parsed = tokenRefusalSchema.safeParse(parseJson(text));
  return parsed.success ? parsed.data : { reason: '', error: '' };
};

/**
 * The error for a token request that gave no token. A 4xx is a verdict on the credentials and is
 * not repeated; 429, 5xx and the network pass.
 */
export const toTokenError = ({
  outcome,
  problem,
  secrets,
  now,
}: {
  outcome: HttpOutcome;
  /** Why a 200 could not be read. */
  problem: ZodError | undefined;
  secrets: string[];
  now: Date;
}): ZoomError => {
  if (outcome.kind !== 'answered') {
    const { cause } = outcome;
    const reason = withoutSecrets(cause.message, { secrets });
    return new ZoomUnavailableError({
      ...WHERE,
      message: say('token.unreachable', { reason }),
      reason,
      because: outcome.kind === 'not-sent' ? 'unreachable' : outcome.how,
      cause: { ...cause, message: reason },
    });
  }

  const { status, headers, text } = outcome;
  const facts = { ...WHERE, status, trackingId: readTrackingId(headers, secrets) };
  if (status === 429 || status >= 500) {
    const reason = say('token.status', { status });
    return new ZoomUnavailableError({
      ...facts,
      message: say('token.answered', { status }),
      reason,
      because: 'server-error',
      retryAt: readRateHeaders(headers, now).retryAt,
    });
  }
  if (status < 400) {
    const fields = problemFields(problem);
    const named = fields.map(({ field }) => field).join(', ');
    const reason = named
      ? say('token.unreadFields', { status, fields: named })
      : say('token.unread', { status });
    return new ZoomAnswerError({
      ...facts,
      message: say('token.misunderstood', { reason }),
      reason,
      fields,
    });
  }

  const refusal = parseRefusal(text);
  const reason = asSentence(
    withoutSecrets(refusal.reason, { secrets }) || `the token endpoint answered ${status}`
  );
  return new ZoomAuthenticationError({
    ...facts,
    message: say(sentenceFor(refusal.error, refusal.reason), { reason }),
    reason,
    code: withoutSecrets(refusal.error, { secrets }) || null,
  });
};
