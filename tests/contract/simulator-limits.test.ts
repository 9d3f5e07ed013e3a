import {
  field,
  idOf,
  openAccount,
  refusal,
  type ZoomAccount,
  type ZoomAnswer,
} from './zoom-account';

const MIDNIGHT = Date.UTC(2030, 0, 15);
const PER_SECOND =
  'You have reached the maximum per-second rate limit for this API. Try again later.';
const PER_DAY =
  'You have reached the maximum daily rate limit for this API. Refer to the response header for details on when you can make another request.';
const HOST_DAY =
  'You have exceeded the daily rate limit (100) of Meeting Create/Update API requests permitted for this particular user. You may resume these requests at GMT 00:00:00.';

describe('rate limits', () => {
  let zoom: ZoomAccount;
  let now = MIDNIGHT;

  beforeAll(async () => {
    zoom = await openAccount({ now: () => now });
  });
  beforeEach(() => {
    now = MIDNIGHT;
    zoom.forgetToken();
    zoom.simulator.controls.reset();
  });
  afterAll(() => zoom.close());

  const ask = () => zoom.ask('GET', '/users/me');
  const list = () => zoom.ask('GET', '/users');
  const times = async (count: number, act: () => Promise<ZoomAnswer>) => {
    const answers: ZoomAnswer[] = [];
    for (let made = 0; made < count; made += 1) answers.push(await act());
    return answers.map(({ status }) => status);
  };

  it.each([
    ['free', 4],
    ['pro', 30],
    ['business', 80],
  ] as const)('lets %s accounts make %i light calls a second', async (plan, allowed) => {
    zoom.simulator.controls.changeSettings({ plan });
    expect(await times(allowed, ask)).toEqual(Array(allowed).fill(200));
    expect(await ask()).toMatchObject({ status: 429, body: { code: 429, message: PER_SECOND } });
    now += 1000;
    expect((await ask()).status).toBe(200);
  });

  it('counts labels apart', async () => {
    zoom.simulator.controls.changeSettings({ plan: 'free' });
    await times(4, ask);
    expect(await times(3, () => zoom.ask('GET', '/users'))).toEqual([200, 200, 429]);
  });

  it('has a day on the free plan, and says when the next begins', async () => {
    zoom.simulator.controls.changeSettings({ plan: 'free', rateLimitHeaders: 'full' });
    now = MIDNIGHT + 3_600_000;
    zoom.simulator.controls.changeSettings({ rateLimits: false });
    for (let batch = 0; batch < 20; batch += 1)
      await Promise.all(Array.from({ length: 100 }, list));
    zoom.simulator.controls.changeSettings({ rateLimits: true });
    now += 1000;
    const answer = await list();
    expect(answer).toMatchObject({ status: 429, body: { code: 429, message: PER_DAY } });
    expect(answer.headers.get('x-ratelimit-type')).toBe('Daily-limit');
    expect(answer.headers.get('retry-after')).toBe('2030-01-16T00:00:00Z');
    zoom.forgetToken();
    now = MIDNIGHT + 86_400_000;
    expect((await list()).status).toBe(200);
  });

  it('tells the category only, everything, or nothing in headers', async () => {
    const headers = async () => {
      const answer = await ask();
      return [...answer.headers].filter(([name]) => name.startsWith('x-ratelimit'));
    };
    expect(await headers()).toEqual([['x-ratelimit-category', 'Light']]);
    zoom.simulator.controls.changeSettings({ rateLimitHeaders: 'full' });
    expect(Object.fromEntries(await headers())).toEqual({
      'x-ratelimit-category': 'Light',
      'x-ratelimit-type': 'QPS',
      'x-ratelimit-limit': '30',
      'x-ratelimit-remaining': '28',
      'x-ratelimit-reset': String(MIDNIGHT / 1000 + 1),
    });
    zoom.simulator.controls.changeSettings({ rateLimitHeaders: 'none' });
    expect(await headers()).toEqual([]);
  });

  it('can use the code of the OpenAPI document', async () => {
    zoom.simulator.controls.changeSettings({ perSecondCode: 4001, plan: 'free' });
    await times(4, ask);
    expect(refusal(await ask())).toEqual({ status: 429, code: 4001 });
  });

  it('counts creations and updates per host until midnight UTC', async () => {
    const host = 'maria.keller@company.com';
    const create = () => {
      now += 100;
      return zoom.ask('POST', `/users/${host}/meetings`, { start_time: '2031-01-01T00:00:00Z' });
    };
    const id = idOf(await create());
    zoom.simulator.controls.setHostDay({ host, used: 99 });
    const update = () => zoom.ask('PATCH', `/meetings/${id}`, { topic: 'T' });
    expect((await update()).status).toBe(204);
    for (const answer of [await update(), await create()]) {
      expect(answer).toMatchObject({ status: 429, body: { code: 429, message: HOST_DAY } });
    }
    expect((await zoom.ask('GET', `/meetings/${id}`)).status).toBe(200);
    expect((await zoom.ask('POST', '/users/amir.haddad@company.com/meetings', {})).status).toBe(
      201
    );
    expect((await zoom.ask('DELETE', `/meetings/${id}`)).status).toBe(204);
    now = MIDNIGHT + 86_400_000;
    zoom.forgetToken();
    expect((await create()).status).toBe(201);
    const maria = zoom.simulator.controls.state().users.find(({ email }) => email === host);
    expect(field(maria, 'host_day_used')).toBe(1);
  });

  it('can refuse a second write to one meeting while the first is being answered', async () => {
    const id = idOf(await zoom.ask('POST', '/users/me/meetings', {}));
    zoom.simulator.controls.changeSettings({ concurrentWrites: 'refuse' });
    zoom.simulator.controls.addFault({ kind: 'latency', ms: 100 });
    const change = () => zoom.ask('PATCH', `/meetings/${id}`, { topic: 'T' });
    const answers = await Promise.all([change(), change()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 429]);
    expect((await change()).status).toBe(204);
  });
});
