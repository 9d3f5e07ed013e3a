import { ZoomError } from '../zoom-error';
import { HOST_DAY_LIMIT } from './plan-limits';

/** The ways Zoom says 429; clients can only tell them apart by their texts. */
export const rateRefusals = {
  perSecond: (code: number, headers: Record<string, string> = {}) =>
    new ZoomError({
      status: 429,
      code,
      message: 'You have reached the maximum per-second rate limit for this API. Try again later.',
      headers,
    }),
  perDay: (headers: Record<string, string> = {}) =>
    new ZoomError({
      status: 429,
      code: 429,
      message:
        'You have reached the maximum daily rate limit for this API. Refer to the response header for details on when you can make another request.',
      headers,
    }),
  hostDay: () =>
    new ZoomError({
      status: 429,
      code: 429,
      message: `You have exceeded the daily rate limit (${HOST_DAY_LIMIT}) of Meeting Create/Update API requests permitted for this particular user. You may resume these requests at GMT 00:00:00.`,
    }),
  /** The words for adds were seen on the wire, of webinars; those for status changes are after them. */
  registrantDay: (spent: { kind: 'add' | 'decide'; limit: number; email: string }) =>
    new ZoomError({
      status: 429,
      code: 429,
      message: `You have exceeded the daily rate limit of (${spent.limit}) for ${
        spent.kind === 'add' ? 'Add a meeting registrant' : "Update registrant's status"
      } API requests for the registrant (${spent.email}). You can resume these API requests at GMT 00:00:00.`,
    }),
};
