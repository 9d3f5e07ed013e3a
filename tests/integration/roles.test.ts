import type { AdminUser, Agent } from '../support/doors';
import {
  editorOf,
  inHours,
  openClassroom,
  sessionData,
  SESSIONS,
  type Classroom,
} from '../support/sessions';
import { bootStrapi, createTestApp, type TestApp } from '../support/strapi';
import { waitUntil } from '../support/wait';
import { DEFAULT_HOST, startZoom, type TestZoom } from '../support/zoom';

const UID = 'plugin::zoom.course-session';
const EXPLORER = 'plugin::content-manager.explorer';

let zoom: TestZoom;
let app: TestApp;
let room: Classroom;
let editor: AdminUser;
let author: AdminUser;

beforeAll(async () => {
  zoom = await startZoom();
  app = await createTestApp({ zoom: { ...zoom.addresses } });
  room = await openClassroom({ zoom, boot: { app } });
  editor = await room.cms.createAdminUser({ role: 'strapi-editor' });
  author = await room.cms.createAdminUser({ role: 'strapi-author' });
});
afterAll(async () => {
  await room.close();
  await app.remove();
  await zoom.stop();
});

const panelPath = (documentId: string): string => `/zoom/sessions/${UID}/${documentId}`;
const listOf = async (agent: Agent): Promise<string[]> => {
  const { body } = await agent.get(`${SESSIONS}?pageSize=100`).expect(200);
  return body.results.map(({ documentId }: { documentId: string }) => documentId);
};
const panelOf = async (agent: Agent, documentId: string) => {
  const { body } = await agent.get(panelPath(documentId)).expect(200);
  return body.data;
};

describe('an Editor of a fresh project', () => {
  it('lists, opens, creates, publishes, unpublishes and deletes sessions', async () => {
    const own = editorOf(editor.request);
    const documentId = await own.save();
    expect(await listOf(editor.request)).toContain(documentId);
    expect(await own.read(documentId)).toMatchObject({ courseName: 'Algebra' });
    await own.publish(documentId, { hostEmail: DEFAULT_HOST, timezone: 'Europe/Paris' });
    await room.meetingOf(documentId);
    expect((await panelOf(editor.request, documentId)).meeting.state).toBe('scheduled');
    await own.unpublish(documentId);
    await own.remove(documentId);
    await room.rowWhere(documentId, ({ state }) => state === 'cancelled');
  });

  it("works with everybody's sessions", async () => {
    const documentId = await editorOf(author.request).save();
    expect(await listOf(editor.request)).toContain(documentId);
    await editorOf(editor.request).publish(documentId);
    await room.meetingOf(documentId);
  });

  it('does not reach settings, repairs and decisions', async () => {
    const documentId = await room.editor.schedule();
    await editor.request.get('/zoom/settings').expect(403);
    await editor.request.put('/zoom/settings').send({ enabled: false }).expect(403);
    await editor.request.post('/zoom/settings/test-connection').expect(403);
    await editor.request.post(`${panelPath(documentId)}/retry`).expect(403);
    for (const path of ['installation/take-over', 'installation/start-afresh']) {
      await editor.request.post(`/zoom/${path}`).expect(403);
    }
    for (const path of ['reconcile/confirm', 'reconcile/dismiss']) {
      await editor.request.post(`/zoom/${path}`).expect(403);
    }
    expect((await panelOf(editor.request, documentId)).canRepair).toBe(false);
  });
});

describe('an Author of a fresh project', () => {
  it('works with own sessions alone', async () => {
    const own = editorOf(author.request);
    const documentId = await own.save(sessionData({ startTime: inHours(500) }));
    const foreign = await room.editor.schedule();
    await room.meetingOf(foreign);
    const listed = await listOf(author.request);
    expect(listed).toContain(documentId);
    expect(listed).not.toContain(foreign);
    await own.update(documentId, { courseName: 'Poetry' });
    expect(await own.read(documentId)).toMatchObject({ courseName: 'Poetry' });
    await author.request.get(`${SESSIONS}/${foreign}`).expect(403);
    expect(await panelOf(author.request, documentId)).toMatchObject({
      meeting: null,
      draft: { durationMinutes: 60 },
      warnings: [],
    });
    await author.request.get(panelPath(foreign)).expect(403);
    await own.remove(documentId);
  });

  it('cannot publish', async () => {
    const documentId = await editorOf(author.request).save();
    await author.request.post(`${SESSIONS}/${documentId}/actions/publish`).send({}).expect(403);
    expect(await room.row(documentId)).toBeNull();
  });

  it('sees no panel of a session that is gone, whoever knows its id', async () => {
    const foreign = await room.editor.schedule();
    await room.meetingOf(foreign);
    await room.editor.remove(foreign);
    expect((await author.request.get(panelPath(foreign))).status).toBe(404);
    expect((await author.request.get(panelPath('nobodysdocumentid000000'))).status).toBe(404);
  });
});

