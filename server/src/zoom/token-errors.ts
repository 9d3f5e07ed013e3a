import type { ZodError } from 'zod';

import { ZoomAnswerError, ZoomAuthenticationError, ZoomUnavailableError } from './errors';
import type { ZoomError } from './errors';
import type { HttpOutcome } from './http';
import { parseJson } from './json';
import { readTrackingId, withoutSecrets } from './redact';
import { readRateHeaders } from './retry-after';
import { problemFields } from './schema-problems';
import { tokenRefusalSchema } from './wire';

const FAILED = 'Failed to authenticate with Zoom';
const WHERE = { method: 'POST', path: '/oauth/token' } as const;

/** Nothing to authenticate with: never entered, or no longer readable. */
export const notConfigured = (): ZoomAuthenticationError => {
  const reason = 'account id, client id and client secret are not all known.';
  return new ZoomAuthenticationError({
    ...WHERE,
    message: `${FAILED}: ${reason} Enter them under Settings → Zoom.`,
    reason,
  });
};

/**
 * What to check for each refusal of the token endpoint. Its `error` is one word for several causes,
 * so the reason is looked at too; texts seen in live reports.
 */
const adviceFor = (error: string, reason: string): string => {
  if (error === 'invalid_client') {
    return 'Check client id and client secret: copy both again from the app’s credentials in the Zoom App Marketplace.';
  }
  if (/does not exist/i.test(reason)) {
    return 'Check the account id: copy it again from the app’s credentials in the Zoom App Marketplace.';
  }
  if (/enabled/i.test(reason)) {
    return 'Check that the app is activated in the Zoom App Marketplace, and that the account id is the app’s own.';
  }
  if (error === 'unsupported_grant_type') {
    return 'Check that the app is of the type Server-to-Server OAuth: credentials of other app types do not work here.';
  }
  return 'Check account id, client id and client secret, and that the app is a Server-to-Server OAuth app and activated.';
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
      message: `${FAILED}: Zoom could not be reached (${reason}). It is tried again; if this goes on, check the server’s way to the internet.`,
      reason,
      because: outcome.kind === 'not-sent' ? 'unreachable' : outcome.how,
      cause: { ...cause, message: reason },
    });
  }

  const { status, headers, text } = outcome;
  const facts = { ...WHERE, status, trackingId: readTrackingId(headers, secrets) };
  if (status === 429 || status >= 500) {
    const reason = `Zoom’s token endpoint answered ${status}.`;
    return new ZoomUnavailableError({
      ...facts,
      message: `${FAILED}: ${reason} It is tried again.`,
      reason,
      because: 'server-error',
      retryAt: readRateHeaders(headers, now).retryAt,
    });
  }
  if (status < 400) {
    const fields = problemFields(problem);
    const named = fields.map(({ field }) => field).join(', ');
    const reason = `the answer of the token endpoint (${status}) could not be understood${named && `: ${named}`}.`;
    return new ZoomAnswerError({
      ...facts,
      message: `${FAILED}: ${reason} Check that oauthBaseUrl leads to Zoom and no proxy answers instead.`,
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
    message: `${FAILED}: ${reason} ${adviceFor(refusal.error, refusal.reason)}`,
    reason,
    code: withoutSecrets(refusal.error, { secrets }) || null,
  });
};
