import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { field, idOf, openAccount, type ZoomAccount } from './zoom-account';

const CLI = path.resolve(__dirname, '../../simulator/bin/zoom-simulator.js');
const HOST = 'maria.keller@company.com';

describe('control API', () => {
  let zoom: ZoomAccount;

  beforeAll(async () => {
    zoom = await openAccount();
  });
  beforeEach(() => zoom.simulator.controls.reset());
  afterAll(() => zoom.close());

  const create = async () =>
    idOf(await zoom.control('POST', '/meetings', { host: HOST, topic: 'Algebra' }));

  it('plays a meeting from creation to recovery', async () => {
    const id = await create();
    const steps: [method: string, path: string, body: unknown, status: number][] = [
      ['PATCH', '', { topic: 'Rings' }, 200],
      ['POST', '/start', {}, 200],
      ['POST', '/join', { name: 'Ada', at: '2030-01-01T10:00:00Z' }, 200],
      ['POST', '/leave', { name: 'Ada' }, 200],
      ['POST', '/end', undefined, 204],
      ['DELETE', '', undefined, 204],
      ['POST', '/recover', undefined, 204],
    ];
    for (const [method, step, body, status] of steps) {
      const answer = await zoom.control(method, `/meetings/${id}${step}`, body);
      expect([method, step, answer.status]).toEqual([method, step, status]);
    }
    expect((await zoom.control('GET', `/meetings/${id}`)).body).toMatchObject({
      topic: 'Rings',
      status: 'waiting',
      deleted_at: null,
      instances: [{ stays: [{ name: 'Ada', joinedAt: Date.UTC(2030, 0, 1, 10) }] }],
    });
  });

  it.each([
    ['/faults', { kind: 'latency' }, 'ms'],
    ['/faults', { kind: 'earthquake' }, 'kind'],
    ['/webhook', { url: 'not a url' }, 'url'],
    ['/host-day', { host: HOST }, 'used'],
    ['/meetings', { topic: 'T' }, 'host'],
    ['/meetings/1/join', {}, 'name'],
    ['/events', { event: 'meeting.started' }, 'payload'],
    ['/scopes', { scopes: 'all' }, 'scopes'],
  ])('refuses a bad body to %s by the name of the field', async (route, body, name) => {
    const answer = await zoom.control('POST', route, body);
    expect(answer.status).toBe(400);
    expect(field(answer.body, 'fields')).toEqual([
      { field: name, message: expect.stringMatching(/^(Missing|Invalid) field\.$/) },
    ]);
  });

  it('refuses unknown settings by name', async () => {
    const answer = await zoom.control('PATCH', '/settings', { plan: 'pro', colour: 'blue' });
    expect(answer).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('colour') },
    });
  });

  it.each([
    ['/meetings/1/start', 404],
    ['/nowhere', 404],
    ['/meetings/1/end', 404],
  ])('%s is %i', async (route, status) => {
    expect((await zoom.control('POST', route, {})).status).toBe(status);
  });

  it('changes the account while it runs', async () => {
    await zoom.control('PATCH', '/settings', { plan: 'business' });
    await zoom.control('POST', '/host-day', { host: HOST, used: 100 });
    await zoom.control('POST', '/users', {
      email: 'new@company.com',
      firstName: 'N',
      lastName: 'W',
      type: 2,
    });
    const { body } = await zoom.control('GET', '/state');
    expect(body).toMatchObject({
      settings: { plan: 'business' },
      users: expect.arrayContaining([
        expect.objectContaining({ email: HOST, host_day_used: 100 }),
        expect.objectContaining({ email: 'new@company.com' }),
      ]),
    });
    expect((await zoom.ask('POST', `/users/${HOST}/meetings`, {})).status).toBe(429);
    await zoom.control('POST', '/credentials', { clientSecret: 'rotated' });
    await expect(zoom.token()).resolves.toEqual(expect.any(String));
  });

  it('lists calls without tokens and what it did not expect', async () => {
    await zoom.ask('GET', '/users/me');
    await zoom.ask('GET', '/planets?size=3');
    await zoom.ask('PATCH', '/users/me', {});
    const calls = await zoom.control('GET', '/calls?method=get&path=/users');
    expect(calls.body).toEqual([
      expect.objectContaining({ method: 'GET', path: '/users/me', status: 200 }),
    ]);
    expect((await zoom.control('GET', '/unexpected')).body).toEqual([
      expect.objectContaining({ path: '/planets', why: 'no such endpoint in this simulator' }),
      expect.objectContaining({ method: 'PATCH', path: '/users/me' }),
    ]);
    expect((await zoom.ask('GET', '/planets')).body).toEqual({
      code: 2300,
      message: 'This API endpoint is not recognized.',
    });
    const everything = JSON.stringify([
      (await zoom.control('GET', '/calls')).body,
      (await zoom.control('GET', '/state')).body,
    ]);
    expect(everything).not.toContain(zoom.simulator.credentials.clientSecret);
    expect(everything).not.toContain('Bearer');
    await zoom.control('DELETE', '/calls');
    expect((await zoom.control('GET', '/calls')).body).toEqual([]);
  });

  it('serves pages behind its own links, to those with the passcode', async () => {
    zoom.simulator.controls.changeSettings({ webUrl: 'self' });
    const topic = '<b>Algebra</b>';
    const { join_url, start_url } = zoom.simulator.controls.createMeeting(
      { host: HOST },
      { topic }
    );
    const read = async (url: string) => {
      const response = await fetch(url);
      return { status: response.status, text: await response.text() };
    };
    expect(await read(join_url)).toEqual({
      status: 200,
      text: expect.stringContaining('&lt;b>Algebra'),
    });
    expect((await read(start_url)).text).toContain('End for all');
    expect((await read(join_url.replace(/\?.*/, ''))).status).toBe(404);
  });

  it('is driven from the command line', async () => {
    const id = await create();
    const run = async (...words: string[]) => {
      const env = { ...process.env, SIMULATOR_URL: zoom.simulator.url };
      return (await promisify(execFile)(process.execPath, [CLI, ...words], { env })).stdout;
    };
    await run('start', String(id));
    await run('join', String(id), '--name', 'Ada');
    expect(await run('list')).toMatch(new RegExp(`^${id}  started .*${HOST}  Algebra  \\[Ada\\]`));
    await expect(run('join', String(id))).rejects.toThrow('join needs --name.');
    await expect(run('start', String(id))).rejects.toThrow('already running');
  });
});