describe('the panel', () => {
  it('is closed to strangers and to those without the permission', async () => {
    const documentId = await room.editor.save();
    await room.cms.request.get(panelPath(documentId)).expect(401);
    const token = await room.cms.createApiToken({ type: 'full-access' });
    await room.cms.requestAs(token).get(panelPath(documentId)).expect(401);
    await room.admin.post('/admin/roles').send({ name: 'Visitor', description: '' }).expect(201);
    const { body } = await room.admin.get('/admin/roles');
    const visitorRole = body.data.find(({ name }: { name: string }) => name === 'Visitor');
    const visitor = await room.cms.createAdminUser({ role: visitorRole.code });
    await visitor.request.get(panelPath(documentId)).expect(403);
    await visitor.request.get('/zoom/settings').expect(403);
    await room.admin.get(`/zoom/sessions/plugin::users-permissions.user/${documentId}`).expect(404);
  });

  it('warns before a publish that gets no meeting', async () => {
    const warningsOf = async (data: Record<string, unknown>): Promise<string[]> => {
      const documentId = await room.editor.save(sessionData({ startTime: inHours(600), ...data }));
      const { warnings } = await panelOf(editor.request, documentId);
      return warnings.map(({ text }: { text: string }) => text);
    };
    expect(await warningsOf({})).toEqual([]);
    expect(await warningsOf({ startTime: null })).toEqual([]);
    expect(await warningsOf({ startTime: inHours(-3) })).toEqual([
      'No meeting will be made: the session lies in the past.',
    ]);
    const [notAllowed] = await warningsOf({ hostEmail: 'stranger@company.com' });
    expect(notAllowed).toMatch(/stranger@company\.com may not host meetings here/);

    await room.admin.put('/zoom/settings').send({ defaultHost: null, hosts: [] }).expect(200);
    try {
      expect(await warningsOf({})).toEqual([
        'No meeting will be made: there is no host, neither here nor in the Zoom settings.',
      ]);
    } finally {
      const hosts = { defaultHost: DEFAULT_HOST, hosts: [DEFAULT_HOST] };
      await room.admin.put('/zoom/settings').send(hosts).expect(200);
    }

    await room.admin.put('/zoom/settings').send({ enabled: false }).expect(200);
    try {
      expect((await warningsOf({}))[0]).toMatch(/No meeting will be made: .*not enabled/);
    } finally {
      await room.admin.put('/zoom/settings').send({ enabled: true }).expect(200);
    }
  });

  it('names the other session that one host has at that time', async () => {
    const startTime = inHours(200);
    const first = await room.editor.schedule(
      sessionData({ courseName: 'Fencing', sessionNumber: 7, startTime })
    );
    await room.meetingOf(first);
    const second = await room.editor.save(sessionData({ startTime }));
    const { warnings } = await panelOf(editor.request, second);
    expect(warnings).toEqual([
      {
        ...{ kind: 'overlap', host: DEFAULT_HOST, topic: 'Fencing - Session 7', startTime },
        text: expect.stringContaining('Fencing - Session 7'),
      },
    ]);
    expect((await panelOf(editor.request, first)).warnings).toEqual([]);
  });

  it("says that the host's day is spent", async () => {
    const budgets = room.cms.strapi.db.query('plugin::zoom.host-budget');
    const documentId = await room.editor.save(sessionData({ startTime: inHours(300) }));
    const [row] = await budgets.findMany({ where: { host: DEFAULT_HOST } });
    expect(row).toBeDefined();
    await budgets.update({ where: { id: row.id }, data: { used: 100 } });
    const { warnings } = await panelOf(editor.request, documentId);
    await budgets.update({ where: { id: row.id }, data: { used: row.used } });
    expect(warnings).toContainEqual(
      expect.objectContaining({
        kind: 'day-used',
        text: expect.stringContaining('no changes left'),
      })
    );
  });

  it('shows what went wrong in words, and tries again on demand', async () => {
    const documentId = await room.editor.save();
    const hosts = { hosts: [DEFAULT_HOST, 'nobody@company.com'] };
    await room.admin.put('/zoom/settings').send(hosts).expect(200);
    await room.editor.publish(documentId, { hostEmail: 'nobody@company.com' });
    await room.rowWhere(documentId, ({ syncError }) => syncError !== null);
    const before = await panelOf(room.admin, documentId);
    expect(before).toMatchObject({ canRepair: true, meeting: { joinUrl: null } });
    expect(before.meeting.syncError).toEqual(expect.stringContaining('nobody@company.com'));

    await room.editor.publish(documentId, { hostEmail: DEFAULT_HOST });
    await room.admin.post(`${panelPath(documentId)}/retry`).expect(200);
    await room.meetingOf(documentId);
    const after = await waitUntil(async () => {
      const panel = await panelOf(room.admin, documentId);
      return panel.meeting.syncState === 'synced' ? panel : null;
    });
    expect(after.meeting).toMatchObject({ syncError: null, state: 'scheduled' });
    expect(after.meeting.joinUrl).toContain('pwd=');
    const never = await room.editor.save();
    await room.admin.post(`${panelPath(never)}/retry`).expect(404);
  });
});

describe('permissions that an admin took away', () => {
  it('are not granted again at the next boot', async () => {
    const permissions = () => room.cms.strapi.db.query('admin::permission');
    const publish = {
      action: `${EXPLORER}.publish`,
      subject: UID,
      role: { code: 'strapi-editor' },
    };
    const read = { action: 'plugin::zoom.meetings.read', role: { code: 'strapi-author' } };
    for (const where of [publish, read]) {
      const found = await permissions().findMany({ where });
      expect(found).toHaveLength(1);
      await permissions().deleteMany({ where: { id: found[0].id } });
    }
    const reconcile = { where: { task: 'reconcile' } };
    await room.cms.strapi.db.query('plugin::zoom.job').deleteMany(reconcile);
    await room.cms.stop();
    const cms = await bootStrapi({ app });
    room = { ...room, cms, close: () => cms.stop() };
    // Roles are granted before the first reconcile is raised.
    await waitUntil(() => cms.strapi.db.query('plugin::zoom.job').count(reconcile));
    for (const where of [publish, read]) expect(await permissions().count({ where })).toBe(0);
    const other = { action: `${EXPLORER}.update`, subject: UID, role: { code: 'strapi-editor' } };
    expect(await permissions().count({ where: other })).toBe(1);
  });
});
