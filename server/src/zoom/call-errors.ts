import { say } from '../../../contracts/sentences';
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
    const reason = say('cause.unreachable', { detail });
    return new ZoomUnavailableError({
      ...facts,
      message: say('lost.unreachable', { what, reason }),
      reason,
      because: 'unreachable',
    });
  }
  const reason = {
    dropped: say('cause.dropped', { detail }),
    timeout: say('cause.timeout'),
    stopped: say('cause.stopped'),
  }[outcome.how];
  if (isCreate(call)) {
    return new ZoomUnknownOutcomeError({
      ...facts,
      message: say('lost.create', { what, reason }),
      reason,
      unknownOutcome: outcome.how === 'timeout' ? 'timeout' : 'dropped',
    });
  }
  return new ZoomUnavailableError({
    ...facts,
    message: say('lost.call', { what, reason }),
    reason,
    because: outcome.how,
  });
};

/** The error for a call whose caller gave up before it was sent. */
export const stoppedBeforeSent = ({ method, path, what }: CallFacts): ZoomUnavailableError => {
  const reason = say('cause.stoppedBeforeSent');
  return new ZoomUnavailableError({
    method,
    path,
    message: say('lost.notSent', { what, reason }),
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
    ? say('cause.undocumented', { fields: named })
    : say('cause.notZoom', { status });
  const facts = { method, path, status, trackingId, reason, fields };
  if (isCreate(call)) {
    return new ZoomUnknownOutcomeError({
      ...facts,
      message: say('lost.create', { what, reason }),
      unknownOutcome: 'dropped',
    });
  }
  return new ZoomAnswerError({
    ...facts,
    message: say('lost.misunderstood', { what, reason }),
  });
};
