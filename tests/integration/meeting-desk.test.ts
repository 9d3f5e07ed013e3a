import type { AdminUser, Agent } from '../support/doors';
import { inHours, openClassroom, sessionData, SESSIONS, type Classroom } from '../support/sessions';
import { createTestApp, describeOn, type TestApp } from '../support/strapi';
import { waitUntil } from '../support/wait';
import { DEFAULT_HOST, startZoom, type TestZoom } from '../support/zoom';

const UID = 'plugin::zoom.course-session';
const MEETING = 'plugin::zoom.meeting';
const HOUR_MS = 3600_000;

type Entry = {
  documentId: string;
  topic: string;
  needsLook: boolean;
  session: { documentId: string } | null;
};

const listed = async (agent: Agent, query: string): Promise<string[]> => {
  const { body } = await agent.get(`/zoom/meetings?${query}`).expect(200);
  return body.data.map(({ topic }: Entry) => topic);
};

/** Rows as they stand in the table, without sessions. */
const addRows = async (room: Classroom, rows: Record<string, unknown>[]): Promise<void> => {
  for (const row of rows) {
    const start = new Date(inHours(Number(row['hours'] ?? 10)));
    const { hours: _hours, ...data } = row;
    await room.cms.strapi.db.query(MEETING).create({
      data: {
        state: 'scheduled',
        syncState: 'synced',
        hostEmail: DEFAULT_HOST,
        accountId: room.zoom.credentials.accountId,
        startTime: start,
        endTime: new Date(start.getTime() + HOUR_MS),
        duration: 60,
        ...data,
      },
    });
  }
};

