import { field, idOf, openAccount, refusal, type ZoomAccount } from './zoom-account';

const HOST = 'maria.keller@company.com';
const DAY_MS = 86_400_000;
const NOON = Date.UTC(2030, 0, 15, 12, 0, 0);

describe('meetings', () => {
  let zoom: ZoomAccount;
  let now = NOON;
  const create = (body: unknown, host = HOST) => zoom.ask('POST', `/users/${host}/meetings`, body);

  beforeAll(async () => {
    zoom = await openAccount({ now: () => now });
  });
  beforeEach(() => {
    now = NOON;
    zoom.forgetToken();
    zoom.simulator.controls.reset();
  });
  afterAll(() => zoom.close());

  it('answers creation in the shape of a live answer', async () => {
    const { status, body } = await create({ topic: 'Algebra', start_time: '2030-02-01T09:00:00Z' });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      uuid: expect.stringMatching(/^.{22}==$/),
      id: expect.any(Number),
      host_email: HOST,
      topic: 'Algebra',
      type: 2,
      status: 'waiting',
      start_time: '2030-02-01T09:00:00Z',
      duration: 60,
      created_at: '2030-01-15T12:00:00Z',
      creation_source: 'open_api',
      pre_schedule: false,
    });
    expect(String(field(body, 'id'))).toMatch(/^8\d{10}$/);
    expect(field(body, 'password')).toMatch(/^\d{6}$/);
    expect(field(body, 'join_url')).toBe(
      `https://us06web.zoom.us/j/${field(body, 'id')}?pwd=${field(body, 'encrypted_password')}`
    );
  });

  it.each([
    [
      'local time in its zone',
      { start_time: '2030-07-01T10:00:00', timezone: 'Europe/Zurich' },
      '2030-07-01T08:00:00Z',
    ],
    [
      'UTC, which the zone only labels',
      { start_time: '2030-07-01T10:00:00Z', timezone: 'Europe/Zurich' },
      '2030-07-01T10:00:00Z',
    ],
    [
      "local time in the account's zone",
      { start_time: '2030-07-01T10:00:00' },
      '2030-07-01T10:00:00Z',
    ],
    ['the past, which means now', { start_time: '2029-07-01T10:00:00Z' }, '2030-01-15T12:00:00Z'],
    ['no time, which means now', {}, '2030-01-15T12:00:00Z'],
  ])('reads %s', async (_name, body, expected) => {
    expect(field((await create(body)).body, 'start_time')).toBe(expected);
  });

  it.each([
    ['topic', { topic: 'x'.repeat(201) }],
    ['agenda', { agenda: 'x'.repeat(2001) }],
    ['duration', { duration: 0 }],
    ['duration', { duration: 1441 }],
    ['duration', { duration: 30.5 }],
    ['password', { password: '12345678901' }],
    ['timezone', { timezone: 'Mars/Olympus' }],
    ['start_time', { start_time: '2030-07-01 10:00' }],
    ['start_time', { start_time: '2030-13-01T10:00:00' }],
    ['type', { type: 7 }],
    ['settings.auto_recording', { settings: { auto_recording: 'sometimes' } }],
    ['settings.jbh_time', { settings: { jbh_time: 7 } }],
    ['settings.meeting_invitees.0.email', { settings: { meeting_invitees: [{ email: 'x' }] } }],
    ['recurrence.repeat_interval', { type: 8, recurrence: { type: 3, repeat_interval: 11 } }],
  ])('refuses a bad %s', async (name, body) => {
    const answer = await create(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      code: 300,
      message: 'Validation Failed.',
      errors: [{ field: name, message: 'Invalid field.' }],
    });
  });

  it('names a missing field as missing', async () => {
    const answer = await create({ settings: { waiting_room_options: {} } });
    expect(field(answer.body, 'errors')).toEqual([
      { field: 'settings.waiting_room_options.mode', message: 'Missing field.' },
    ]);
  });

  it('refuses a body that is no JSON object', async () => {
    for (const body of ['{bad', '[]', '"text"']) {
      expect((await create(body)).body).toEqual({
        code: 300,
        message: 'Request Body should be a valid JSON object.',
      });
    }
  });

  it('ignores unknown fields and reports them', async () => {
    const answer = await create({ topic: 'T', tpoic: 'T', settings: { waitingroom: true } });
    expect(answer.status).toBe(201);
    expect(zoom.simulator.controls.unexpected().map(({ why }) => why)).toEqual([
      'unknown field tpoic, ignored',
      'unknown field settings.waitingroom, ignored',
    ]);
  });

  it.each<[string, { host?: string } & Record<string, unknown>, { status: number; code: number }]>([
    ['an unknown user', { host: 'nobody@company.com' }, { status: 404, code: 1001 }],
    ['an unassigned user', { host: 'uma.unassigned@company.com' }, { status: 400, code: 3161 }],
    ['a user who may not host', { host: 'nora.nohost@company.com' }, { status: 400, code: 3161 }],
    ['somebody else', { schedule_for: 'amir.haddad@company.com' }, { status: 400, code: 3000 }],
    ['somebody unknown', { schedule_for: 'nobody' }, { status: 400, code: 300 }],
    [
      'an alternative host without a licence',
      { settings: { alternative_hosts: 'ben.basic@company.com' } },
      { status: 400, code: 1114 },
    ],
  ])('refuses to schedule for %s', async (_name, { host = HOST, ...body }, expected) => {
    expect(refusal(await create(body, host))).toEqual(expected);
  });

  it('schedules for others once the owner holds the privilege', async () => {
    zoom.simulator.controls.changeSettings({ schedulingPrivilege: true });
    const answer = await create({ schedule_for: 'amir.haddad@company.com' });
    expect(field(answer.body, 'host_email')).toBe('amir.haddad@company.com');
  });

  it('changes only what is named, and a waiting room wins over joining early', async () => {
    const id = idOf(
      await create({ topic: 'A', agenda: 'B', settings: { join_before_host: true } })
    );
    expect((await zoom.ask('PATCH', `/meetings/${id}`, { topic: 'C' })).status).toBe(204);
    const changed = { settings: { waiting_room: true } };
    expect((await zoom.ask('PATCH', `/meetings/${id}`, changed)).body).toBeUndefined();
    expect((await zoom.ask('GET', `/meetings/${id}`)).body).toMatchObject({
      topic: 'C',
      agenda: 'B',
      settings: { waiting_room: true, join_before_host: false, auto_recording: 'none' },
    });
  });

  it('a refused change changes nothing', async () => {
    const id = idOf(await create({ topic: 'A' }));
    const answer = await zoom.ask('PATCH', `/meetings/${id}`, { topic: 'B', duration: 0 });
    expect(answer.status).toBe(400);
    expect(zoom.simulator.controls.meeting(id)?.topic).toBe('A');
  });

  it('forgets a deleted meeting, gives it back within a week and not later', async () => {
    const id = idOf(await create({ start_time: '2030-06-01T09:00:00Z' }));
    const recover = () => zoom.ask('PUT', `/meetings/${id}/status`, { action: 'recover' });
    expect((await zoom.ask('DELETE', `/meetings/${id}`)).status).toBe(204);
    for (const method of ['GET', 'DELETE']) {
      const gone = await zoom.ask(method, `/meetings/${id}`);
      expect(gone.body).toEqual({ code: 3001, message: `Meeting does not exist: ${id}.` });
    }
    expect((await recover()).status).toBe(204);
    expect((await zoom.ask('GET', `/meetings/${id}`)).status).toBe(200);
    await zoom.ask('DELETE', `/meetings/${id}`);
    now += 7 * DAY_MS;
    zoom.forgetToken();
    expect((await recover()).status).toBe(404);
  });

  it('ends idle meetings without a word, or refuses when told to', async () => {
    const id = idOf(await create({}));
    const end = () => zoom.ask('PUT', `/meetings/${id}/status`, { action: 'end' });
    expect((await end()).status).toBe(204);
    zoom.simulator.controls.changeSettings({ endIdleMeeting: 'refuse' });
    expect((await end()).status).toBe(400);
  });

  it.each([
    ['all', true, 'ring7'],
    ['those without a letter', { needs: ['letter' as const] }, '1234567'],
    ['short ones', { minLength: 8 }, 'ring7'],
  ])(
    'an account can refuse %s of the custom passcodes',
    async (_name, refusePasscode, password) => {
      zoom.simulator.controls.changeSettings({ refusePasscode });
      expect(field((await create({ password })).body, 'errors')).toEqual([
        { field: 'password', message: 'Invalid field.' },
      ]);
      expect((await create({})).status).toBe(201);
    }
  );

  it('numbers expire thirty days after their last use', async () => {
    const start = Date.UTC(2030, 0, 20, 9);
    const id = idOf(await create({ start_time: '2030-01-20T09:00:00Z' }));
    const read = () => {
      zoom.forgetToken();
      return zoom.ask('GET', `/meetings/${id}`);
    };
    now = start + 30 * DAY_MS - 1;
    expect((await read()).status).toBe(200);
    now = start + 30 * DAY_MS;
    expect((await read()).status).toBe(404);
  });
});
