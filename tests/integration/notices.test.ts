import { TABLE, UID } from '../../contracts/identifiers';
import { installMailServer, type TestMailServer } from '../support/mail-server';
import { inHours, openClassroom, sessionData, type Classroom } from '../support/sessions';
import { staysTrue, waitUntil } from '../support/wait';

/** Rows as they come. */
type Row = ReturnType<typeof JSON.parse>;

const ALL_ON = {
  locale: 'en-GB',
  reminder: { enabled: true, minutesBefore: [120, 30] },
  rescheduled: { enabled: true },
  cancelled: { enabled: true },
  linkChanged: { enabled: true },
  recordingAvailable: { enabled: true },
};

describe('notices to registrants', () => {
  let room: Classroom;
  let mail: TestMailServer;

  beforeAll(async () => {
    room = await openClassroom({ settings: { notices: ALL_ON } });
    mail = installMailServer(room.cms);
  });
  afterAll(() => room.close());
  beforeEach(() => {
    mail.be('well');
  });

  const meetingRow = async (sessionId: string) =>
    room.rowWhere(sessionId, (row) => row.zoomId !== null && row.syncState === 'synced');

  const enrol = async (meeting: string, email: string, firstName: string | null = 'Ann') =>
    room.admin.post('/zoom/registrants').send({ meeting, email, firstName });

  const toAddress = (email: string) => mail.sent.filter(({ to }) => to === email);
  const notices = (): Promise<Row[]> => room.cms.strapi.db.connection(TABLE.notice).orderBy('id');
  const marks = (rowId: number): Promise<Row[]> =>
    room.cms.strapi.db.connection(TABLE.noticeMark).where({ meeting_row_id: rowId });

  /** Lets the minute pass in which an editor may correct a slip. */
  const passTime = async <T>(look: () => T | Promise<T>, what: string) =>
    waitUntil(
      async () => {
        const seen = await look();
        if (!seen) await room.hurry();
        return seen;
      },
      { what, everyMs: 100, timeoutMs: 60_000 }
    );

  /** A session that has a meeting and one registrant. */
  const classOf = async (email: string, data: Record<string, unknown> = {}) => {
    const session = await room.editor.schedule(sessionData(data));
    const row = await meetingRow(session);
    const answer = await enrol(row.documentId, email);
    expect(answer.status).toBe(201);
    await waitUntil(async () => (await marks(row.id)).length > 0, { what: 'a watched meeting' });
    return { session, row, registrant: answer.body.data.documentId as string };
  };

  test('of a moved class once, in its own time zone, however often tasks repeat', async () => {
    const { session, row } = await classOf('moved@students.example', {
      startTime: '2031-03-03T17:00:00.000Z',
      timezone: 'Europe/Paris',
    });
    await room.editor.publish(session, sessionData({ startTime: '2031-03-04T08:30:00.000Z' }));
    await passTime(() => toAddress('moved@students.example').length > 0, 'the notice');
    const [notice] = toAddress('moved@students.example');
    expect(notice!.subject).toContain('New time: Algebra - Session 1, Tuesday');
    expect(notice!.text).toMatch(/Hello Ann,/);
    expect(notice!.text).toMatch(/4 March 2031 at 0?9:30 \(Europe\/Paris\)/);
    expect(notice!.text).toMatch(/instead of Monday,? 3 March 2031 at 18:00/);
    expect(notice!.text).toMatch(/https?:\/\/\S+\/j\/\d+/);

    for (const _again of [1, 2, 3]) {
      await room.cms.strapi.plugin('zoom').service('notices').sweep();
      await room.hurry();
    }
    expect(
      await staysTrue(() => toAddress('moved@students.example').length === 1, { forMs: 700 })
    ).toBe(true);
    const [{ state }] = (await notices()).filter((one) => one.meeting_row_id === row.id) as [Row];
    expect(state).toBe('sent');
  });

  test('of a class that was moved and moved back nobody hears', async () => {
    const startTime = inHours(60);
    const { session, row } = await classOf('back@students.example', { startTime });
    await room.editor.publish(session, sessionData({ startTime: inHours(70) }));
    await room.rowWhere(
      session,
      (one) => one.syncState === 'synced' && one.startTime !== startTime
    );
    await room.editor.publish(session, sessionData({ startTime }));
    await room.rowWhere(
      session,
      (one) =>
        one.syncState === 'synced' && new Date(one.startTime as string).toISOString() === startTime
    );
    await room.hurry();
    const isQuiet = () => toAddress('back@students.example').length === 0;
    expect(await staysTrue(isQuiet, { forMs: 700 })).toBe(true);
    expect((await notices()).filter((one) => one.meeting_row_id === row.id)).toEqual([]);
  });

  test('of a cancelled class, and that it takes place after all', async () => {
    const { session } = await classOf('cancelled@students.example', { startTime: inHours(50) });
    await room.editor.unpublish(session);
    await passTime(() => toAddress('cancelled@students.example').length === 1, 'the cancellation');
    const [first] = toAddress('cancelled@students.example');
    expect(first!.subject).toMatch(/^Cancelled: Algebra - Session 1, /);
    expect(first!.text).not.toContain('http');
    await room.editor.publish(session);
    await passTime(() => toAddress('cancelled@students.example').length === 2, 'the good news');
    expect(toAddress('cancelled@students.example')[1]!.subject).toMatch(/^New time: /);
  });

  test('reminds whoever was registered in time, once', async () => {
    const { row } = await classOf('late@students.example', { startTime: inHours(1.9) });
    const early = await room.cms.strapi.db.query(UID.registrant).create({
      data: {
        email: 'early@students.example',
        firstName: null,
        state: 'approved',
        meeting: row.id,
        createdAt: new Date(Date.now() - 86400_000),
      },
    });
    await room.cms.strapi.db
      .connection('zm_registrants')
      .where({ id: early.id })
      .update({ created_at: new Date(Date.now() - 86400_000) });
    await room.cms.strapi.plugin('zoom').service('notices').sweep();
    await passTime(() => toAddress('early@students.example').length === 1, 'the reminder');
    expect(toAddress('early@students.example')[0]!.text).toMatch(/^Hello,\n/);
    await room.cms.strapi.plugin('zoom').service('notices').sweep();
    await room.hurry();
    const isRight = () =>
      toAddress('early@students.example').length === 1 &&
      toAddress('late@students.example').length === 0;
    expect(await staysTrue(isRight, { forMs: 500 })).toBe(true);
  });

  test('of a recording, when it is ready and released', async () => {
    const { session, row } = await classOf('replay@students.example', { startTime: inHours(40) });
    const data = {
      zoomFileId: 'file-1',
      instanceUuid: 'run==',
      fileType: 'MP4',
      state: 'completed',
      isReleased: false,
      meeting: row.id,
      createdAt: new Date(Date.now() + 1000),
    };
    const recording = await room.cms.strapi.db.query(UID.recording).create({ data });
    const payload = {
      session: { uid: UID.courseSession, documentId: session },
      meeting: { documentId: row.documentId },
      recording: { documentId: recording.documentId, fileType: 'MP4', recordingType: null },
    };
    await room.cms.strapi.eventHub.emit('zoom.recording.ready', payload);
    await room.hurry();
    const isQuiet = () => toAddress('replay@students.example').length === 0;
    expect(await staysTrue(isQuiet, { forMs: 500 })).toBe(true);
    await room.cms.strapi.db
      .query(UID.recording)
      .update({ where: { id: recording.id }, data: { isReleased: true } });
    await room.cms.strapi.eventHub.emit('zoom.recording.ready', payload);
    await passTime(() => toAddress('replay@students.example').length === 1, 'the notice');
    expect(toAddress('replay@students.example')[0]!.subject).toMatch(/^Recording available: /);
  });

  test('a mail server that refuses is asked again later, and shown; no address is logged', async () => {
    mail.be('refusing');
    const { session, row } = await classOf('refused@students.example', { startTime: inHours(30) });
    const before = mail.tries();
    await room.editor.publish(session, sessionData({ startTime: inHours(31) }));
    await passTime(() => mail.tries() > before, 'a try');
    const waiting = await waitUntil(async () => {
      const { body } = await room.admin.get(`/zoom/notices?meeting=${row.documentId}`);
      return body.data.find((one: { error: unknown }) => one.error) ?? null;
    });
    expect(waiting).toMatchObject({ kind: 'rescheduled', state: 'waiting', attempts: 1 });
    expect(waiting.error).toBe('550 mailbox of [address] is not reachable');
    expect(Date.parse(waiting.nextTryAt)).toBeGreaterThan(Date.now() + 20_000);
    expect(JSON.stringify(waiting)).not.toContain('@');

    // Seven more failures and it is given up.
    await room.cms.strapi.db
      .connection(TABLE.notice)
      .where({ id: waiting.id })
      .update({ attempts: 7, next_try_at: 0 });
    const failed = await passTime(async () => {
      const { body } = await room.admin.get('/zoom/notices?state=failed');
      return body.data[0] ?? null;
    }, 'a failed notice');
    expect(failed).toMatchObject({ id: waiting.id, attempts: 8 });

    mail.be('well');
    expect((await room.admin.post(`/zoom/notices/${failed.id}/retry`).send({})).status).toBe(200);
    await passTime(() => toAddress('refused@students.example').length === 1, 'the notice');
    expect((await room.admin.post(`/zoom/notices/${failed.id}/retry`).send({})).status).toBe(409);
    expect((await room.admin.post('/zoom/notices/99999/retry').send({})).status).toBe(404);
    const leaks = room.cms.logs.filter((line) => line.includes('@students.example'));
    expect(leaks).toEqual([]);
  });

  test('a mail whose answer was lost is not sent a second time', async () => {
    mail.be('silent');
    const { session } = await classOf('lost@students.example', { startTime: inHours(80) });
    await room.editor.publish(session, sessionData({ startTime: inHours(81) }));
    await passTime(() => toAddress('lost@students.example').length === 1, 'the mail');
    const unknown = await waitUntil(async () => {
      const { body } = await room.admin.get('/zoom/notices?state=unknown');
      return body.data[0] ?? null;
    });
    expect(unknown).toMatchObject({ kind: 'rescheduled', attempts: 1 });
    await room.hurry();
    const isOnce = () => toAddress('lost@students.example').length === 1;
    expect(await staysTrue(isOnce, { forMs: 500 })).toBe(true);
  });

  test('a claim whose server died is unknown, never sent again by itself', async () => {
    const { row, registrant } = await classOf('died@students.example', { startTime: inHours(90) });
    const person = await room.cms.strapi.db
      .query(UID.registrant)
      .findOne({ where: { documentId: registrant } });
    await room.cms.strapi.db.connection(TABLE.notice).insert({
      key: `test:${row.id}`,
      kind: 'rescheduled',
      meeting_row_id: row.id,
      registrant_row_id: person.id,
      occasion: '{}',
      state: 'sending',
      attempts: 1,
      next_try_at: 0,
      expires_at: Date.now() + 3600_000,
      created_at: Date.now(),
      claimed_at: Date.now() - 600_000,
    });
    await room.editor.publish(
      row['sessionDocumentId'] as string,
      sessionData({ startTime: inHours(91) })
    );
    await passTime(() => toAddress('died@students.example').length === 1, 'the other notice');
    const [old] = (await notices()).filter(({ key }) => key === `test:${row.id}`);
    expect(old).toMatchObject({ state: 'unknown' });
  });

  test('nothing is sent while the integration is off', async () => {
    const { session } = await classOf('off@students.example', { startTime: inHours(100) });
    await room.editor.publish(session, sessionData({ startTime: inHours(101) }));
    await room.rowWhere(session, (one) => one.syncState === 'synced');
    await room.admin.put('/zoom/settings').send({ enabled: false });
    await room.hurry();
    const isQuiet = () => toAddress('off@students.example').length === 0;
    expect(await staysTrue(isQuiet, { forMs: 700 })).toBe(true);
    await room.admin.put('/zoom/settings').send({ enabled: true });
    await passTime(() => toAddress('off@students.example').length === 1, 'the notice');
  });

  describe('registrants by hand', () => {
    test('are added once, listed and removed', async () => {
      const session = await room.editor.schedule(sessionData({ startTime: inHours(55) }));
      const { documentId } = await meetingRow(session);
      const bad = await room.admin
        .post('/zoom/registrants')
        .send({ meeting: documentId, email: 'x' });
      expect(bad.status).toBe(400);
      expect(bad.body.error.details.errors[0].path).toEqual(['email']);
      expect((await enrol('nowhere', 'a@b.example')).status).toBe(404);
      const made = await enrol(documentId, 'Bo_b@students.example', 'Bob');
      expect(made.status).toBe(201);
      expect((await enrol(documentId, 'bo_B@students.example')).status).toBe(409);
      expect((await enrol(documentId, 'boXb@students.example')).status).toBe(201);
      const { body } = await room.admin.get(`/zoom/registrants?meeting=${documentId}&pageSize=1`);
      expect(body.meta.pagination).toEqual({ page: 1, pageSize: 1, pageCount: 2, total: 2 });
      const path = `/zoom/registrants/${made.body.data.documentId}`;
      expect((await room.admin.delete(path)).status).toBe(200);
      expect((await room.admin.delete(path)).status).toBe(404);
    });

    test('are people: a read-only token does not see them, a granted one does', async () => {
      const readOnly = await room.cms.createApiToken({ type: 'read-only' });
      expect((await room.cms.requestAs(readOnly).get('/api/zoom/registrants')).status).toBe(403);
      const granted = await room.cms.createApiToken({
        type: 'custom',
        permissions: ['plugin::zoom.registrant.list', 'plugin::zoom.registrant.get'],
      });
      const { body } = await room.cms
        .requestAs(granted)
        .get('/api/zoom/registrants?filters[email][$eqi]=moved@students.example');
      expect(body.data).toHaveLength(1);
      expect(body.data[0]).not.toHaveProperty('joinUrl');
      const one = await room.cms
        .requestAs(granted)
        .get(`/api/zoom/registrants/${body.data[0].documentId}`);
      expect(one.body.data).toMatchObject({ email: 'moved@students.example' });
    });

    test('an editor without the permission is refused', async () => {
      const editor = await room.cms.createAdminUser({ role: 'strapi-editor' });
      for (const path of ['/zoom/registrants?meeting=x', '/zoom/notices', '/zoom/events']) {
        expect((await editor.request.get(path)).status).toBe(403);
      }
      const erase = await editor.request.post('/zoom/people/erase').send({ email: 'a@b.example' });
      expect(erase.status).toBe(403);
    });
  });
});
