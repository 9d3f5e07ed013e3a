import { field, idOf, openAccount, type ZoomAccount } from './zoom-account';

const HOST = 'maria.keller@company.com';
const NOON = Date.UTC(2030, 0, 15, 12);

describe('lists', () => {
  let zoom: ZoomAccount;
  let now = NOON;

  beforeAll(async () => {
    zoom = await openAccount({ now: () => now });
  });
  beforeEach(() => {
    now = NOON;
    zoom.forgetToken();
    zoom.simulator.controls.reset();
  });
  afterAll(() => zoom.close());

  const create = (topic: string, start: string, more: object = {}) =>
    zoom.simulator.controls.createMeeting(
      { host: HOST },
      { topic, start_time: start, duration: 30, ...more }
    ).id;
  const list = (query = '') => zoom.ask('GET', `/users/${HOST}/meetings${query}`);
  const topics = (body: unknown) => {
    const meetings = field(body, 'meetings');
    return Array.isArray(meetings)
      ? meetings.map((meeting: unknown) => field(meeting, 'topic'))
      : [];
  };

  it('pages to an empty token', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) create(name, `2030-02-01T09:00:00Z`);
    const seen: unknown[] = [];
    let token = '';
    let pages = 0;
    do {
      const { body } = await list(`?page_size=2&next_page_token=${token}`);
      expect(body).toMatchObject({ page_size: 2, page_count: 3, total_records: 5 });
      seen.push(...topics(body));
      token = String(field(body, 'next_page_token'));
      pages += 1;
    } while (token !== '');
    expect(pages).toBe(3);
    expect(seen.sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('refuses page tokens that are unknown, of another question, or older than 15 minutes', async () => {
    create('a', '2030-02-01T09:00:00Z');
    create('b', '2030-02-01T10:00:00Z');
    const { body } = await list('?page_size=1');
    const token = String(field(body, 'next_page_token'));
    const refused = {
      status: 400,
      body: { code: 300, message: 'The next page token is invalid or expired.' },
    };
    expect(await list('?page_size=1&next_page_token=nonsense')).toMatchObject(refused);
    expect(await list(`?page_size=1&type=live&next_page_token=${token}`)).toMatchObject(refused);
    expect((await list(`?page_size=1&next_page_token=${token}`)).status).toBe(200);
    now += 15 * 60_000;
    expect(await list(`?page_size=1&next_page_token=${token}`)).toMatchObject(refused);
  });

  it('caps the page size and reports it', async () => {
    const { body } = await list('?page_size=1000');
    expect(field(body, 'page_size')).toBe(300);
    expect(zoom.simulator.controls.unexpected()).toHaveLength(1);
  });

  it('sorts meetings into types', async () => {
    const live = create('live', '2030-01-15T12:00:00Z');
    create('coming', '2030-01-16T09:00:00Z');
    create('over', '2030-01-15T12:00:00Z', { duration: 5 });
    create('any time', '', { type: 3, start_time: undefined });
    create('instant', '', { type: 1, start_time: undefined });
    zoom.simulator.controls.startMeeting(live);
    now += 10 * 60_000;
    const listed = async (type: string) => topics((await list(`?type=${type}`)).body).sort();
    expect(await listed('scheduled')).toEqual(['any time', 'coming', 'live', 'over']);
    expect(await listed('live')).toEqual(['live']);
    expect(await listed('upcoming')).toEqual(['any time', 'coming', 'live']);
    expect(await listed('upcoming_meetings')).toEqual(['any time', 'coming', 'live']);
    expect(await listed('previous_meetings')).toEqual(['over']);
  });

  it('filters by days of a zone', async () => {
    create('late on the 1st in UTC', '2030-02-01T23:30:00Z');
    const query = '?from=2030-02-02&to=2030-02-02';
    expect(topics((await list(query)).body)).toEqual([]);
    const inZurich = await list(`${query}&timezone=Europe/Zurich`);
    expect(topics(inZurich.body)).toEqual(['late on the 1st in UTC']);
  });

  it('shows no secrets and a short agenda', async () => {
    create('a', '2030-02-01T09:00:00Z', { agenda: 'x'.repeat(300) });
    const meetings = field((await list()).body, 'meetings');
    const [row] = Array.isArray(meetings) ? meetings : [];
    expect(Object.keys(row).sort()).toEqual(
      ['agenda', 'created_at', 'duration', 'host_id', 'id', 'join_url', 'start_time']
        .concat(['timezone', 'topic', 'type', 'uuid'])
        .sort()
    );
    expect(row.agenda).toHaveLength(250);
  });

  it('finds the owner among the users', async () => {
    const { body } = await zoom.ask('GET', '/users?role_id=0');
    expect(body).toMatchObject({ total_records: 1, users: [{ email: 'john.doe@company.com' }] });
  });

  it('knows users by id, by e-mail and as me', async () => {
    const me = await zoom.ask('GET', '/users/me');
    const byEmail = await zoom.ask('GET', '/users/JOHN.DOE@company.com');
    const byId = await zoom.ask('GET', `/users/${field(me.body, 'id')}`);
    expect(byEmail.body).toEqual(me.body);
    expect(byId.body).toEqual(me.body);
    expect(idOf(await zoom.ask('GET', '/users/nobody'))).toBeNaN();
  });
});
