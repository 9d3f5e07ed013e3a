import { createServer, type Server } from 'node:http';

import { TABLE, UID } from '../../contracts/identifiers';
import { createTestApp, type TestApp } from '../support/strapi';
import { openClassroom, type Classroom } from '../support/sessions';
import { waitUntil } from '../support/wait';
import { signed, webhook } from '../support/webhooks';
import { startZoom, type TestZoom } from '../support/zoom';

/** Rows and answers as they come. */
type Row = ReturnType<typeof JSON.parse>;

describe('event log', () => {
  let zoom: TestZoom;
  let app: TestApp;
  let room: Classroom;
  let proxy: Server;
  /** What stands between the world and Strapi. */
  let proxyMode: 'pass' | 'redirect' | 'stranger' | 'cut' = 'pass';

  beforeAll(async () => {
    zoom = await startZoom();
    app = await createTestApp({ zoom: zoom.addresses });
    proxy = createServer((request, answer) => {
      if (proxyMode === 'redirect') {
        answer.writeHead(308, { location: 'https://elsewhere.example/' }).end();
        return;
      }
      if (proxyMode === 'cut') {
        request.socket.destroy();
        return;
      }
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        if (proxyMode === 'stranger' && request.method === 'POST') {
          answer.writeHead(200).end('{"status":"received"}');
          return;
        }
        const { host: _host, connection: _connection, ...headers } = request.headers;
        fetch(`http://127.0.0.1:${app.port}${request.url}`, {
          method: request.method ?? 'GET',
          headers: headers as Record<string, string>,
          ...(request.method === 'POST' ? { body: Buffer.concat(chunks) } : {}),
        })
          .then(async (from) => answer.writeHead(from.status).end(await from.text()))
          .catch(() => answer.writeHead(502).end());
      });
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const at = proxy.address();
    const port = typeof at === 'object' && at !== null ? at.port : 0;
    await app.configure({ server: { url: `http://127.0.0.1:${port}` } });
    room = await openClassroom({ boot: { app }, zoom });
  });
  afterAll(async () => {
    await room.close();
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
    await app.remove();
    await zoom.stop();
  });
  beforeEach(() => {
    proxyMode = 'pass';
  });

  const table = () => room.cms.strapi.db.connection(TABLE.webhookEvent);
  const send = async (body: string, at = new Date()) =>
    room.cms.request
      .post('/api/webhooks/zoom')
      .set({
        'content-type': 'application/json',
        ...signed(body, at, zoom.credentials.webhookSecret),
      })
      .send(body);
  const allDone = () =>
    waitUntil(async () => (await table().where({ state: 'received' })).length === 0);
  const { accountId } = { accountId: () => zoom.credentials.accountId };
  const own = (event: string, object: Record<string, unknown>): string =>
    webhook(event, object, accountId());
  const list = async (query = ''): Promise<{ data: Row[]; meta: Row }> =>
    (await room.admin.get(`/zoom/events${query}`)).body;

  test('finds events by name, meeting, state and time, in pages, without payloads', async () => {
    await send(own('meeting.started', { uuid: 'log-1', start_time: '2026-03-02T10:00:00Z' }));
    await send(
      own('meeting.participant_joined', { uuid: 'log-1', participant: { user_name: 'A' } })
    );
    await send(own('meeting.participant_left', { uuid: 'log-1', participant: { user_name: 'A' } }));
    await send(own('user.created', {}));
    await allDone();
    const names = async (query: string) =>
      (await list(query)).data.map(({ event }) => event).sort();
    expect(await names('?event=meeting.participant*')).toEqual([
      'meeting.participant_joined',
      'meeting.participant_left',
    ]);
    expect(await names('?event=meeting_started')).toEqual([]);
    expect(await names('?event=user.created&state=ignored')).toEqual(['user.created']);
    expect(await names('?meetingId=81234567890&pageSize=1')).toHaveLength(1);
    expect(await names('?meetingUuid=log-1')).toHaveLength(3);
    expect(await names('?from=2031-01-01T00:00:00Z')).toEqual([]);
    expect(await names(`?to=${encodeURIComponent('2031-01-01T00:00:00+02:00')}`)).toHaveLength(4);
    expect(await names('?verified=false')).toEqual([]);
    const { data, meta } = await list('?page=2&pageSize=3');
    expect(meta.pagination).toEqual({ page: 2, pageSize: 3, pageCount: 2, total: 4 });
    expect(data[0]).not.toHaveProperty('payload');
    expect(data[0]).not.toHaveProperty('secrets');
    const wrong = await room.admin.get('/zoom/events?state=odd&pageSize=101&from=yesterday');
    expect(wrong.status).toBe(400);
    expect(wrong.body.error.details.errors.map(({ path }: Row) => path.join('.')).sort()).toEqual([
      'from',
      'pageSize',
      'state',
    ]);
  });

  test('shows an event without what was secret in it', async () => {
    const body = JSON.stringify({
      event: 'recording.completed',
      event_ts: Date.now(),
      download_token: 'SECRET-TOKEN',
      payload: {
        account_id: accountId(),
        object: { id: 81234567890, uuid: 'log-2', password: 'SECRET-PASS', topic: 'Yoga' },
      },
    });
    await send(body);
    await allDone();
    const [entry] = (await list('?event=recording.completed')).data;
    const answer = await room.admin.get(`/zoom/events/${entry!.id}`);
    expect(answer.body.data.payload.payload.object.topic).toBe('Yoga');
    expect(answer.text).not.toContain('SECRET');
    expect(answer.body.data).not.toHaveProperty('secrets');
    expect((await room.admin.get('/zoom/events/999999')).status).toBe(404);
    expect((await room.admin.get('/zoom/events/x')).status).toBe(400);
  });

  test('replays an event harmlessly, and no unverified or emptied one', async () => {
    const session = await room.editor.schedule();
    const { id, zoomId } = await room.rowWhere(session, (row) => row.syncState === 'synced');
    const uuid = 'replayed==';
    const start_time = new Date().toISOString();
    await send(own('meeting.started', { id: zoomId, uuid, start_time }));
    await allDone();
    await send(own('meeting.ended', { id: zoomId, uuid, start_time, end_time: start_time }));
    await allDone();
    const before = await room.row(session);
    const [started] = (await list(`?meetingId=${zoomId}&event=meeting.started`)).data;
    const { body } = await room.admin.get(`/zoom/events/${started!.id}`);
    expect(body.data.replay).toEqual({ kind: 'possible' });
    expect((await room.admin.post(`/zoom/events/${started!.id}/replay`).send({})).status).toBe(200);
    await allDone();
    const after = await room.row(session);
    expect([after!.id, after!.state, after!.runs]).toEqual([id, before!.state, before!.runs]);

    await table().where({ id: started!.id }).update({ verified: false });
    const refused = await room.admin.post(`/zoom/events/${started!.id}/replay`).send({});
    expect(refused.status).toBe(409);
    await table().where({ id: started!.id }).update({ verified: true, payload: '{}' });
    expect((await room.admin.post(`/zoom/events/${started!.id}/replay`).send({})).status).toBe(409);
    expect((await room.admin.post('/zoom/events/999999/replay').send({})).status).toBe(404);
  });

  describe('the self-test', () => {
    const run = async (): Promise<{ success: boolean; hops: Row[]; url: string }> =>
      (await room.admin.post('/zoom/events/self-test').send({})).body.data;
    const lastOf = ({ hops }: { hops: Row[] }) => hops.at(-1)!;

    test('sends a signed event through the public address and finds it', async () => {
      const answer = await run();
      expect(answer.hops.filter(({ ok }) => !ok)).toEqual([]);
      expect(answer.success).toBe(true);
      expect(answer.hops.map(({ name }) => name)).toEqual([
        'address',
        'secret',
        'reach',
        'refuse-forgery',
        'validate',
        'deliver',
        'store',
        'process',
      ]);
      const [entry] = (await list('?event=zoom.self_test')).data;
      expect(entry).toMatchObject({ state: 'ignored', isVerified: true });
    });

    test('says where a redirect, a stranger or silence stops it', async () => {
      proxyMode = 'redirect';
      expect(lastOf(await run())).toMatchObject({
        name: 'reach',
        ok: false,
        message: expect.stringContaining('elsewhere.example'),
      });
      proxyMode = 'cut';
      expect(lastOf(await run())).toMatchObject({ name: 'reach', ok: false });
      proxyMode = 'stranger';
      const { success, hops } = await run();
      expect(success).toBe(false);
      expect(hops.filter(({ ok }) => !ok).map(({ name }) => name)).toEqual([
        'refuse-forgery',
        'validate',
        'store',
      ]);
    });

    test('notices that verification is off', async () => {
      await room.admin.put('/zoom/settings').send({ verifyWebhookSignatures: false });
      const { hops } = await run();
      expect(hops.find(({ name }) => name === 'refuse-forgery')).toMatchObject({ ok: false });
      const { body } = await room.admin.get('/zoom/events/health');
      expect(body.data.verification).toMatchObject({ isOn: false, unverifiedEvents: 1 });
      expect(body.data.verification.resumesAt).not.toBeNull();
      await room.admin.put('/zoom/settings').send({ verifyWebhookSignatures: true });
    });
  });

  test('health says what came, what should have come, what failed and how the clock is', async () => {
    const body = own('meeting.ended', { uuid: 'x', start_time: 'not a date', end_time: '2026' });
    await send(body);
    await allDone();
    await send(own('meeting.started', { uuid: 'ahead' }), new Date(Date.now() + 42 * 60_000));
    const { data } = (await room.admin.get('/zoom/events/health')).body;
    expect(data.failures).toMatchObject({ count: 1, latest: [{ event: 'meeting.ended' }] });
    expect(data.failures.latest[0].error).toContain('start_time');
    expect(data.clock.warning).toContain('42 minutes in the future');
    const verdicts = Object.fromEntries(data.expected.map((one: Row) => [one.event, one.verdict]));
    expect(verdicts).toMatchObject({
      'meeting.started': 'seen',
      'meeting.created': 'missing',
      'meeting.updated': 'no-occasion',
    });
    expect(data.byType[0]).toHaveProperty('lastReceivedAt');
    expect(data.overdue).toBe(0);
    expect((await room.admin.get('/zoom/settings')).body.data.clockWarning).toContain('42 minutes');
  });

  test('a failure for good is told to the app, without links and addresses', async () => {
    const told: Row[] = [];
    room.cms.strapi.eventHub.on('zoom.sync.failed', async (payload: Row) => {
      told.push(payload);
    });
    const session = await room.editor.schedule();
    const { id } = await room.rowWhere(session, (row) => row.syncState === 'synced');
    zoom.controls.addFault({
      kind: 'status',
      method: 'PATCH',
      status: 400,
      body: { code: 300, message: 'Refused for eve@school.example, see https://z.example/?zak=1' },
    });
    await room.editor.publish(session, {
      courseName: 'Geometry',
      sessionNumber: 2,
      startTime: new Date(Date.now() + 50 * 3600_000).toISOString(),
    });
    await room.rowWhere(session, (row) => row.syncState === 'failed');
    const payload = await waitUntil(() => told[0]);
    const row = await room.cms.strapi.db.query(UID.meeting).findOne({ where: { id } });
    expect(payload).toMatchObject({
      session: { uid: UID.courseSession, documentId: session },
      meeting: { documentId: row.documentId },
    });
    expect(payload.reason).not.toMatch(/@|https?:/);
  });
});
