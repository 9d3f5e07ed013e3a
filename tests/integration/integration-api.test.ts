import { createSimulator, type Simulator } from '../../simulator/src';
import {
  DAY_MS,
  endOfWait,
  inDays,
  JOHN,
  makeDue,
  meetingBody,
  PATH,
  zoomConfigOf,
} from '../support/management';
import { bootStrapi, type BootedStrapi } from '../support/strapi';
import { waitUntil } from '../support/wait';

const MARIA = 'maria.keller@company.com';
/** In the account, but not among the hosts that the settings allow. */
const AMIR = 'amir.haddad@company.com';
const GRACE = 'grace.okafor@company.com';
const NORA = 'nora.nohost@company.com';

const ACTIONS = ['list', 'get', 'create', 'update', 'cancel', 'startLink'];
const action = (name: string) => `plugin::zoom.integration.${name}`;

describe('the meeting management API', () => {
  let simulator: Simulator;
  let booted: BootedStrapi;
  let api: ReturnType<BootedStrapi['requestAs']>;

  const saveSettings = async (changes: Record<string, unknown>) => {
    const admin = await booted.adminRequest();
    await admin.put('/zoom/settings').send(changes).expect(200);
  };
  const policy = { defaultHost: JOHN, hosts: [MARIA, GRACE, NORA], allowAllHosts: false };

  const create = async (changes: Record<string, unknown> = {}) => {
    const { body } = await api.post(PATH).send(meetingBody(changes)).expect(201);
    return body.meeting;
  };
  const createdInZoom = () => simulator.controls.calls({ method: 'POST', path: '/users/' });
  const listCalls = () =>
    simulator.controls
      .calls({ method: 'GET', path: '/users/' })
      .filter(({ path }) => path.endsWith('/meetings'));
  const meetingsNamed = (topic: string) =>
    simulator.controls.state().meetings.filter((meeting) => meeting.topic === topic);
  const rowsNamed = (topic: string) =>
    booted.strapi.db.query('plugin::zoom.meeting').findMany({ where: { topic } });

  const settleNow = () => makeDue(booted);
  const letTimePass = () => endOfWait(booted);

  beforeAll(async () => {
    simulator = createSimulator();
    await simulator.listen();
    booted = await bootStrapi({ zoom: zoomConfigOf(simulator) });
    await saveSettings({ enabled: true, ...policy });
    api = booted.requestAs(await booted.createApiToken({ type: 'full-access' }));
  });

  afterAll(async () => {
    // A boot that failed has its error shown already; what did start is closed.
    await (booted as BootedStrapi | undefined)?.stop();
    await simulator.close();
  });

  afterEach(() => {
    expect(simulator.controls.unexpected()).toEqual([]);
    simulator.controls.clearFaults();
    simulator.controls.clearCalls();
  });

  describe('who may call', () => {
    const CALLS = [
      ['GET', PATH, 'list'],
      ['POST', PATH, 'create'],
      ['GET', `${PATH}/85746065574`, 'get'],
      ['PATCH', `${PATH}/85746065574`, 'update'],
      ['DELETE', `${PATH}/85746065574`, 'cancel'],
      ['GET', `${PATH}/85746065574/start-link`, 'startLink'],
    ] as const;
    const call = (
      agent: ReturnType<BootedStrapi['requestAs']>,
      [method, path]: readonly [string, string, string]
    ) => {
      switch (method) {
        case 'POST':
          return agent.post(path).send({});
        case 'PATCH':
          return agent.patch(path).send({});
        case 'DELETE':
          return agent.delete(path);
        default:
          return agent.get(path);
      }
    };

    it.each(CALLS)('%s %s is closed without a token, with `success: false`', async (...row) => {
      const { status, body } = await call(booted.request, row);
      expect(status).toBe(403);
      expect(body).toMatchObject({ success: false, data: null, error: { status: 403 } });
    });

    it.each(CALLS)('%s %s is closed to a wrong token', async (...row) => {
      const { status, body } = await call(booted.requestAs('wrong'), row);
      expect(status).toBe(401);
      expect(body).toMatchObject({ success: false, error: { status: 401 } });
    });

    it('is closed to read-only tokens and to the admin panel’s session', async () => {
      const token = await booted.createApiToken({ type: 'read-only' });
      const admin = await booted.adminRequest();
      for (const row of CALLS) {
        expect((await call(booted.requestAs(token), row)).status).toBe(403);
        expect((await call(admin, row)).status).toBe(401);
      }
    });

    it.each(CALLS)('%s %s needs its own action: a custom token', async (...row) => {
      const own = action(row[2]);
      const others = ACTIONS.map(action).filter((name) => name !== own);
      const without = await booted.createApiToken({ type: 'custom', permissions: others });
      expect((await call(booted.requestAs(without), row)).status).toBe(403);
      const holder = await booted.createApiToken({ type: 'custom', permissions: [own] });
      expect([200, 400, 404]).toContain((await call(booted.requestAs(holder), row)).status);
    });

    it('is open to a site user whose role holds the action', async () => {
      const { jwt } = await booted.createSiteUser();
      await booted.requestAs(jwt).get(PATH).expect(403);
      await booted.grant({ role: 'authenticated', actions: [action('list')] });
      await booted.requestAs(jwt).get(PATH).expect(200);
      await booted.requestAs(jwt).post(PATH).send(meetingBody()).expect(403);
    });
  });

  describe('create', () => {
    it('answers 201 with the meeting, start link included for a full-access token', async () => {
      const startTime = inDays(7);
      const { body } = await api
        .post(PATH)
        .send({
          topic: 'Created',
          type: 2,
          start_time: startTime,
          duration: 30,
          timezone: 'America/New_York',
          password: 'secure123',
          agenda: 'Demonstrate new features',
          settings: { host_video: true, waiting_room: false },
        })
        .expect(201)
        .expect('Cache-Control', 'no-store');
      expect(body).toEqual({
        success: true,
        meeting: expect.objectContaining({
          id: expect.stringMatching(/^\d{10,11}$/),
          uuid: expect.any(String),
          topic: 'Created',
          type: 2,
          start_time: startTime,
          duration: 30,
          timezone: 'America/New_York',
          agenda: 'Demonstrate new features',
          join_url: expect.stringContaining('pwd='),
          start_url: expect.stringContaining('zak='),
          password: 'secure123',
          status: 'waiting',
          settings: expect.objectContaining({ host_video: true, waiting_room: false }),
        }),
      });
      expect(simulator.controls.meeting(body.meeting.id)).toMatchObject({ topic: 'Created' });
    });

    it('keeps the start link from a token without `startLink`', async () => {
      const permissions = ['create', 'get', 'update'].map(action);
      const own = booted.requestAs(await booted.createApiToken({ type: 'custom', permissions }));
      const { body } = await own.post(PATH).send(meetingBody()).expect(201);
      expect(body.meeting).toHaveProperty('password');
      expect(JSON.stringify(body)).not.toMatch(/start_url|zak=/);
      const one = await own.get(`${PATH}/${body.meeting.id}`).expect(200);
      expect(JSON.stringify(one.body)).not.toMatch(/start_url|zak=/);
      await own.get(`${PATH}/${body.meeting.id}/start-link`).expect(403);
    });

    it('fills what the body leaves open from the settings', async () => {
      await saveSettings({ autoRecording: 'cloud', waitingRoom: true, defaultDuration: 75 });
      const { id } = await create({ duration: undefined, topic: 'Defaults' });
      expect(createdInZoom().at(-1)?.body).toMatchObject({
        duration: 75,
        settings: { waiting_room: true, join_before_host: false, auto_recording: 'cloud' },
      });
      await saveSettings({ autoRecording: 'none', defaultDuration: 60 });
      expect(simulator.controls.meeting(id)).toMatchObject({ duration: 75 });
    });

    it('sends instants: a local time is read in its zone', async () => {
      const start = inDays(7).replace('Z', '');
      const meeting = await create({ start_time: start, timezone: 'Asia/Kolkata' });
      expect(Date.parse(meeting.start_time)).toBe(Date.parse(`${start}+05:30`));
      expect(meeting.start_time).toMatch(/Z$/);
    });

    it('keeps a row of each meeting, without its start link', async () => {
      const meeting = await create({ topic: 'A row of its own' });
      const [row, ...others] = await rowsNamed('A row of its own');
      expect(others).toEqual([]);
      expect(row).toMatchObject({
        zoomId: meeting.id,
        uuid: meeting.uuid,
        duration: 45,
        joinUrl: meeting.join_url,
        passcode: meeting.password,
        hostEmail: JOHN,
        accountId: simulator.credentials.accountId,
        state: 'scheduled',
        syncState: 'synced',
        sessionUid: null,
        intent: null,
      });
      expect(JSON.stringify(row)).not.toContain('zak=');
      const start = Date.parse(meeting.start_time);
      expect(Date.parse(row.endTime)).toBe(start + 45 * 60_000);
    });

    it('makes meetings of another allowed host, named by e-mail address or id', async () => {
      const maria = simulator.controls.state().users.find(({ email }) => email === MARIA);
      expect(await create({ host: MARIA.toUpperCase() })).toMatchObject({ host_id: maria?.id });
      expect(await create({ host: maria?.id })).toMatchObject({ host_email: MARIA });
    });

    it('makes an instant meeting without a start_time', async () => {
      expect(await create({ type: 1, start_time: undefined })).toMatchObject({ type: 1 });
    });

    it.each([
      ['topic', { topic: undefined }],
      ['start_time', { start_time: undefined }],
      ['start_time', { start_time: 'next Tuesday' }],
      ['start_time', { start_time: '2026-02-30T10:00:00Z' }],
      ['duration', { duration: 0 }],
      ['timezone', { timezone: 'Mars/Olympus' }],
      ['type', { type: 'scheduled' }],
      ['settings', { settings: [] }],
      ['unknown', { unknown: true }],
      ['host', { host: 7 }],
    ])('names %s in a 400 before Zoom is called: %j', async (field, changes) => {
      const { body } = await api.post(PATH).send(meetingBody(changes)).expect(400);
      expect(body).toMatchObject({
        success: false,
        data: null,
        error: {
          status: 400,
          name: 'ValidationError',
          message: expect.stringMatching(new RegExp(`^Meeting creation failed: ${field} `)),
          details: { field },
        },
      });
      expect(simulator.controls.calls()).toEqual([]);
    });

    it.each(['null', '[]', '"text"', '7', '{', ''])('answers 400 to the body %j', async (text) => {
      const answer = await api.post(PATH).set('Content-Type', 'application/json').send(text);
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ success: false, error: { status: 400 } });
    });

    it('passes on what Zoom itself refuses, with its code and field', async () => {
      const settings = { approval_type: 'nobody' };
      const { body } = await api.post(PATH).send(meetingBody({ settings })).expect(400);
      expect(body.error).toMatchObject({
        message: expect.stringMatching(/^Meeting creation failed: .*approval_type/),
        details: { code: 300, field: 'settings.approval_type' },
      });
      expect(await rowsNamed('Product Demo')).not.toContainEqual(
        expect.objectContaining({ zoomId: null })
      );
    });

    it('names the host where Zoom lets it hold no meetings', async () => {
      const { body } = await api
        .post(PATH)
        .send(meetingBody({ host: NORA }))
        .expect(400);
      expect(body.error.details).toMatchObject({ code: 3161, field: 'host' });
    });
  });

  describe('read', () => {
    it('lists the coming meetings of the default host, without passcodes and start links', async () => {
      const meeting = await create({ topic: 'Listed' });
      const { body } = await api.get(PATH).expect(200);
      expect(body).toMatchObject({ success: true, count: body.meetings.length });
      const listed = body.meetings.find(({ id }: { id: string }) => id === meeting.id);
      expect(listed).toMatchObject({
        uuid: meeting.uuid,
        topic: 'Listed',
        type: 2,
        start_time: meeting.start_time,
        duration: 45,
        timezone: 'America/New_York',
        join_url: expect.any(String),
      });
      expect(JSON.stringify(body)).not.toMatch(/"(password|start_url|settings|host_email)"/);
    });

    it('lists the meetings of the host that is asked for', async () => {
      const meeting = await create({ host: MARIA });
      const ids = async (query: string) =>
        (await api.get(`${PATH}?${query}`).expect(200)).body.meetings.map(
          ({ id }: { id: string }) => id
        );
      expect(await ids(`host=${MARIA}`)).toContain(meeting.id);
      expect(await ids('type=scheduled')).not.toContain(meeting.id);
    });

    it('lists what is live', async () => {
      const meeting = await create();
      simulator.controls.startMeeting(meeting.id);
      const { body } = await api.get(`${PATH}?type=live`).expect(200);
      expect(body).toMatchObject({ count: 1, meetings: [{ id: meeting.id }] });
      const one = await api.get(`${PATH}/${meeting.id}`).expect(200);
      expect(one.body.meeting.status).toBe('started');
      simulator.controls.endMeeting(meeting.id);
    });

    it('reads all pages: more than 300 meetings', async () => {
      const host = 'many@company.com';
      simulator.controls.addUser({ email: host, firstName: 'Many', lastName: 'Meetings', type: 2 });
      await saveSettings({ hosts: [...policy.hosts, host] });
      for (let number = 1; number <= 310; number += 1) {
        const body = { topic: `Meeting ${number}`, start_time: inDays(30), duration: 30 };
        simulator.controls.createMeeting({ host }, body);
      }
      const { body } = await api.get(`${PATH}?host=${host}`).expect(200);
      expect(body.count).toBe(310);
      expect(new Set(body.meetings.map(({ id }: { id: string }) => id)).size).toBe(310);
      await saveSettings(policy);
    });

    it('shares one call among requests at once, and keeps the list for a moment', async () => {
      await create();
      simulator.controls.clearCalls();
      simulator.controls.addFault({ kind: 'latency', method: 'GET', ms: 100 });
      const answers = await Promise.all(Array.from({ length: 8 }, () => api.get(PATH)));
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
      await api.get(PATH).expect(200);
      expect(listCalls()).toHaveLength(1);
    });

    it('shows its own writes at once', async () => {
      const topics = async () =>
        (await api.get(PATH).expect(200)).body.meetings.map(
          ({ topic }: { topic: string }) => topic
        );
      await topics();
      const { id } = await create({ topic: 'Just made' });
      expect(await topics()).toContain('Just made');
      await api.patch(`${PATH}/${id}`).send({ topic: 'Just changed' }).expect(200);
      expect(await topics()).toContain('Just changed');
      await api.delete(`${PATH}/${id}`).expect(200);
      expect(await topics()).not.toContain('Just changed');
    });

    it.each(['type=x', 'type=', 'type=live&type=live', 'type[$eq]=live', 'host=', 'page=1'])(
      'answers 400 to ?%s',
      async (query) => {
        const { body } = await api.get(`${PATH}?${query}`).expect(400);
        expect(body).toMatchObject({ success: false, error: { name: 'ValidationError' } });
      }
    );

    it('gives one meeting, and its start link on request', async () => {
      const { id } = await create({ topic: 'One' });
      const { body } = await api.get(`${PATH}/${id}`).expect(200);
      expect(body).toMatchObject({
        success: true,
        meeting: {
          id,
          topic: 'One',
          status: 'waiting',
          password: expect.any(String),
          settings: expect.any(Object),
          start_url: expect.stringContaining('zak='),
        },
      });
      const link = await api.get(`${PATH}/${id}/start-link`).expect(200);
      expect(link.body).toEqual({ success: true, start_url: expect.stringContaining('zak=') });
    });

    it.each([
      '85746065574',
      'abc',
      '1e3',
      '0',
      '-1',
      '1.5',
      '9'.repeat(15),
      '9'.repeat(300),
      '%00',
    ])('answers 404 to every call on the meeting %s', async (id) => {
      const answers = [
        await api.get(`${PATH}/${id}`),
        await api.patch(`${PATH}/${id}`).send({ topic: 'x' }),
        await api.delete(`${PATH}/${id}`),
        await api.get(`${PATH}/${id}/start-link`),
      ];
      for (const { status, body } of answers) {
        expect(status).toBe(404);
        expect(body).toMatchObject({ success: false, data: null, error: { status: 404 } });
      }
    });
  });

  describe('change', () => {
    it('changes what the body names and answers the meeting as it now is', async () => {
      const meeting = await create({ agenda: 'stays' });
      const startTime = inDays(8);
      const { body } = await api
        .patch(`${PATH}/${meeting.id}`)
        .send({ topic: 'Updated Topic', start_time: startTime, duration: 90 })
        .expect(200);
      expect(body).toMatchObject({
        success: true,
        meeting: {
          id: meeting.id,
          topic: 'Updated Topic',
          start_time: startTime,
          duration: 90,
          agenda: 'stays',
        },
      });
      expect(await rowsNamed('Updated Topic')).toEqual([
        expect.objectContaining({ zoomId: meeting.id, duration: 90 }),
      ]);
    });

    it('reads a local start in the zone the meeting has', async () => {
      const { id } = await create({ timezone: 'Asia/Kolkata' });
      const start = inDays(9).replace('Z', '');
      const { body } = await api.patch(`${PATH}/${id}`).send({ start_time: start }).expect(200);
      expect(Date.parse(body.meeting.start_time)).toBe(Date.parse(`${start}+05:30`));
    });

    it('changes meetings that were made in Zoom', async () => {
      const { id } = simulator.controls.createMeeting({ host: MARIA }, { topic: 'By hand' });
      const { body } = await api.patch(`${PATH}/${id}`).send({ topic: 'Taken up' }).expect(200);
      expect(body.meeting).toMatchObject({ id: String(id), topic: 'Taken up' });
    });

    it.each([
      [{}, undefined],
      [{ start_time: 'soon' }, 'start_time'],
      [{ duration: '60' }, 'duration'],
      [{ unknown: 1 }, 'unknown'],
      [[], undefined],
    ])('refuses %j before Zoom is called', async (changes, field) => {
      const { id } = await create();
      simulator.controls.clearCalls();
      const { body } = await api.patch(`${PATH}/${id}`).send(changes).expect(400);
      expect(body.error.message).toMatch(/^Meeting update failed: /);
      expect(body.error.details.field).toBe(field);
      expect(simulator.controls.calls()).toEqual([]);
    });

    it('accepts the host a meeting has, and no other', async () => {
      const { id } = await create();
      await api.patch(`${PATH}/${id}`).send({ host: JOHN, topic: 'Same host' }).expect(200);
      const { body } = await api.patch(`${PATH}/${id}`).send({ host: MARIA }).expect(400);
      expect(body.error.details.field).toBe('host');
    });

    it('deletes, and knows the meeting no more', async () => {
      const { id } = await create({ topic: 'To be deleted' });
      const { body } = await api.delete(`${PATH}/${id}`).expect(200);
      expect(body).toEqual({ success: true });
      expect(simulator.controls.meeting(id)?.deleted_at).not.toBeNull();
      expect(await rowsNamed('To be deleted')).toEqual([
        expect.objectContaining({ state: 'cancelled', zoomId: id }),
      ]);
      const zoomId = await booted.strapi.db
        .query('plugin::zoom.zoom-id')
        .findOne({ where: { zoomId: id } });
      expect(Number(zoomId.retiredAt)).toBeGreaterThan(0);
      await api.get(`${PATH}/${id}`).expect(404);
      await api.patch(`${PATH}/${id}`).send({ topic: 'x' }).expect(404);
      await api.delete(`${PATH}/${id}`).expect(404);
    });

    it('says how reminders are to be sent, from the settings', async () => {
      const { id } = await create();
      await api.delete(`${PATH}/${id}`).expect(200);
      expect(simulator.controls.calls({ method: 'DELETE' }).at(-1)?.query).toMatchObject({
        schedule_for_reminder: 'false',
        cancel_meeting_reminder: 'false',
      });
    });

    it('counts one of ours that is gone in Zoom as deleted; of others it knows nothing', async () => {
      const ours = await create({ topic: 'Gone in Zoom' });
      simulator.controls.deleteMeeting(ours.id);
      await api.delete(`${PATH}/${ours.id}`).expect(200);
      expect(await rowsNamed('Gone in Zoom')).toEqual([
        expect.objectContaining({ state: 'cancelled' }),
      ]);
      const { id } = simulator.controls.createMeeting({ host: JOHN }, { topic: 'By hand' });
      simulator.controls.deleteMeeting(id);
      await api.delete(`${PATH}/${id}`).expect(404);
    });
  });

  describe('whose meetings', () => {
    it('knows no host that the settings do not name', async () => {
      for (const host of [AMIR, 'nobody@company.com', 'me']) {
        const listed = await api.get(`${PATH}?host=${host}`).expect(404);
        expect(listed.body.error).toMatchObject({ details: { field: 'host' } });
        await api.post(PATH).send(meetingBody({ host })).expect(404);
      }
      expect(createdInZoom()).toEqual([]);
    });

    it('knows no meeting of such a host', async () => {
      const { id } = simulator.controls.createMeeting({ host: AMIR }, { topic: 'Not ours' });
      await api.get(`${PATH}/${id}`).expect(404);
      await api.get(`${PATH}/${id}/start-link`).expect(404);
      await api.patch(`${PATH}/${id}`).send({ topic: 'Taken' }).expect(404);
      await api.delete(`${PATH}/${id}`).expect(404);
      expect(simulator.controls.meeting(id)).toMatchObject({ topic: 'Not ours', deleted_at: null });
    });

    it('knows everybody with allowAllHosts', async () => {
      const { id } = simulator.controls.createMeeting({ host: AMIR }, { topic: 'Everybody' });
      await saveSettings({ allowAllHosts: true });
      await api.get(`${PATH}/${id}`).expect(200);
      await api.get(`${PATH}?host=${AMIR}`).expect(200);
      const unknown = await api.post(PATH).send(meetingBody({ host: 'nobody@company.com' }));
      expect(unknown.status).toBe(400);
      expect(unknown.body.error.details).toMatchObject({ code: 1001, field: 'host' });
      await saveSettings(policy);
      await api.get(`${PATH}/${id}`).expect(404);
    });

    it('names field and setting where there is no default host', async () => {
      await saveSettings({ defaultHost: null });
      const { body } = await api.post(PATH).send(meetingBody()).expect(400);
      expect(body.error).toMatchObject({
        message: expect.stringContaining('no default host is set'),
        details: { field: 'host' },
      });
      await api.get(PATH).expect(400);
      await saveSettings(policy);
    });

    it('leaves a session’s meeting to its session', async () => {
      const session = { uid: 'plugin::zoom.course-session', documentId: 'sessiondocument' };
      const plant = async (host: string) => {
        const meeting = simulator.controls.createMeeting({ host }, meetingBody());
        const accountId = simulator.credentials.accountId;
        const zoomId = String(meeting.id);
        const row = await booted.strapi.db.query('plugin::zoom.meeting').create({
          data: {
            zoomId,
            accountId,
            hostId: meeting.host_id,
            hostEmail: host,
            sessionUid: session.uid,
            sessionDocumentId: `${session.documentId}-${host}`,
            state: 'scheduled',
            syncState: 'synced',
            startTime: meeting.start_time,
            duration: 45,
          },
        });
        await booted.strapi.db
          .query('plugin::zoom.zoom-id')
          .create({ data: { accountId, zoomId, meetingRowId: row.id } });
        return { id: zoomId, documentId: row.sessionDocumentId };
      };
      const ours = await plant(JOHN);
      await api.get(`${PATH}/${ours.id}`).expect(200);
      const refusals = [
        await api.patch(`${PATH}/${ours.id}`).send({ topic: 'x' }),
        await api.delete(`${PATH}/${ours.id}`),
      ];
      for (const { status, body } of refusals) {
        expect(status).toBe(409);
        expect(body).toMatchObject({
          success: false,
          error: {
            name: 'ConflictError',
            message: expect.stringContaining(ours.documentId),
            details: { session: { uid: session.uid, documentId: ours.documentId } },
          },
        });
      }
      const others = await plant(AMIR);
      await api.get(`${PATH}/${others.id}`).expect(404);
      await api.patch(`${PATH}/${others.id}`).send({ topic: 'x' }).expect(404);
      await api.delete(`${PATH}/${others.id}`).expect(404);
      expect(simulator.controls.calls({ method: 'DELETE' })).toEqual([]);
    });
  });

  describe('Idempotency-Key', () => {
    const post = (key: string, changes: Record<string, unknown> = {}) =>
      api.post(PATH).set('Idempotency-Key', key).send(meetingBody(changes));

    it('makes one meeting of two requests, and answers it as it now is', async () => {
      const first = await post('once', { topic: 'Once' }).expect(201);
      simulator.controls.changeMeeting(first.body.meeting.id, { topic: 'Renamed since' });
      const second = await post('once', { topic: 'Once' }).expect(201);
      expect(second.headers['idempotency-replayed']).toBe('true');
      expect(second.body.meeting).toMatchObject({
        id: first.body.meeting.id,
        topic: 'Renamed since',
        start_url: expect.any(String),
      });
      expect(createdInZoom()).toHaveLength(1);
    });

    it('makes one meeting of many requests at once', async () => {
      simulator.controls.addFault({ kind: 'latency', method: 'POST', ms: 200 });
      const answers = await Promise.all(
        Array.from({ length: 6 }, () => post('at-once', { topic: 'At once' }))
      );
      expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201));
      expect(new Set(answers.map(({ body }) => body.meeting.id)).size).toBe(1);
      expect(meetingsNamed('At once')).toHaveLength(1);
    });

    it('refuses the key with another body', async () => {
      await post('same', { topic: 'Same key' }).expect(201);
      const { body } = await post('same', { topic: 'Another body' }).expect(422);
      expect(body).toMatchObject({ success: false, error: { status: 422 } });
      await post('same', { topic: 'Same key' }).expect(201);
      expect(meetingsNamed('Another body')).toEqual([]);
    });

    it('belongs to one token', async () => {
      const first = await post('shared', { topic: 'Two tokens' }).expect(201);
      const other = booted.requestAs(await booted.createApiToken({ type: 'full-access' }));
      const second = await other
        .post(PATH)
        .set('Idempotency-Key', 'shared')
        .send(meetingBody({ topic: 'Two tokens' }))
        .expect(201);
      expect(second.body.meeting.id).not.toBe(first.body.meeting.id);
    });

    it('is free again after a refusal', async () => {
      simulator.controls.addFault({ kind: 'rate-limit-second', method: 'POST' });
      await post('refused', { topic: 'Second try' }).expect(503);
      await post('refused', { topic: 'Second try' }).expect(201);
      expect(meetingsNamed('Second try')).toHaveLength(1);
    });

    it('answers 404 where its meeting was deleted since', async () => {
      const { body } = await post('deleted', { topic: 'Deleted since' }).expect(201);
      await api.delete(`${PATH}/${body.meeting.id}`).expect(200);
      await post('deleted', { topic: 'Deleted since' }).expect(404);
    });

    it('is kept for 24 hours', async () => {
      const first = await post('yesterday', { topic: 'Every day' }).expect(201);
      await booted.strapi.db
        .connection('zm_idempotency_keys')
        .update({ created_at: Date.now() - DAY_MS - 1 });
      const second = await post('yesterday', { topic: 'Every day' }).expect(201);
      expect(second.body.meeting.id).not.toBe(first.body.meeting.id);
    });

    it.each(['', 'k'.repeat(256)])('refuses a key of %#', async (key) => {
      const { body } = await post(key).expect(400);
      expect(body.error.details).toMatchObject({ field: 'Idempotency-Key' });
    });

    it('stores neither key nor secret', async () => {
      await post('readable-key', { topic: 'Nothing stored', password: 'hidden123' }).expect(201);
      const rows = await booted.strapi.db.connection('zm_idempotency_keys').select();
      expect(JSON.stringify(rows)).not.toMatch(/readable-key|hidden123|zak=/);
    });
  });

  describe('a create whose answer is lost', () => {
    const post = (key: string, changes: Record<string, unknown>) =>
      api.post(PATH).set('Idempotency-Key', key).send(meetingBody(changes));
    const expectUnknown = (answer: { status: number; body: unknown }) => {
      expect(answer.status).toBe(504);
      expect(answer.body).toMatchObject({
        success: false,
        error: { status: 504, details: { state: 'unknown' } },
      });
    };

    it.each([
      ['with a passcode of ours', {}],
      ['with a passcode of the caller', { password: 'secure123' }],
    ])('after the commit is found again, %s', async (how, changes) => {
      const topic = `Lost after, ${how}`;
      simulator.controls.addFault({ kind: 'drop-after-commit', method: 'POST' });
      expectUnknown(await post(topic, { topic, ...changes }));
      expectUnknown(await post(topic, { topic, ...changes }));
      const [inZoom] = meetingsNamed(topic);
      await letTimePass();
      const found = await waitUntil(async () => {
        const answer = await post(topic, { topic, ...changes });
        return answer.status === 201 && answer;
      });
      expect(found.body.meeting.id).toBe(String(inZoom?.id));
      expect(meetingsNamed(topic)).toHaveLength(1);
      expect(await rowsNamed(topic)).toEqual([
        expect.objectContaining({ zoomId: String(inZoom?.id), state: 'scheduled', intent: null }),
      ]);
    });

    it('before the commit made nothing, and the same key creates anew', async () => {
      const topic = 'Lost before';
      simulator.controls.addFault({ kind: 'drop-before-commit', method: 'POST' });
      expectUnknown(await post(topic, { topic }));
      await letTimePass();
      await waitUntil(async () => (await rowsNamed(topic)).length === 0);
      await post(topic, { topic }).expect(201);
      expect(meetingsNamed(topic)).toHaveLength(1);
    });

    it('is found at once when its job runs early, and not given up before its time', async () => {
      const topic = 'Early';
      simulator.controls.addFault({ kind: 'drop-before-commit', method: 'POST' });
      expectUnknown(await post(topic, { topic }));
      simulator.controls.clearCalls();
      await settleNow();
      await waitUntil(() => listCalls().length > 0);
      const job = () =>
        booted.strapi.db
          .connection('zm_jobs')
          .where('task', 'settle-create')
          .orderBy('id', 'desc')
          .first();
      await waitUntil(async () => Number((await job()).run_at) > Date.now());
      expect(await rowsNamed(topic)).toHaveLength(1);
      await letTimePass();
      await waitUntil(async () => (await rowsNamed(topic)).length === 0);
    });

    it('behind a 500 is not sent again by itself', async () => {
      const topic = 'Answered 500';
      simulator.controls.addFault({
        kind: 'status',
        method: 'POST',
        status: 500,
        afterCommit: true,
      });
      expectUnknown(await post(topic, { topic }));
      await letTimePass();
      await waitUntil(async () => (await post(topic, { topic })).status === 201);
      expect(meetingsNamed(topic)).toHaveLength(1);
    });

    it('is told from an equal meeting by its passcode', async () => {
      const topic = 'Twins';
      const twin = await create({ topic });
      simulator.controls.createMeeting({ host: JOHN }, meetingBody({ topic, password: 'other' }));
      simulator.controls.addFault({ kind: 'drop-after-commit', method: 'POST' });
      expectUnknown(await post(topic, { topic }));
      await letTimePass();
      const found = await waitUntil(async () => {
        const answer = await post(topic, { topic });
        return answer.status === 201 && answer;
      });
      expect(found.body.meeting.id).not.toBe(twin.id);
      expect(found.body.meeting.password).not.toBe('other');
      expect(meetingsNamed(topic)).toHaveLength(3);
    });

    it('is left to a person where nothing tells two meetings apart', async () => {
      const topic = 'Ambiguous';
      const body = meetingBody({ topic, password: 'secure123' });
      simulator.controls.addFault({ kind: 'drop-after-commit', method: 'POST' });
      expectUnknown(await post(topic, body));
      simulator.controls.createMeeting({ host: JOHN }, body);
      await letTimePass();
      await waitUntil(async () => (await rowsNamed(topic))[0]?.syncState === 'failed');
      expectUnknown(await post(topic, body));
      expect(meetingsNamed(topic)).toHaveLength(2);
      expect(simulator.controls.calls({ method: 'DELETE' })).toEqual([]);
    });
  });

  describe('when Zoom does not do it', () => {
    it('says when a limit lets calls through again', async () => {
      simulator.controls.addFault({ kind: 'rate-limit-second', method: 'POST' });
      const soon = await api.post(PATH).send(meetingBody()).expect(503);
      expect(Number(soon.headers['retry-after'])).toBeGreaterThan(0);
      simulator.controls.setHostDay({ host: GRACE, used: 100 });
      const topic = 'Over the limit';
      const { body, headers } = await api
        .post(PATH)
        .send(meetingBody({ host: GRACE, topic }))
        .expect(503);
      expect(body.error).toMatchObject({
        message: expect.stringMatching(/^Meeting creation failed: /),
        details: { limit: 'host-day', retryAt: expect.stringMatching(/T00:00:00/) },
      });
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(await rowsNamed(topic)).toEqual([]);
      simulator.controls.clearCalls();
      await api
        .post(PATH)
        .send(meetingBody({ host: GRACE }))
        .expect(503);
      expect(createdInZoom()).toEqual([]);
    });

    it('answers 502 where Zoom fails', async () => {
      const { id } = await create();
      simulator.controls.addFault({ kind: 'status', status: 500, times: 3 });
      const { body } = await api.get(`${PATH}/${id}`).expect(502);
      expect(body).toMatchObject({ success: false, error: { name: 'BadGatewayError' } });
      simulator.controls.addFault({ kind: 'status', method: 'PATCH', status: 503 });
      await api.patch(`${PATH}/${id}`).send({ topic: 'x' }).expect(502);
    });

    it('names the scope that the app lacks', async () => {
      const { scopes } = simulator.controls.state();
      simulator.controls.changeScopes(scopes.filter((scope) => !scope.includes('write:meeting')));
      simulator.controls.revokeTokens();
      try {
        const { body } = await api.post(PATH).send(meetingBody()).expect(502);
        expect(body.error).toMatchObject({
          message: expect.stringMatching(/^Meeting creation failed: .*meeting:write:meeting:admin/),
          details: { code: 4711 },
        });
      } finally {
        simulator.controls.changeScopes(scopes);
        simulator.controls.revokeTokens();
      }
      await create();
    });

    it('says so where Zoom takes the credentials no more', async () => {
      const { clientSecret } = simulator.credentials;
      simulator.controls.changeCredentials({ clientSecret: 'rotated' });
      simulator.controls.revokeTokens();
      try {
        const { body } = await api.post(PATH).send(meetingBody()).expect(502);
        expect(body.error.message).toMatch(/^Failed to authenticate with Zoom/);
        expect(JSON.stringify(body)).not.toContain(clientSecret);
      } finally {
        simulator.controls.changeCredentials({ clientSecret });
      }
      await create();
    });
  });

  // Last but two: the account is not asked for a marker again for a day.
  it('lets Zoom choose the passcode where the account refuses ours', async () => {
    simulator.controls.changeSettings({ refusePasscode: true });
    try {
      const meeting = await create({ topic: 'No marker' });
      expect(simulator.controls.meeting(meeting.id)).toMatchObject({ topic: 'No marker' });
      expect(meetingsNamed('No marker')).toHaveLength(1);
    } finally {
      simulator.controls.changeSettings({ refusePasscode: false });
    }
  });

  it('answers 503 while the integration is switched off, and calls nobody', async () => {
    await saveSettings({ enabled: false });
    for (const answer of [
      await api.get(PATH),
      await api.get(`${PATH}/85746065574`),
      await api.post(PATH).send(meetingBody()),
      await api.patch(`${PATH}/85746065574`).send({ topic: 'x' }),
      await api.delete(`${PATH}/85746065574`),
    ]) {
      expect(answer.status).toBe(503);
      expect(answer.body).toMatchObject({
        success: false,
        error: { message: expect.stringMatching(/^Zoom integration is not enabled/) },
      });
    }
    expect(simulator.controls.calls()).toEqual([]);
    await saveSettings({ enabled: true });
  });

  it('writes no link, passcode or token to the log', () => {
    expect(booted.logs.join('\n')).not.toMatch(/zak=|pwd=|secure123|hidden123|sim-client-secret/);
  });
});
