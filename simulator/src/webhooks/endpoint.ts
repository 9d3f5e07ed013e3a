import { randomBytes } from 'node:crypto';
import { isJsonObject } from '../api/validation';
import type { PostOutcome } from './post-webhook';
import { encryptPlainToken } from './signature';

/** Where events go. Zoom sends none to an endpoint it has not validated. */
export interface WebhookEndpoint {
  url: string;
  /** Overrides the account's webhook secret. */
  secret: string | null;
  /** Subscribed events; null means all. */
  events: string[] | null;
  state: 'unvalidated' | 'validated' | 'disabled';
  failedValidations: number;
}

export type ValidationOutcome = { kind: 'valid' } | { kind: 'invalid'; reason: string };

/** A subscription is switched off after six failures in a row: developers.zoom.us/docs/api/webhooks. */
const MOST_FAILURES = 6;

export function newPlainToken(): string {
  return randomBytes(16).toString('base64url');
}

/** Reads the answer to `endpoint.url_validation` and says what is wrong with it. */
export function judgeValidation(
  outcome: PostOutcome,
  expected: { plainToken: string; secret: string }
): ValidationOutcome {
  if (outcome.kind === 'failed') return { kind: 'invalid', reason: outcome.reason };
  if (outcome.status !== 200) {
    return { kind: 'invalid', reason: `answered ${outcome.status} instead of 200` };
  }
  const answer = parseJson(outcome.body);
  if (!isJsonObject(answer)) return { kind: 'invalid', reason: 'answered no JSON object' };
  if (answer.plainToken !== expected.plainToken) {
    return { kind: 'invalid', reason: 'plainToken is not the one sent' };
  }
  if (answer.encryptedToken !== encryptPlainToken(expected.secret, expected.plainToken)) {
    return {
      kind: 'invalid',
      reason: 'encryptedToken is not the HMAC-SHA256 of plainToken with this secret',
    };
  }
  return { kind: 'valid' };
}

export function recordValidation(endpoint: WebhookEndpoint, outcome: ValidationOutcome): void {
  if (outcome.kind === 'valid') {
    endpoint.state = 'validated';
    endpoint.failedValidations = 0;
    return;
  }
  endpoint.failedValidations += 1;
  if (endpoint.failedValidations >= MOST_FAILURES) endpoint.state = 'disabled';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
