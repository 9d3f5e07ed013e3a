import type { ZodError } from 'zod';

import type { CallFacts } from './call';
import {
  ZoomAnswerError,
  ZoomUnavailableError,
  ZoomUnknownOutcomeError,
  type ZoomError,
} from './errors';
import type { HttpOutcome } from './http';
import { withoutSecrets } from './redact';
import { problemFields } from './schema-problems';

const LOOKUP_FOLLOWS =
  'The meeting may exist: Zoom is searched for it before anything is sent again.';

/** A create is the one call that done twice makes a second meeting. */
const isCreate = (call: CallFacts): boolean => call.endpoint === 'createMeeting';

/** The error for a call that got no answer. */
export const toLostCallError = (
  call: CallFacts,
  outcome: Exclude<HttpOutcome, { kind: 'answered' }>
): ZoomError => {
  const { method, path, what, secrets, host } = call;
  const detail = withoutSecrets(outcome.cause.message, { secrets, host });
  const facts = { method, path, cause: { ...outcome.cause, message: detail } };
  if (outcome.kind === 'not-sent') {
    const reason = `Zoom could not be reached (${detail}).`;
    return new ZoomUnavailableError({
      ...facts,
      message: `Could not ${what}: ${reason} Nothing was sent; it is tried again. If this goes on, check the server’s way to the internet and apiBaseUrl.`,
      reason,
      because: 'unreachable',
    });
  }
  const reason = {
    dropped: `the connection broke before Zoom’s answer came (${detail}).`,
    timeout: 'Zoom did not answer in time.',
    stopped: 'the call was stopped before Zoom’s answer came.',
  }[outcome.how];
  if (isCreate(call)) {
    return new ZoomUnknownOutcomeError({
      ...facts,
      message: `Not known whether Zoom did ${what}: ${reason} ${LOOKUP_FOLLOWS}`,
      reason,
      unknownOutcome: outcome.how === 'timeout' ? 'timeout' : 'dropped',
    });
  }
  return new ZoomUnavailableError({
    ...facts,
    message: `Could not ${what}: ${reason} It is tried again.`,
    reason,
    because: outcome.how,
  });
};

/** The error for a call whose caller gave up before it was sent. */
export const stoppedBeforeSent = ({ method, path, what }: CallFacts): ZoomUnavailableError => {
  const reason = 'the call was stopped before it was sent.';
  return new ZoomUnavailableError({
    method,
    path,
    message: `Did not ${what}: ${reason}`,
    reason,
    because: 'stopped-before-sent',
  });
};

/** The error for an answer that says success, or redirects, and cannot be understood. */
export const toAnswerError = (
  call: CallFacts,
  answer: { status: number; trackingId: string | null; problem?: ZodError | undefined }
): ZoomError => {
  const { method, path, what } = call;
  const { status, trackingId, problem } = answer;
  const fields = problemFields(problem);
  const named = fields.map(({ field, message }) => `${field}: ${message}`).join('; ');
  const reason = named
    ? `Zoom’s answer is not as documented (${named}).`
    : `the answer (HTTP ${status}) is not one of Zoom’s API.`;
  const facts = { method, path, status, trackingId, reason, fields };
  if (isCreate(call)) {
    return new ZoomUnknownOutcomeError({
      ...facts,
      message: `Not known whether Zoom did ${what}: ${reason} ${LOOKUP_FOLLOWS}`,
      unknownOutcome: 'dropped',
    });
  }
  return new ZoomAnswerError({
    ...facts,
    message: `Could not ${what}: ${reason} Check that apiBaseUrl leads to Zoom and no proxy answers instead; else this version of the plugin does not know Zoom’s present format.`,
  });
};
