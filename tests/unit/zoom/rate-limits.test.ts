import { ZoomRateLimitError } from '../../../server/src/zoom';
import { clientOf, errorOf, openBudget, openDoor, type Door, type Reply } from './door';

let door: Door;
beforeEach(async () => {
  door = await openDoor();
});
afterEach(() => door.close());

const host = 'maria@company.com';
const startTime = new Date('2026-03-20T15:00:00Z');
const midnight = new Date('2026-03-11T00:00:00Z');

const TEXTS = {
  perSecond: 'You have reached the maximum per-second rate limit for this API. Try again later.',
  daily:
    'You have reached the maximum daily rate limit for this API. Refer to the response header for details on when you can make another request.',
  hostDay:
    'You have exceeded the daily rate limit (100) of Meeting Create/Update API requests permitted for this particular user. You may resume these requests at GMT 00:00:00.',
  registrant:
    'You have exceeded the daily rate limit of (3) for Add a webinar registrant API requests for the registrant (user@example.com). You can resume these API requests at GMT 00:00:00.',
  concurrent:
    'Too many concurrent requests. A request to disassociate this user has already been made.',
};

const refusal = (message: string, headers: Record<string, string> = {}, code = 429): Reply => ({
  status: 429,
  json: { code, message },
  headers,
});

const update = (more: Parameters<typeof clientOf>[1] = {}) =>
  errorOf(clientOf(door, more).zoom.updateMeeting({ id: '1', host, startTime, body: {} }));

describe('a 429', () => {
  it.each([
    ['per-second', TEXTS.perSecond, 1_000],
    ['concurrency', TEXTS.concurrent, 3_000],
    ['unrecognised', 'Слишком много запросов', 60_000],
  ])('of the kind %s passes soon', async (limit, text, laterMs) => {
    door.answer(refusal(text));
    const error = await update();
    expect(error).toBeInstanceOf(ZoomRateLimitError);
    expect(error).toMatchObject({
      limit,
      retry: 'later',
      reach: 'meeting',
      laterMs,
      retryAt: null,
    });
  });

  it.each([
    ['daily', TEXTS.daily, 'account'],
    ['host-day', TEXTS.hostDay, 'host'],
    ['registrant-day', TEXTS.registrant, 'meeting'],
  ])('of the kind %s lasts until 00:00 UTC', async (limit, text, reach) => {
    door.answer(refusal(text));
    expect(await update()).toMatchObject({
      limit,
      retry: 'later',
      reach,
      laterMs: null,
      retryAt: midnight,
    });
  });

  it('has the code 4001 as well', async () => {
    door.answer(refusal(TEXTS.perSecond, {}, 4001));
    expect(await update()).toMatchObject({ limit: 'per-second', code: 4001 });
  });

  it('in another language is told by its headers', async () => {
    door.answer(
      refusal('Дневной лимит', {
        'x-ratelimit-type': 'Daily-limit',
        'retry-after': '2026-03-11T00:00:00Z',
      })
    );
    expect(await update()).toMatchObject({ limit: 'daily', retryAt: midnight });
    door.answer(refusal('Секундный лимит', { 'X-RateLimit-Type': 'QPS' }));
    expect(await update()).toMatchObject({ limit: 'per-second' });
  });

  it('shows no registrant’s address', async () => {
    door.answer(refusal(TEXTS.registrant));
    expect(String(await update())).not.toContain('user@example.com');
  });
});

