import {
  ZoomAuthenticationError,
  ZoomBudgetError,
  ZoomError,
  ZoomHostError,
  ZoomMeetingGoneError,
  ZoomRateLimitError,
  ZoomRefusedError,
  ZoomScopeError,
} from '../zoom/errors';
import { faultDetails, Refusal, type FieldFault } from './refusal';

/** What the call was to do, as its failure is told: "Meeting creation failed". */
export type Failure =
  | 'Meeting creation failed'
  | 'Meeting update failed'
  | 'Meeting deletion failed'
  | 'Starting the meeting failed'
  | 'Reading the meeting failed'
  | 'Listing the meetings failed';

const zoomFacts = (error: ZoomError): Record<string, unknown> => ({
  ...(error.code === null ? {} : { code: error.code }),
  ...(error.trackingId === null ? {} : { trackingId: error.trackingId }),
});

const secondsUntil = (error: ZoomError, now: Date): number | null => {
  const waitMs = error.retryAt === null ? error.laterMs : error.retryAt.getTime() - now.getTime();
  return waitMs === null ? null : Math.max(1, Math.ceil(waitMs / 1000));
};

/** 503 with the moment from which the same call can work. */
const notNow = (
  error: ZoomRateLimitError | ZoomBudgetError,
  { failure, now, limit }: { failure: Failure; now: Date; limit: string }
): Refusal =>
  new Refusal({
    status: 503,
    message: `${failure}: ${error.reason}`,
    details: {
      ...zoomFacts(error),
      limit,
      ...(error.retryAt === null ? {} : { retryAt: error.retryAt.toISOString() }),
    },
    retryAfterSeconds: secondsUntil(error, now),
  });

const badRequest = (
  error: ZoomError,
  { failure, faults }: { failure: Failure; faults: FieldFault[] }
): Refusal => {
  const named = faults.filter(({ field }) => field !== '').map(({ field }) => field);
  const fields = named.filter((field) => !error.reason.includes(field));
  return new Refusal({
    status: 400,
    message: `${failure}: ${error.reason}${fields.length > 0 ? ` (${fields.join(', ')})` : ''}`,
    details: { ...zoomFacts(error), ...(faults.length > 0 ? faultDetails(faults) : {}) },
  });
};

/** 504: Zoom may or may not have made the meeting; a job finds out. */
export const unknownOutcome = (retryAfterMs: number): Refusal =>
  new Refusal({
    status: 504,
    message:
      'Meeting creation failed: Zoom did not answer, so the meeting may or may not exist. ' +
      'This is being looked up; send the same request with the same Idempotency-Key again later',
    details: { state: 'unknown' },
    retryAfterSeconds: Math.max(1, Math.ceil(retryAfterMs / 1000)),
  });

/**
 * How an error of the Zoom client is answered: 400 what Zoom refuses in the request, 404 what it
 * does not have, 503 with `Retry-After` where a limit is reached, 504 an unknown outcome, 502 the
 * rest. Anything that is no `ZoomError` comes back as it is.
 */
export const refusalOfZoom = (
  error: unknown,
  { failure, now }: { failure: Failure; now: Date }
): unknown => {
  if (!(error instanceof ZoomError)) return error;
  if (error.retry === 'after-lookup') return unknownOutcome(error.laterMs ?? 0);
  if (error instanceof ZoomAuthenticationError) {
    return new Refusal({ status: 502, message: error.message, details: zoomFacts(error) });
  }
  if (error instanceof ZoomScopeError) {
    const { scopes } = error;
    const named = scopes.length > 0 ? ` (${scopes.join(' or ')})` : '';
    return new Refusal({
      status: 502,
      message: `${failure}: the Zoom app lacks a scope${named}; add it in the Zoom App Marketplace under Scopes`,
      details: { ...zoomFacts(error), scopes },
    });
  }
  if (error instanceof ZoomMeetingGoneError) {
    return new Refusal({
      status: 404,
      message: `${failure}: ${error.reason}`,
      details: zoomFacts(error),
    });
  }
  if (error instanceof ZoomRateLimitError)
    return notNow(error, { failure, now, limit: error.limit });
  if (error instanceof ZoomBudgetError) return notNow(error, { failure, now, limit: 'host-day' });
  if (error instanceof ZoomHostError) {
    const faults =
      error.fields.length > 0 ? error.fields : [{ field: 'host', message: error.reason }];
    return badRequest(error, { failure, faults });
  }
  if (error instanceof ZoomRefusedError && error.reach !== 'account') {
    return badRequest(error, { failure, faults: error.fields });
  }
  return new Refusal({
    status: 502,
    message: `${failure}: ${error.reason}`,
    details: zoomFacts(error),
    retryAfterSeconds: secondsUntil(error, now),
  });
};
