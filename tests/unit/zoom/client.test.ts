import {
  ZoomHostError,
  ZoomMeetingGoneError,
  ZoomUnavailableError,
} from '../../../server/src/zoom';
import { clientOf, errorOf, MEETING, openBudget, openDoor, type Door } from './door';

let door: Door;
beforeEach(async () => {
  door = await openDoor();
});
afterEach(() => door.close());

const host = 'maria+1@company.com';
const startTime = new Date('2026-03-12T15:00:00Z');
const writes = () => door.calls.map(({ method, path }) => `${method} ${path}`);

describe('the calls', () => {
  it('creates a meeting and gives it in our words', async () => {
    door.answer({ status: 201, json: MEETING });
    const body = { topic: 'Algebra 1', type: 2, start_time: '2026-03-12T15:00:00Z' };
    const meeting = await clientOf(door).zoom.createMeeting({ host, startTime, body });
    expect(writes()).toEqual(['POST /v2/users/maria%2B1%40company.com/meetings']);
    expect(JSON.parse(door.calls[0]?.body ?? '')).toEqual(body);
    expect(door.calls[0]?.headers).toMatchObject({
      'content-type': 'application/json',
      accept: 'application/json',
    });
    expect(meeting).toEqual({
      id: '83320363126',
      uuid: 'FgWHPqBhTvKVCqOpNMNa/A==',
      hostId: 'KDcuGIm1QgePTO8WbOqwIQ',
      hostEmail: 'maria@company.com',
      topic: 'Algebra 1',
      type: 2,
      status: 'waiting',
      startTime,
      durationMinutes: 30,
      timezone: 'Europe/Berlin',
      agenda: '',
      createdAt: new Date('2026-03-10T15:30:00Z'),
      joinUrl: MEETING.join_url,
      startUrl: MEETING.start_url,
      password: '106747',
      settings: { waiting_room: true },
    });
  });

  it('takes ids as text, and empty texts for nothing', async () => {
    const { host_email: _left, ...rest } = MEETING;
    door.answer({
      json: { ...rest, id: '83320363126', start_time: '', timezone: '', password: '', status: '' },
    });
    await expect(clientOf(door).zoom.getMeeting({ id: '83320363126' })).resolves.toMatchObject({
      id: '83320363126',
      hostEmail: null,
      startTime: null,
      timezone: null,
      password: null,
      status: null,
    });
  });

  it('changes, brings back and ends a meeting', async () => {
    door.answer({ status: 204 });
    const { zoom } = clientOf(door);
    await zoom.updateMeeting({ id: '77', host, startTime, body: { topic: 'New' } });
    await zoom.recoverMeeting({ id: '77', host });
    await zoom.endMeeting({ id: '77', host });
    expect(writes()).toEqual([
      'PATCH /v2/meetings/77',
      'PUT /v2/meetings/77/status',
      'PUT /v2/meetings/77/status',
    ]);
    expect(door.calls.map(({ body }) => body)).toEqual([
      '{"topic":"New"}',
      '{"action":"recover"}',
      '{"action":"end"}',
    ]);
  });

  it('deletes a meeting, always saying whom Zoom shall mail', async () => {
    door.answer({ status: 204 }, { status: 404, json: { code: 3001, message: 'Нет' } });
    const { zoom } = clientOf(door);
    const input = { id: '77', host, remindHost: false, remindRegistrants: true };
    expect(await zoom.deleteMeeting(input)).toEqual({ kind: 'deleted' });
    expect(await zoom.deleteMeeting(input)).toEqual({ kind: 'was-gone' });
    expect(writes()[0]).toBe(
      'DELETE /v2/meetings/77?schedule_for_reminder=false&cancel_meeting_reminder=true'
    );
  });

  it('takes a 404 that is not Zoom’s 3001 for no proof that a meeting is gone', async () => {
    door.answer({ status: 404, text: '<html>Not Found</html>' });
    const input = { id: '77', host, remindHost: false, remindRegistrants: false };
    const error = await errorOf(clientOf(door).zoom.deleteMeeting(input));
    expect(error).toMatchObject({ name: 'ZoomAnswerError', retry: 'later', reach: 'meeting' });
  });

  it('reads every page of a list with the same filter', async () => {
    const row = (id: number) => ({ ...MEETING, id, agenda: 'short' });
    door.answer(
      { json: { meetings: [row(1), row(2)], next_page_token: 'page/2=' } },
      { json: { meetings: [row(3)], next_page_token: '' } }
    );
    const rows = await clientOf(door).zoom.listMeetings({
      host,
      type: 'upcoming',
      from: '2026-03-10',
      to: '2026-09-10',
    });
    expect(rows.map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(rows[0]).not.toHaveProperty('password');
    const common = 'type=upcoming&page_size=300&from=2026-03-10&to=2026-09-10';
    expect(writes()).toEqual([
      `GET /v2/users/maria%2B1%40company.com/meetings?${common}`,
      `GET /v2/users/maria%2B1%40company.com/meetings?${common}&next_page_token=page%2F2%3D`,
    ]);
  });

  it('does not read on where the next page is the same', async () => {
    door.answer({ json: { meetings: [], next_page_token: 'again' } });
    await clientOf(door).zoom.listMeetings({ host, type: 'scheduled' });
    expect(door.calls).toHaveLength(2);
  });

  it('names a user, also one without a display name', async () => {
    door.answer({
      json: { id: 'u1', email: host, type: 2, first_name: 'Maria', last_name: 'Keller' },
    });
    expect(await clientOf(door).zoom.getUser({ idOrEmail: host })).toEqual({
      id: 'u1',
      email: host,
      displayName: 'Maria Keller',
      type: 2,
      timezone: null,
    });
  });

  it('finds the owner by role, and asks for `me` only where users cannot be listed', async () => {
    const owner = { id: 'o1', email: 'owner@company.com', display_name: 'John Doe', type: 2 };
    door.answer({ json: { users: [{ email: 'pending@company.com', type: 1 }, owner] } });
    expect(await clientOf(door).zoom.findOwner()).toMatchObject({ id: 'o1' });
    expect(writes()).toEqual(['GET /v2/users?role_id=0&page_size=30']);

    const message = 'Invalid access token, does not contain scopes:[user:read:list_users:admin].';
    door.answer({ status: 400, json: { code: 4711, message } }, { json: owner });
    expect(await clientOf(door).zoom.findOwner()).toMatchObject({ displayName: 'John Doe' });
    expect(writes().at(-1)).toBe('GET /v2/users/me');
  });

  it.each(['', ' ', '.', '..', 'me', 'ME'])('does not take %p for a host', async (name) => {
    const { zoom } = clientOf(door);
    const error = await errorOf(zoom.createMeeting({ host: name, startTime, body: {} }));
    expect(error).toBeInstanceOf(ZoomHostError);
    expect(door.calls).toHaveLength(0);
  });

  it.each(['', '..', 'abc', '12/34', '12?x=1', '-5'])(
    'does not take %p for a meeting’s number',
    async (id) => {
      const error = await errorOf(clientOf(door).zoom.getMeeting({ id }));
      expect(error).toBeInstanceOf(ZoomMeetingGoneError);
      expect(door.calls).toHaveLength(0);
    }
  );
});

describe('the reads', () => {
  it.each([
    ['a 503', { status: 503 } as const],
    ['a lost connection', 'drop' as const],
    [
      'a second too full',
      { status: 429, json: { code: 4001, message: 'the maximum per-second rate limit' } },
    ],
  ])('are tried again after %s', async (_name, reply) => {
    door.answer(reply, reply, { json: MEETING });
    const { zoom, waits } = clientOf(door);
    await expect(zoom.getMeeting({ id: '1' })).resolves.toBeDefined();
    expect(door.calls).toHaveLength(3);
    expect(waits).toEqual([375, 750]);
  });

  it('are tried three times at most', async () => {
    door.answer({ status: 500, json: { code: 500, message: 'oops' } });
    const error = await errorOf(clientOf(door).zoom.getMeeting({ id: '1' }));
    expect(error).toBeInstanceOf(ZoomUnavailableError);
    expect(door.calls).toHaveLength(3);
  });

  it.each([400, 403, 404])('are not tried again after a %i', async (status) => {
    door.answer({ status, json: { code: 300, message: 'no' } });
    await errorOf(clientOf(door).zoom.getMeeting({ id: '1' }));
    expect(door.calls).toHaveLength(1);
  });

  it('wait as long as Zoom asks, and leave it to the caller where that is long', async () => {
    door.answer({ status: 503, headers: { 'retry-after': '2' } }, { json: MEETING });
    const { zoom, waits } = clientOf(door);
    await zoom.getMeeting({ id: '1' });
    expect(waits).toEqual([2_000]);
    door.answer({ status: 503, headers: { 'retry-after': '120' } });
    expect(await errorOf(zoom.getMeeting({ id: '1' }))).toMatchObject({
      retryAt: new Date('2026-03-10T15:32:00Z'),
    });
    expect(waits).toHaveLength(1);
  });
});

describe('the writes', () => {
  it('are never tried again by themselves', async () => {
    door.answer({ status: 503 });
    const { zoom } = clientOf(door);
    await errorOf(zoom.updateMeeting({ id: '1', host, startTime, body: {} }));
    await errorOf(
      zoom.deleteMeeting({ id: '1', host, remindHost: false, remindRegistrants: false })
    );
    expect(door.calls).toHaveLength(2);
  });

  it('of one host reach Zoom one at a time', async () => {
    let underWay = 0;
    let most = 0;
    const budget = openBudget();
    const { zoom } = clientOf(door, {
      dayBudget: {
        ...budget,
        reserve: async () => {
          underWay += 1;
          most = Math.max(most, underWay);
          await new Promise((resolve) => setImmediate(resolve));
          return { kind: 'granted' };
        },
      },
    });
    door.answer(() => {
      underWay -= 1;
      return { status: 204 };
    });
    const ids = ['1', '2', '3', '4'];
    await Promise.all(ids.map((id) => zoom.updateMeeting({ id, host, startTime, body: {} })));
    expect(most).toBe(1);
    expect(writes()).toEqual(ids.map((id) => `PATCH /v2/meetings/${id}`));
  });

  it('of one host wait for each other and count together, by address or by user id', async () => {
    const budget = openBudget();
    const { zoom } = clientOf(door, {
      dayBudget: budget,
      hostName: async (name) => (name === 'KDcuGIm1QgePTO8WbOqwIQ' ? host : name),
    });
    const first = new AbortController();
    door.answer('hang');
    const call = { startTime, body: {} };
    const running = errorOf(zoom.updateMeeting({ ...call, host, id: '1', signal: first.signal }));
    await door.saw(1);
    const waiting = zoom.updateMeeting({ ...call, host: 'KDcuGIm1QgePTO8WbOqwIQ', id: '2' });
    // A call of another host overtakes: had the second its own turn, it would have been sent, too.
    door.answer({ status: 204 });
    await zoom.updateMeeting({ ...call, host: 'other@company.com', id: '3' });
    expect(writes()).toEqual(['PATCH /v2/meetings/1', 'PATCH /v2/meetings/3']);
    first.abort();
    await running;
    await waiting;
    expect(writes()).toHaveLength(3);
    expect(budget.log.filter((line) => line === `reserve ${host}`)).toHaveLength(2);
  });

  it('that wait their turn can be called off, and are then never sent', async () => {
    door.answer('hang');
    const { zoom } = clientOf(door);
    const first = new AbortController();
    const second = new AbortController();
    const call = { host, startTime, body: {} };
    const running = errorOf(zoom.updateMeeting({ ...call, id: '1', signal: first.signal }));
    await door.saw(1);
    const waiting = errorOf(zoom.updateMeeting({ ...call, id: '2', signal: second.signal }));
    second.abort();
    expect(await waiting).toMatchObject({
      name: 'ZoomUnavailableError',
      because: 'stopped-before-sent',
    });
    first.abort();
    expect(await running).toMatchObject({ name: 'ZoomUnavailableError', because: 'stopped' });
    expect(door.calls).toHaveLength(1);
  });
});