describe('the day budget', () => {
  it('is asked before creating and changing, and before nothing else', async () => {
    const dayBudget = openBudget();
    const { zoom } = clientOf(door, { dayBudget });
    await zoom.updateMeeting({ id: '1', host, startTime, body: {} });
    await zoom.recoverMeeting({ id: '1', host });
    await zoom.deleteMeeting({ id: '1', host, remindHost: false, remindRegistrants: false });
    expect(dayBudget.log).toEqual([`reserve ${host}`]);
  });

  it('keeps what Zoom worked on, and gets back what it did not', async () => {
    const replies: [Reply, boolean][] = [
      [{ status: 204 }, true],
      [{ status: 400, json: { code: 300, message: 'Validation Failed.' } }, true],
      [{ status: 404, json: { code: 3001, message: 'gone' } }, true],
      [{ status: 503 }, false],
      [refusal(TEXTS.perSecond), false],
      [refusal(TEXTS.daily), false],
      [{ status: 401, json: { code: 124, message: 'Invalid access token.' } }, false],
      ['drop', false],
    ];
    for (const [reply, isKept] of replies) {
      door.answer(reply);
      const dayBudget = openBudget();
      const { zoom } = clientOf(door, { dayBudget });
      await zoom.updateMeeting({ id: '1', host, startTime, body: {} }).catch(() => undefined);
      expect([reply, dayBudget.log]).toEqual([
        reply,
        isKept ? [`reserve ${host}`] : [`reserve ${host}`, `release ${host}`],
      ]);
    }
  });

  it('keeps a create whose answer was lost, and gets back one that got no token', async () => {
    const dayBudget = openBudget();
    const { zoom } = clientOf(door, { dayBudget });
    door.answer('drop');
    await errorOf(zoom.createMeeting({ host, startTime, body: {} }));
    expect(dayBudget.log).toEqual([`reserve ${host}`]);
    zoom.forgetToken();
    door.answerToken({ status: 400, json: { reason: 'Bad Request', error: 'invalid_request' } });
    await errorOf(zoom.createMeeting({ host, startTime, body: {} }));
    expect(dayBudget.log.slice(1)).toEqual([`reserve ${host}`, `release ${host}`]);
  });

  it('is filled by Zoom’s own refusal, but not in the first minutes of a day', async () => {
    door.answer(refusal(TEXTS.hostDay));
    const dayBudget = openBudget();
    await update({ dayBudget });
    expect(dayBudget.log).toEqual([`reserve ${host}`, `fill ${host}`]);

    const early = openBudget();
    const clock = () => new Date('2026-03-11T00:00:01Z');
    expect(await update({ dayBudget: early, clock })).toMatchObject({
      retryAt: new Date('2026-03-11T00:05:01Z'),
    });
    expect(early.log).toEqual([`reserve ${host}`]);
  });

  it('that cannot be counted does not take the place of what Zoom said', async () => {
    door.answer({ status: 503 });
    const away = () => Promise.reject(new Error('database away'));
    const { zoom } = clientOf(door, { dayBudget: { ...openBudget(), release: away, fill: away } });
    expect(await errorOf(zoom.createMeeting({ host, startTime, body: {} }))).toMatchObject({
      retry: 'after-lookup',
    });
  });

  describe('that is used up', () => {
    const spent = (because: 'spent' | 'reserved') => ({
      dayBudget: {
        ...openBudget(),
        reserve: () => Promise.resolve({ kind: 'refused', retryAt: midnight, because } as const),
      },
    });

    it('puts the call off until tomorrow without asking Zoom', async () => {
      expect(await update(spent('spent'))).toMatchObject({
        name: 'ZoomBudgetError',
        retry: 'later',
        reach: 'host',
        because: 'spent',
        retryAt: midnight,
        message: expect.stringContaining('2026-03-11 00:00 UTC'),
      });
      expect(door.calls).toHaveLength(0);
    });

    it('says what the last ten are kept for', async () => {
      expect(await update(spent('reserved'))).toMatchObject({
        because: 'reserved',
        reach: 'meeting',
        message: expect.stringContaining('within 48 hours'),
      });
    });

    it('fails at once, with the remedy, where tomorrow is too late', async () => {
      const { zoom } = clientOf(door, spent('spent'));
      const tonight = new Date('2026-03-10T20:00:00Z');
      expect(
        await errorOf(zoom.createMeeting({ host, startTime: tonight, body: {} }))
      ).toMatchObject({
        name: 'ZoomBudgetError',
        retry: 'never',
        reach: 'host',
        message: expect.stringMatching(/before it starts.*choose another host/),
      });
    });
  });
});
