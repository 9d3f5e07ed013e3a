import type { FaultInput } from 'zoom-simulator';
import { waitUntil } from '../support/wait';
import { openAccount, refusal, requestToken, type ZoomAccount } from './zoom-account';

describe('faults on demand', () => {
  let zoom: ZoomAccount;

  beforeAll(async () => {
    zoom = await openAccount();
    await zoom.ask('GET', '/users');
  });
  beforeEach(() => zoom.simulator.controls.reset());
  afterAll(() => zoom.close());

  const create = () => zoom.ask('POST', '/users/me/meetings', { topic: 'T' });
  const meetingsMade = () => zoom.simulator.controls.state().meetings.length;
  const arrange = (fault: FaultInput) => zoom.simulator.controls.addFault(fault);

  it('drops the connection before the commit', async () => {
    arrange({ kind: 'drop-before-commit' });
    await expect(create()).rejects.toThrow('fetch failed');
    expect(meetingsMade()).toBe(0);
    expect((await create()).status).toBe(201);
  });

  it('drops the connection after the commit', async () => {
    arrange({ kind: 'drop-after-commit' });
    await expect(create()).rejects.toThrow('fetch failed');
    expect(meetingsMade()).toBe(1);
    expect(zoom.simulator.controls.calls()).toEqual([
      expect.objectContaining({ status: 201, fault: 'drop-after-commit', body: { topic: 'T' } }),
    ]);
  });

  it.each([
    [false, 0],
    [true, 1],
  ])('answers 502, after the commit: %s', async (afterCommit, expected) => {
    arrange({ kind: 'status', status: 502, body: { code: 502, message: 'Bad' }, afterCommit });
    const answer = await create();
    expect(answer).toMatchObject({ status: 502, body: { code: 502, message: 'Bad' } });
    expect(meetingsMade()).toBe(expected);
  });

  it('waits, and commits although the client has given up', async () => {
    arrange({ kind: 'latency', ms: 3000 });
    const token = await zoom.token();
    const givenUp = fetch(`${zoom.simulator.url}/v2/users/me/meetings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{}',
      signal: AbortSignal.timeout(1000),
    });
    await expect(givenUp).rejects.toThrow(/timeout/);
    expect(meetingsMade()).toBe(0);
    await waitUntil(() => meetingsMade() === 1, { what: 'the meeting' });
  });

  it('hangs without committing', async () => {
    arrange({ kind: 'hang' });
    const token = await zoom.token();
    const hanging = fetch(`${zoom.simulator.url}/v2/users/me/meetings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{}',
      signal: AbortSignal.timeout(100),
    });
    await expect(hanging).rejects.toThrow(/timeout/);
    expect(meetingsMade()).toBe(0);
  });

  it('revokes the tokens under way', async () => {
    arrange({ kind: 'revoke-tokens' });
    expect(refusal(await create())).toEqual({ status: 401, code: 124 });
    zoom.forgetToken();
    expect((await create()).status).toBe(201);
  });

  it.each([
    ['rate-limit-second', 'per-second'],
    ['rate-limit-day', 'maximum daily'],
    ['rate-limit-host-day', '(100) of Meeting Create/Update'],
  ] as const)('answers the 429 of %s', async (kind, text) => {
    arrange({ kind });
    expect(await create()).toMatchObject({
      status: 429,
      body: { code: 429, message: expect.stringContaining(text) },
    });
    expect(meetingsMade()).toBe(0);
  });

  it('sends headers with a 429 where asked to', async () => {
    arrange({ kind: 'rate-limit-day', headers: { 'retry-after': '2030-01-01T00:00:00Z' } });
    expect((await create()).headers.get('retry-after')).toBe('2030-01-01T00:00:00Z');
  });

  it('strikes by method, path and count', async () => {
    arrange({
      kind: 'status',
      status: 500,
      method: 'POST',
      path: '/users/*/meetings',
      times: 2,
      skip: 1,
    });
    expect((await zoom.ask('GET', '/users/me/meetings')).status).toBe(200);
    const statuses: number[] = [];
    for (let call = 0; call < 4; call += 1) statuses.push((await create()).status);
    expect(statuses).toEqual([201, 500, 500, 201]);
    expect(zoom.simulator.controls.faults()).toEqual([]);
  });

  it('leaves the token endpoint alone unless aimed at it', async () => {
    arrange({ kind: 'status', status: 500 });
    expect((await requestToken(zoom.simulator)).status).toBe(200);
    arrange({ kind: 'status', status: 503, path: '/oauth/token' });
    expect((await requestToken(zoom.simulator)).status).toBe(503);
  });
});
