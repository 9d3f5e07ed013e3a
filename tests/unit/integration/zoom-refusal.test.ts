import { Refusal } from '../../../server/src/integration/refusal';
import { refusalOfZoom } from '../../../server/src/integration/zoom-refusal';
import {
  ZoomAuthenticationError,
  ZoomBudgetError,
  ZoomHostError,
  ZoomMeetingGoneError,
  ZoomRateLimitError,
  ZoomRefusedError,
  ZoomScopeError,
  ZoomUnavailableError,
  ZoomUnknownOutcomeError,
} from '../../../server/src/zoom';

const now = new Date('2026-03-01T12:00:00Z');
const midnight = new Date('2026-03-02T00:00:00Z');

const refuse = (error: unknown) => {
  const refusal = refusalOfZoom(error, { failure: 'Meeting creation failed', now });
  if (!(refusal instanceof Refusal)) throw new Error('not a refusal');
  return refusal;
};
const facts = (reason: string) => ({ message: `Zoom refused: ${reason}`, reason });

describe('refusalOfZoom', () => {
  it('says first what users search for when Zoom does not take the credentials', () => {
    const message = 'Failed to authenticate with Zoom: Invalid client_id or client_secret';
    expect(refuse(new ZoomAuthenticationError({ message, reason: 'x' }))).toMatchObject({
      status: 502,
      message: expect.stringMatching(/^Failed to authenticate with Zoom/),
    });
  });

  it('names the scopes of which one is missing', () => {
    const scopes = ['meeting:write:meeting', 'meeting:write:meeting:admin'];
    expect(refuse(new ZoomScopeError({ ...facts('no'), code: 4711, scopes }))).toMatchObject({
      status: 502,
      message: expect.stringContaining('meeting:write:meeting:admin'),
      details: { code: 4711, scopes },
    });
  });

  it('answers 400 with code and fields where Zoom finds fault with the request', () => {
    const fields = [{ field: 'settings.auto_recording', message: 'Invalid field.' }];
    const error = new ZoomRefusedError({ ...facts('Validation Failed.'), code: 300, fields });
    expect(refuse(error)).toMatchObject({
      status: 400,
      name: 'ValidationError',
      message: 'Meeting creation failed: Validation Failed. (settings.auto_recording)',
      details: {
        code: 300,
        field: 'settings.auto_recording',
        errors: [{ path: ['settings', 'auto_recording'], message: 'Invalid field.' }],
      },
    });
  });

  it('names the host where Zoom does not let it hold meetings', () => {
    const error = new ZoomHostError({ ...facts('User does not exist.'), code: 1001 });
    expect(refuse(error)).toMatchObject({ status: 400, details: { code: 1001, field: 'host' } });
  });

  it('answers 404 for a meeting that Zoom no longer has', () => {
    expect(refuse(new ZoomMeetingGoneError(facts('gone.')))).toMatchObject({ status: 404 });
  });

  it('says when a limit lets calls through again', () => {
    const limited = { ...facts('limit.'), retryAt: midnight, code: 429 };
    const zooms = new ZoomRateLimitError({ ...limited, limit: 'host-day', reach: 'host' });
    const ours = new ZoomBudgetError({ ...limited, because: 'spent', retry: 'later' });
    for (const error of [zooms, ours]) {
      expect(refuse(error)).toMatchObject({
        status: 503,
        retryAfterSeconds: 12 * 3600,
        details: { limit: 'host-day', retryAt: midnight.toISOString() },
      });
    }
    const soon = new ZoomRateLimitError({
      ...facts('limit.'),
      laterMs: 1500,
      limit: 'per-second',
      reach: 'account',
    });
    expect(refuse(soon)).toMatchObject({ status: 503, retryAfterSeconds: 2 });
  });

  it('answers 504 where nobody knows whether the meeting was made', () => {
    const error = new ZoomUnknownOutcomeError({ ...facts('lost.'), unknownOutcome: 'dropped' });
    expect(refuse(error)).toMatchObject({
      status: 504,
      retryAfterSeconds: 15,
      details: { state: 'unknown' },
    });
  });

  it('answers 502 where Zoom is away', () => {
    const error = new ZoomUnavailableError({ ...facts('away.'), because: 'server-error' });
    expect(refuse(error)).toMatchObject({
      status: 502,
      message: 'Meeting creation failed: away.',
    });
  });

  it('leaves errors of other kinds alone', () => {
    const error = new TypeError('a fault of ours');
    expect(refusalOfZoom(error, { failure: 'Meeting creation failed', now })).toBe(error);
  });
});