describe('Zoom in the main menu', () => {
  let zoom: TestZoom;
  let app: TestApp;
  let room: Classroom;
  let editor: AdminUser;
  let author: AdminUser;
  let visitor: AdminUser;

  beforeAll(async () => {
    zoom = await startZoom();
    app = await createTestApp({ zoom: { ...zoom.addresses } });
    room = await openClassroom({ zoom, boot: { app } });
    editor = await room.cms.createAdminUser({ role: 'strapi-editor' });
    author = await room.cms.createAdminUser({ role: 'strapi-author' });
    await room.admin.post('/admin/roles').send({ name: 'Visitor', description: '' }).expect(201);
    const { body } = await room.admin.get('/admin/roles');
    const role = body.data.find(({ name }: { name: string }) => name === 'Visitor');
    visitor = await room.cms.createAdminUser({ role: role.code });
  });
  afterAll(async () => {
    await room.close();
    await app.remove();
    await zoom.stop();
  });
  afterEach(() => room.cms.strapi.db.query(MEETING).deleteMany({ where: { sessionUid: null } }));

  const meetingIdOf = async (documentId: string): Promise<string> =>
    (await room.rowWhere(documentId, ({ syncState }) => syncState === 'synced')).documentId;

  describe('permissions', () => {
    const READS = [
      'overview',
      `overview/meetings?from=${inHours(0)}&to=${inHours(48)}`,
      'overview/attention?kind=failed',
      'meetings',
      'meetings/choices',
      `sessions/states?uid=${UID}&ids=abc`,
    ];

    it('reading needs meetings.read', async () => {
      for (const path of READS) {
        await room.cms.request.get(`/zoom/${path}`).expect(401);
        await visitor.request.get(`/zoom/${path}`).expect(403);
        await editor.request.get(`/zoom/${path}`).expect(200);
      }
      await visitor.request.get('/zoom/meetings/abc').expect(403);
      await editor.request.get('/zoom/meetings/abc').expect(404);
    });

    it('repairing needs meetings.repair', async () => {
      for (const action of ['retry', 'cancel']) {
        const path = `/zoom/meetings/${action}`;
        await editor.request
          .post(path)
          .send({ meetings: ['abc'] })
          .expect(403);
      }
      const { body } = await editor.request.get('/zoom/overview').expect(200);
      expect(body.data.canRepair).toBe(false);
    });

    it('gives the join link to those alone who may read the session', async () => {
      const documentId = await room.editor.schedule();
      const meeting = await meetingIdOf(documentId);
      const linkFor = async ({ request }: AdminUser) => {
        const { body } = await request.get(`/zoom/meetings/${meeting}`).expect(200);
        return body.data.joinUrl;
      };
      expect(await linkFor(editor)).toMatch(/^https?:/);
      expect(await linkFor(author)).toBeNull();
      const { text } = await room.admin.get('/zoom/meetings').expect(200);
      expect(text).not.toContain('pwd=');
    });
  });

  describe('the list of meetings', () => {
    it.each([
      ['pageSize=500', 'pageSize'],
      ['page=0', 'page'],
      ['state=published', 'state'],
      ['syncState=fine', 'syncState'],
      ['type=meeting', 'type'],
      ['from=tomorrow', 'from'],
      ['sort=joinUrl:asc', 'sort'],
      ['state[$eq]=live', 'state'],
    ])('refuses %s and names the field', async (query, field) => {
      const { body } = await room.admin.get(`/zoom/meetings?${query}`).expect(400);
      expect(body.error.details.errors[0].path).toEqual([field]);
    });

    it('is searched, narrowed, sorted and paged', async () => {
      await addRows(room, [
        { topic: 'Desk: botany', hours: 10, zoomId: '81234567890' },
        { topic: 'Desk: zoology', hours: 20, syncState: 'failed', syncError: 'No host.' },
        { topic: 'Desk: latin', hours: -30, state: 'ended', hostEmail: 'maria@school.example' },
        { topic: 'Desk: 100% greek', hours: 40 },
      ]);
      const find = (query: string) => listed(room.admin, `q=desk:&${query}`);
      expect(await find('')).toEqual([
        'Desk: 100% greek',
        'Desk: zoology',
        'Desk: botany',
        'Desk: latin',
      ]);
      expect(await find('sort=topic:asc&pageSize=2')).toEqual(['Desk: 100% greek', 'Desk: botany']);
      expect(await find('sort=topic:asc&pageSize=2&page=2')).toEqual([
        'Desk: latin',
        'Desk: zoology',
      ]);
      expect(await find('state=ended')).toEqual(['Desk: latin']);
      expect(await find('syncState=failed')).toEqual(['Desk: zoology']);
      expect(await find('host=maria@school.example')).toEqual(['Desk: latin']);
      expect(await find(`type=${UID}`)).toEqual([]);
      expect(await find('type=rest&state=ended')).toEqual(['Desk: latin']);
      expect(await find(`from=${inHours(5)}&to=${inHours(25)}`)).toEqual([
        'Desk: zoology',
        'Desk: botany',
      ]);
      expect(await listed(room.admin, 'q=100%25')).toEqual(['Desk: 100% greek']);
      expect(await listed(room.admin, 'q=812 3456')).toEqual(['Desk: botany']);
      const { body } = await room.admin.get('/zoom/meetings?q=desk&pageSize=3').expect(200);
      expect(body.meta.pagination).toEqual({ page: 1, pageSize: 3, pageCount: 2, total: 4 });
      const { body: choices } = await room.admin.get('/zoom/meetings/choices').expect(200);
      expect(choices.data.hosts).toContain('maria@school.example');
    });
  });

  describe('many at once', () => {
    it.each([
      [{}, 'meetings'],
      [{ meetings: [] }, 'meetings'],
      [{ meetings: ['Not an id'] }, 'meetings.0'],
    ])('refuses %j', async (input, field) => {
      const { body } = await room.admin.post('/zoom/meetings/cancel').send(input).expect(400);
      expect(body.error.details.errors[0].path).toEqual(field.split('.'));
    });

    it('cancels sessions by unpublishing them, and meetings of the API in Zoom', async () => {
      const documentId = await room.editor.schedule();
      const meeting = await meetingIdOf(documentId);
      const token = await room.cms.createApiToken({ type: 'full-access' });
      const { body: made } = await room.cms
        .requestAs(token)
        .post('/api/admin/integrations/zoom/meetings')
        .send({ topic: 'By API', type: 2, start_time: inHours(30).replace('.000Z', 'Z') })
        .expect(201);
      const [byApi] = await room.cms.strapi.db
        .query(MEETING)
        .findMany({ where: { zoomId: made.meeting.id } });
      await addRows(room, [{ topic: 'Past', hours: -5, state: 'ended' }]);
      const [past] = await room.cms.strapi.db.query(MEETING).findMany({ where: { topic: 'Past' } });

      const { body } = await room.admin
        .post('/zoom/meetings/cancel')
        .send({ meetings: [meeting, byApi.documentId, past.documentId, 'nosuchmeeting'] })
        .expect(200);
      expect(body.data).toEqual({
        done: 2,
        skipped: [
          { documentId: past.documentId, topic: 'Past', because: 'It is over.' },
          expect.objectContaining({ documentId: 'nosuchmeeting', topic: null }),
        ],
      });
      await room.rowWhere(documentId, ({ state }) => state === 'cancelled');
      expect((await room.editor.read(documentId))['status']).toBe('draft');
      await waitUntil(() => !zoom.meetings().some(({ id }) => String(id) === made.meeting.id));
      await waitUntil(async () => {
        const { body: now } = await room.admin.get(`/zoom/meetings/${byApi.documentId}`);
        return now.data.state === 'cancelled' && now.data.syncState === 'synced';
      });
    });

    it('unpublishes nothing for a role that may not', async () => {
      const documentId = await room.editor.schedule();
      const meeting = await meetingIdOf(documentId);
      const { body: roles } = await room.admin.get('/admin/roles');
      const role = roles.data.find(({ name }: { name: string }) => name === 'Visitor');
      const permission = (uid: string) => ({ action: uid, subject: null, conditions: [] });
      await room.admin
        .put(`/admin/roles/${role.id}/permissions`)
        .send({
          permissions: ['plugin::zoom.meetings.read', 'plugin::zoom.meetings.repair'].map(
            permission
          ),
        })
        .expect(200);
      for (const action of ['cancel', 'retry']) {
        const { body } = await visitor.request
          .post(`/zoom/meetings/${action}`)
          .send({ meetings: [meeting] })
          .expect(200);
        expect(body.data).toMatchObject({ done: 0, skipped: [{ documentId: meeting }] });
      }
      expect((await room.editor.read(documentId))['status']).toBe('published');
      await visitor.request.get(`/zoom/sessions/states?uid=${UID}&ids=${documentId}`).expect(403);
      await room.admin.put(`/admin/roles/${role.id}/permissions`).send({ permissions: [] });
    });

    it('retries what failed', async () => {
      const documentId = await room.editor.schedule();
      const meeting = await meetingIdOf(documentId);
      await room.cms.strapi.db.query(MEETING).update({
        where: { documentId: meeting },
        data: { syncState: 'failed', syncError: 'Zoom said no.' },
      });
      await room.admin
        .post('/zoom/meetings/retry')
        .send({ meetings: [meeting] })
        .expect(200, { data: { done: 1, skipped: [] } });
      await room.rowWhere(documentId, ({ syncState }) => syncState === 'synced');
    });
  });

  describe('the overview', () => {
    it('shows what is live, with how many are there', async () => {
      await addRows(room, [{ topic: 'Running', hours: -0.2, state: 'live' }]);
      const [row] = await room.cms.strapi.db.query(MEETING).findMany({
        where: { topic: 'Running' },
      });
      await room.cms.strapi.db.query('plugin::zoom.meeting-instance').create({
        data: { uuid: 'run-1', startedAt: new Date(), participantCount: 12, meeting: row.id },
      });
      const { body } = await room.admin.get('/zoom/overview').expect(200);
      expect(body.data.live).toMatchObject({ total: 1, meetings: [{ liveCount: 12 }] });
      const { body: details } = await room.admin.get(`/zoom/meetings/${row.documentId}`);
      expect(details.data.runs).toMatchObject([{ uuid: 'run-1', participantCount: 12 }]);
    });

    it('names what one host does at one time, and what was used of the day', async () => {
      await addRows(room, [
        { topic: 'One', hours: 100, zoomId: '1', hostEmail: 'Eve@school.example' },
        { topic: 'Other', hours: 100.5, zoomId: '2', hostEmail: 'eve@school.example' },
        { topic: 'Later', hours: 101.5, zoomId: '3', hostEmail: 'eve@school.example' },
      ]);
      const { body } = await room.admin.get('/zoom/overview').expect(200);
      const topics = body.data.overlaps.map(({ meetings }: { meetings: Entry[] }) =>
        meetings.map(({ topic }) => topic)
      );
      expect(topics).toContainEqual(['One', 'Other']);
      expect(topics).not.toContainEqual(['One', 'Later']);
      expect(body.data.quota.hosts).toContainEqual({
        host: DEFAULT_HOST,
        used: expect.any(Number),
        limit: 100,
        pause: null,
      });
      expect(body.data.quota.resetsAt).toMatch(/T00:00:00.000Z$/);
    });

    it('lists a span of time', async () => {
      await addRows(room, [
        { topic: 'Within', hours: 200 },
        { topic: 'Into it', hours: 189.5 },
        { topic: 'Cancelled', hours: 201, state: 'cancelled' },
        { topic: 'After', hours: 300 },
      ]);
      const span = `from=${inHours(190)}&to=${inHours(210)}`;
      const { body } = await room.admin.get(`/zoom/overview/meetings?${span}`).expect(200);
      expect(body.data.meetings.map(({ topic }: Entry) => topic)).toEqual(['Into it', 'Within']);
      expect(body.data.total).toBe(2);
      for (const bad of [`from=${inHours(1)}`, `from=${inHours(2)}&to=${inHours(1)}`]) {
        const { body: refused } = await room.admin.get(`/zoom/overview/meetings?${bad}`);
        expect(refused.error).toMatchObject({
          status: 400,
          details: { errors: [{ path: ['to'] }] },
        });
      }
    });
  });

  describe('the column of the list of sessions', () => {
    it('has one answer for a page of sessions', async () => {
      const documentId = await room.editor.schedule();
      await meetingIdOf(documentId);
      const draft = await room.editor.save();
      const { body } = await editor.request
        .get(`/zoom/sessions/states?uid=${UID}&ids=${documentId},${draft}`)
        .expect(200);
      expect(body.data).toEqual({
        [documentId]: { state: 'scheduled', syncState: 'synced', needsLook: false },
      });
      const { body: refused } = await editor.request
        .get(`/zoom/sessions/states?uid=${UID}`)
        .expect(400);
      expect(refused.error.details.errors[0].path).toEqual(['ids']);
      await room.admin.get('/zoom/sessions/states?uid=api::none.none&ids=abc').expect(404);
    });

    it('can be filtered by in the Content Manager, by whoever may read sessions', async () => {
      const documentId = await room.editor.schedule(sessionData({ courseName: 'Filtered' }));
      await meetingIdOf(documentId);
      const draft = await room.editor.save(sessionData({ courseName: 'Filtered' }));
      const ask = (agent: Agent, state: string) =>
        agent.get(
          `${SESSIONS}?pageSize=100&filters[$and][0][courseName][$eq]=Filtered&filters[$and][1][zoomState][$eq]=${state}`
        );
      const find = async (agent: Agent, state: string): Promise<string[]> => {
        const { body } = await ask(agent, state).expect(200);
        expect(body.pagination.total).toBe(body.results.length);
        return body.results.map((found: Entry) => found.documentId);
      };
      for (const agent of [room.admin, editor.request]) {
        expect(await find(agent, 'scheduled')).toEqual([documentId]);
        expect(await find(agent, 'none')).toEqual([draft]);
        expect(await find(agent, 'live')).toEqual([]);
      }
      await room.cms.strapi.db.query(MEETING).updateMany({
        where: { sessionDocumentId: documentId },
        data: { syncState: 'failed' },
      });
      expect(await find(room.admin, 'failed')).toEqual([documentId]);
      expect(await find(room.admin, 'scheduled')).toEqual([]);
      const { body } = await ask(room.admin, 'published').expect(400);
      expect(body.error.details.errors[0].path).toEqual(['zoomState']);
    });
  });
});

