import { MAX_AHEAD_MS, SIGNATURE_HEADER, type Refusal } from './receive';

/** What the receiver answers: Zoom reads the status, people the rest. */
export type Answer = { status: number; body: Record<string, unknown> };

const ERROR_NAMES: Record<number, string> = {
  400: 'BadRequestError',
  401: 'UnauthorizedError',
  413: 'PayloadTooLargeError',
  500: 'InternalServerError',
  503: 'ServiceUnavailableError',
};

type Detail = { message: string; details?: Record<string, unknown> };

/** In the shape of Strapi's errors. */
const refused = (status: number, { message, details = {} }: Detail): Answer => ({
  status,
  body: { data: null, error: { status, name: ERROR_NAMES[status] ?? 'Error', message, details } },
});

export const received: Answer = { status: 200, body: { status: 'received' } };

export const validated = (tokens: { plainToken: string; encryptedToken: string }): Answer => ({
  status: 200,
  body: { plainToken: tokens.plainToken, encryptedToken: tokens.encryptedToken },
});

/** Zoom sends it again, up to 85 minutes later. */
export const notStored = refused(500, { message: 'The event could not be stored' });

/**
 * One status per cause. Zoom repeats what was answered 5xx and drops what was answered 4xx, so 5xx
 * is for what an admin can put right and 4xx for what can never be right.
 */
export const refusalAnswer = (refusal: Refusal): Answer => {
  switch (refusal.kind) {
    case 'too-large':
      return refused(413, { message: 'The body is larger than 1 MiB' });
    case 'no-raw-body':
      return refused(500, {
        message:
          'Another middleware read the body before plugin::zoom.raw-body, so its signature cannot be checked',
      });
    case 'no-secret':
      return refused(503, {
        message:
          'The webhook secret token is not configured: copy it from the Zoom app (Feature → Token) to Settings → Zoom',
      });
    case 'missing-headers':
      return refused(401, {
        message: `Missing ${refusal.names.join(' and ')}`,
        details: { missing: refusal.names },
      });
    case 'wrong-signature':
      return refused(401, {
        message: `${SIGNATURE_HEADER} does not match: the secret token is not the Zoom app's, or the body was changed on its way`,
      });
    case 'wrong-timestamp':
      return refused(401, { message: 'The timestamp is not a number of seconds' });
    case 'too-old':
      return refused(401, {
        message: `The timestamp is more than ${refusal.toleranceMinutes} minutes old`,
      });
    case 'clock-behind':
      return refused(503, {
        message: `The timestamp is more than ${MAX_AHEAD_MS / 60_000} minutes ahead: the clock of this server is behind`,
      });
    case 'not-json':
      return refused(400, { message: 'The body is not JSON' });
    case 'no-event':
      return refused(400, { message: 'The body names no event', details: { field: 'event' } });
    case 'bad-plain-token':
      return refused(400, {
        message: 'payload.plainToken must be 1 to 128 characters of A-Z a-z 0-9 _ + / = -',
        details: { field: 'payload.plainToken' },
      });
    default: {
      const never: never = refusal;
      return never;
    }
  }
};