describe.each(['sqlite', 'postgres', 'mysql'] as const)(
  'what needs attention on %s',
  (database) => {
    describeOn(database)('is counted and paged', () => {
      let room: Classroom;

      beforeAll(async () => {
        room = await openClassroom({ boot: { database } });
      });
      afterAll(() => room.close());

      it('by its kind', async () => {
        const session = (name: string) => ({ sessionUid: UID, sessionDocumentId: name });
        const drift = [{ field: 'topic', cms: 'ours', zoom: 'theirs' }];
        await addRows(room, [
          { topic: 'Fine', hours: 1, drift: [], ...session('a') },
          { topic: 'Differs', hours: 2, drift, ...session('b') },
          { topic: 'Gone', hours: 3, missingSince: new Date(), ...session('c') },
          { topic: 'Failed', hours: 4, syncState: 'failed', syncError: 'No.', ...session('d') },
          { topic: 'Failed by API', hours: 5, syncState: 'failed', syncError: 'No.' },
          { topic: 'Failed long ago', hours: -50, syncState: 'failed', ...session('e') },
          { topic: 'Also gone', hours: 2.5, missingSince: new Date(), ...session('f') },
        ]);
        const hostEmail = 'nobody@company.com';
        const refused = await room.editor.schedule(
          sessionData({ courseName: 'Refused', hostEmail })
        );
        await room.rowWhere(
          refused,
          ({ syncState }) => syncState === 'failed',
          'a refused meeting'
        );
        const { body } = await room.admin.get('/zoom/overview').expect(200);
        expect(body.data.attention).toEqual({
          failed: 3,
          'deleted-in-zoom': 2,
          differs: 1,
          'in-zoom-only': 0,
        });
        const { body: list } = await room.admin.get('/zoom/meetings?sort=startTime:asc');
        const marked = list.data.filter(({ needsLook }: Entry) => needsLook);
        expect(marked.map(({ topic }: Entry) => topic)).toEqual(['Differs', 'Also gone', 'Gone']);
        const page = async (query: string) => {
          const { body: answer } = await room.admin.get(`/zoom/overview/attention?${query}`);
          return answer;
        };
        expect((await page('kind=differs')).data).toEqual([
          expect.objectContaining({ topic: 'Differs', drift }),
        ]);
        const second = await page('kind=deleted-in-zoom&pageSize=1&page=2');
        expect(second.data).toEqual([expect.objectContaining({ topic: 'Gone' })]);
        expect(second.meta.pagination.total).toBe(2);
        // Zoom never made the first, so it is shown as its session plans it.
        const { data: failed } = await page('kind=failed');
        expect(failed.map(({ topic }: Entry) => topic)).toEqual([
          'Refused - Session 1',
          'Failed',
          'Failed by API',
        ]);
        expect(failed[0]).toMatchObject({
          startTime: (await room.editor.read(refused))['startTime'],
          host: hostEmail,
          zoomId: null,
        });
        // Once it lies in the past there is nothing left to settle.
        await room.cms.strapi.db
          .query(UID)
          .updateMany({ where: { documentId: refused }, data: { startTime: inHours(-30) } });
        await room.hurry();
        await room.rowWhere(refused, ({ syncState }) => syncState === 'skipped', 'its last look');
        expect((await page('kind=failed')).meta.pagination.total).toBe(2);
        expect((await page('kind=all')).error.details.errors[0].path).toEqual(['kind']);
        expect(await listed(room.admin, 'q=fail&sort=startTime:asc')).toEqual([
          'Failed long ago',
          'Failed',
          'Failed by API',
        ]);
      });
    });
  }
);
