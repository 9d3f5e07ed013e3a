import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import { openClassroom, sessionData, inHours, type Classroom } from '../support/sessions';
import { bootStrapi, createTestApp, type BootedStrapi, type TestApp } from '../support/strapi';
import { waitUntil } from '../support/wait';
import { EVENT_BODY, signed } from '../support/webhooks';
import { startZoom, type TestZoom } from '../support/zoom';

const UID = 'plugin::zoom.course-session';
const MEETING = 'plugin::zoom.meeting';
const WEBHOOKS = '/api/webhooks/zoom';

let zoom: TestZoom;
const left: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  zoom = await startZoom();
});
afterAll(() => zoom.stop());
/** What a test made goes with it, the youngest first. */
afterEach(async () => {
  for (const remove of left.splice(0).reverse()) await remove();
});

const newApp = async (options: Parameters<typeof createTestApp>[0] = {}): Promise<TestApp> => {
  const app = await createTestApp({ zoom: { ...zoom.addresses }, ...options });
  left.push(() => app.remove());
  return app;
};
const copyOf = async (app: TestApp, changes: Parameters<TestApp['copy']>[0]): Promise<TestApp> => {
  const copy = await app.copy(changes);
  left.push(() => copy.remove());
  return copy;
};
const open = async (app: TestApp, settings: Record<string, unknown> = {}): Promise<Classroom> => {
  const room = await openClassroom({ zoom, boot: { app }, settings });
  left.push(() => room.close().catch(() => undefined));
  return room;
};
/** Boots without touching the settings. */
const boot = async (app: TestApp, env: Record<string, string> = {}): Promise<BootedStrapi> => {
  const cms = await bootStrapi({ app, env });
  left.push(() => cms.stop().catch(() => undefined));
  return cms;
};

const viewOf = async (cms: BootedStrapi) =>
  (await (await cms.adminRequest()).get('/zoom/settings').expect(200)).body.data;
const modeOf = async (cms: BootedStrapi) => (await viewOf(cms)).mode;
const rows = (cms: BootedStrapi) => cms.strapi.db.query(MEETING);
const sessionRow = (cms: BootedStrapi, documentId: string) =>
  rows(cms).findOne({ where: { sessionDocumentId: documentId } });
const whenRow = (
  cms: BootedStrapi,
  documentId: string,
  isWanted: (row: { state: string; syncState: string; zoomId: string | null }) => boolean
) =>
  waitUntil(
    async () => {
      const row = await sessionRow(cms, documentId);
      return row && isWanted(row) ? row : null;
    },
    { what: 'the meeting row', timeoutMs: 60_000 }
  );
const documents = (cms: BootedStrapi) => cms.strapi.documents(UID as 'plugin::upload.file');
const post = (cms: BootedStrapi, body: string) =>
  cms.request
    .post(WEBHOOKS)
    .set(signed(body, new Date(), zoom.credentials.webhookSecret))
    .set('content-type', 'application/json')
    .send(body);
const storedEvents = (cms: BootedStrapi) =>
  cms.strapi.db.query('plugin::zoom.webhook-event').count();
const zoomIds = (): string[] => zoom.meetings().map(({ id }) => String(id));

/** An app with two published sessions that have their meetings; stopped. */
const schoolWithTwoClasses = async (options: Parameters<typeof createTestApp>[0] = {}) => {
  const app = await newApp(options);
  const room = await open(app);
  const moved = await room.editor.schedule();
  const removed = await room.editor.schedule(sessionData({ startTime: inHours(30) }));
  const ids = [
    String((await room.meetingOf(moved)).id),
    String((await room.meetingOf(removed)).id),
  ] as const;
  return { app, room, moved, removed, ids };
};

describe('a copy of the database', () => {
  it('writes nothing to Zoom until somebody takes the meetings over', async () => {
    const school = await schoolWithTwoClasses();
    await school.room.close();
    const copy = await copyOf(school.app, { server: { app: { keys: ['of', 'staging'] } } });
    const cms = await boot(copy);
    zoom.controls.clearCalls();
    expect(await modeOf(cms)).toMatchObject({
      kind: 'detached',
      because: expect.stringContaining('app keys'),
    });

    const startTime = inHours(70);
    const data = { startTime };
    await documents(cms).update({ documentId: school.moved, data, status: 'published' } as never);
    await documents(cms).unpublish({ documentId: school.removed });
    const fresh = await documents(cms).create({
      data: sessionData({ startTime: inHours(40) }),
      status: 'published',
    } as never);
    for (const documentId of [school.moved, school.removed, fresh.documentId]) {
      await whenRow(cms, documentId, ({ syncState }) => syncState === 'paused');
    }
    await post(cms, EVENT_BODY.started).expect(200);
    expect(await storedEvents(cms)).toBe(1);
    const token = await cms.createApiToken({ type: 'full-access' });
    const managed = await cms
      .requestAs(token)
      .post('/api/admin/integrations/zoom/meetings')
      .send({ topic: 'A test', start_time: inHours(50), duration: 30 });
    expect(managed.status).toBe(503);
    expect(zoom.writes()).toEqual([]);

    const admin = await cms.adminRequest();
    const { body } = await admin.post('/zoom/installation/take-over').expect(200);
    expect(body.data.mode.kind).toBe('active');
    await whenRow(cms, school.removed, ({ state }) => state === 'cancelled');
    await whenRow(cms, fresh.documentId, ({ syncState }) => syncState === 'synced');
    await waitUntil(() =>
      zoom
        .meetings()
        .some(
          ({ id, start_time }) =>
            String(id) === school.ids[0] && start_time?.startsWith(startTime.slice(0, 19))
        )
    );
    expect(zoomIds()).not.toContain(school.ids[1]);
    expect((await sessionRow(cms, school.moved)).zoomId).toBe(school.ids[0]);
    await cms.stop();

    // The original finds its own database as it was, and stays what it is.
    const original = await boot(school.app);
    expect((await modeOf(original)).kind).toBe('active');
  });

  it('starts afresh: meetings of its own, and none of the original is touched', async () => {
    const school = await schoolWithTwoClasses();
    await school.room.close();
    const copy = await copyOf(school.app, {});
    const cms = await boot(copy, { NODE_ENV: 'staging' });
    expect(await modeOf(cms)).toMatchObject({ kind: 'detached', boundTo: 'test' });
    const documentIdBefore = (await sessionRow(cms, school.moved)).documentId;
    const admin = await cms.adminRequest();
    const { body } = await admin.post('/zoom/installation/start-afresh').expect(200);
    expect(body.data.mode.kind).toBe('active');
    for (const documentId of [school.moved, school.removed]) {
      const row = await whenRow(cms, documentId, ({ syncState }) => syncState === 'synced');
      expect(school.ids).not.toContain(row.zoomId);
      expect(zoomIds()).toContain(row.zoomId);
    }
    expect((await sessionRow(cms, school.moved)).documentId).toBe(documentIdBefore);
    expect(zoomIds()).toEqual(expect.arrayContaining([...school.ids]));
  });

  it('is told by the installation that the configuration names', async () => {
    const app = await newApp({ zoom: { ...zoom.addresses, installation: 'school' } });
    await (await open(app)).close();
    const copy = await copyOf(app, { zoom: { ...zoom.addresses, installation: 'rehearsal' } });
    expect(await modeOf(await boot(copy))).toMatchObject({
      kind: 'detached',
      boundTo: 'test (school)',
    });
  });
});

describe('an installation that moves', () => {
  it('stays itself while address and keys change one at a time', async () => {
    const server = (url: string, key: string) => ({ server: { url, app: { keys: [key] } } });
    const app = await newApp(server('https://a.example', 'one'));
    await (await open(app)).close();
    for (const [url, key] of [
      ['https://b.example', 'one'],
      ['https://b.example', 'two'],
    ] as const) {
      await app.configure(server(url, key));
      const cms = await boot(app);
      expect((await modeOf(cms)).kind).toBe('active');
      await cms.stop();
    }
    await app.configure(server('https://c.example', 'three'));
    expect((await modeOf(await boot(app))).kind).toBe('detached');
  });
});

describe("Strapi's own transfer of data", () => {
  const run = promisify(execFile);
  const strapiCommand = async (app: TestApp, ...args: string[]): Promise<string> => {
    const bin = path.join(app.dir, 'node_modules/@strapi/strapi/bin/strapi.js');
    const { stdout, stderr } = await run(process.execPath, [bin, ...args], {
      cwd: app.dir,
      timeout: 120_000,
      env: {
        ...process.env,
        NODE_OPTIONS: '--require tsx/cjs',
        STRAPI_TELEMETRY_DISABLED: 'true',
      },
    });
    return stdout + stderr;
  };

  it('exports and imports without a call to Zoom, and the meetings come along', async () => {
    const school = await schoolWithTwoClasses();
    await school.room.close();
    // A process that works no jobs leaves one that is due: the commands must not work it either.
    await school.app.configure({ zoom: { ...zoom.addresses, queue: { worker: false } } });
    const idle = await boot(school.app);
    await documents(idle).unpublish({ documentId: school.removed });
    await idle.stop();
    await school.app.configure({ zoom: { ...zoom.addresses } });
    zoom.controls.clearCalls();

    const file = path.join(school.app.dir, 'export');
    await strapiCommand(school.app, 'export', '--no-encrypt', '--no-compress', '--file', file);
    const target = await newApp();
    await strapiCommand(target, 'import', '--force', '--file', `${file}.tar`);
    expect(zoom.controls.calls()).toEqual([]);

    const cms = await boot(target);
    expect((await modeOf(cms)).kind).toBe('active');
    // The unpublish was meant, though the job for it stayed behind.
    await whenRow(cms, school.removed, ({ state }) => state === 'cancelled');
    const row = await sessionRow(cms, school.moved);
    expect(row.zoomId).toBe(school.ids[0]);
    const token = await cms.createApiToken({ type: 'full-access' });
    const { body } = await cms
      .requestAs(token)
      .get(`/api/zoom/course-sessions/${school.moved}?populate=meeting`)
      .expect(200);
    expect(body.data.meeting.zoomId).toBe(school.ids[0]);

    // Webhooks find the imported meeting.
    const object = {
      id: school.ids[0],
      uuid: 'imported run',
      topic: row.topic,
      start_time: row.startTime,
    };
    const started = JSON.stringify({
      event: 'meeting.started',
      event_ts: Date.now(),
      payload: { account_id: zoom.credentials.accountId, object },
    });
    await post(cms, started).expect(200);
    await whenRow(cms, school.moved, ({ state }) => state === 'live');
  }, 180_000);
});

describe('what reached the database around the documents API', () => {
  let room: Classroom;
  let sessions: ReturnType<BootedStrapi['strapi']['db']['query']>;
  const raise = () => room.cms.strapi.plugin('zoom').service('reconcile').raise();
  const heldNow = async () => (await viewOf(room.cms)).reconcileHold;
  /** A session whose job has just ended is left to that job: the next look finds it. */
  const raiseUntilHeld = () =>
    waitUntil(
      async () => {
        await raise();
        return heldNow();
      },
      { everyMs: 500, what: 'a reconcile on hold' }
    );
  const publishedByHand = (data: Record<string, unknown>) =>
    sessions.create({ data: { ...data, locale: 'en', publishedAt: new Date() } });

  it('is found and followed, but not where it would do much without a person', async () => {
    room = await open(await newApp());
    sessions = room.cms.strapi.db.query(UID);

    // A few are made without asking.
    const byHand = await publishedByHand({ ...sessionData(), title: 'Made by hand' });
    await raise();
    expect((await room.meetingOf(byHand.documentId)).topic).toBe('Made by hand');
    await sessions.update({ where: { id: byHand.id }, data: { title: 'Changed by hand' } });
    await raise();
    await waitUntil(() => zoom.meetings().some(({ topic }) => topic === 'Changed by hand'));
    await room.rowWhere(byHand.documentId, ({ syncState }) => syncState === 'synced');

    // Gone without a trace: one of one is more than a tenth.
    const { id } = await room.meetingOf(byHand.documentId);
    await sessions.delete({ where: { id: byHand.id } });
    const hold = await raiseUntilHeld();
    expect(hold.because).toContain('1 of 1 future meetings would be cancelled');
    expect(hold.cancels).toMatchObject([
      { sessionDocumentId: byHand.documentId, topic: 'Changed by hand' },
    ]);
    expect(zoomIds()).toContain(String(id));

    // Dismissed it stays undone, and the same is not asked again.
    await room.admin.post('/zoom/reconcile/dismiss').expect(200);
    await room.cms.strapi.plugin('zoom').service('reconcile').run();
    expect(await heldNow()).toBeNull();
    expect(zoomIds()).toContain(String(id));

    // What is new is done all the same, or asked; confirmed it is done.
    const second = await publishedByHand({ ...sessionData(), title: 'Second by hand' });
    await raise();
    const { id: secondId } = await room.meetingOf(second.documentId);
    const third = await publishedByHand({ ...sessionData(), title: 'Third by hand' });
    await raise();
    const { id: thirdId } = await room.meetingOf(third.documentId);
    await sessions.delete({ where: { id: second.id } });
    expect((await raiseUntilHeld()).cancels).toMatchObject([{ topic: 'Second by hand' }]);
    // What vanished since then was not confirmed.
    await sessions.delete({ where: { id: third.id } });
    const { body } = await room.admin.post('/zoom/reconcile/confirm').expect(200);
    expect(body.data.reconcileHold.cancels).toMatchObject([{ topic: 'Third by hand' }]);
    await room.rowWhere(second.documentId, ({ state }) => state === 'cancelled');
    expect(zoomIds()).not.toContain(String(secondId));
    expect(zoomIds()).toContain(String(thirdId));
    await room.admin.post('/zoom/reconcile/confirm').expect(200);
    await room.rowWhere(third.documentId, ({ state }) => state === 'cancelled');
    expect(await heldNow()).toBeNull();
    expect(zoomIds()).toContain(String(id));

    // More than fifty at once are a mistake until somebody says that they are not.
    for (let number = 0; number < 51; number += 1) {
      await publishedByHand({
        ...sessionData({ startTime: inHours(100 + number) }),
        title: 'Bulk',
      });
    }
    zoom.controls.clearCalls();
    const many = await raiseUntilHeld();
    expect(many.creates).toHaveLength(51);
    expect(zoom.writes()).toEqual([]);
    await sessions.deleteMany({ where: { title: 'Bulk' } });
    await room.cms.strapi.plugin('zoom').service('reconcile').run();
    expect(await heldNow()).toBeNull();
  });
});

describe('a plugin that is switched off', () => {
  it('by the settings: keeps receiving, sends nothing, and catches up when switched on', async () => {
    const room = await open(await newApp());
    const before = await room.editor.schedule();
    await room.meetingOf(before);
    await room.admin.put('/zoom/settings').send({ enabled: false }).expect(200);
    zoom.controls.clearCalls();
    const during = await room.editor.schedule(sessionData({ startTime: inHours(40) }));
    await room.editor.unpublish(before);
    for (const documentId of [before, during]) {
      const { syncError } = await room.rowWhere(documentId, (row) => row.syncState === 'paused');
      expect(syncError).toContain('not enabled');
    }
    await post(room.cms, EVENT_BODY.recording).expect(200);
    expect(await storedEvents(room.cms)).toBe(1);
    expect(zoom.controls.calls()).toEqual([]);
    await room.admin.put('/zoom/settings').send({ enabled: true }).expect(200);
    await room.meetingOf(during);
    await room.rowWhere(before, ({ state }) => state === 'cancelled');
  });

  it('by the configuration: types and data stay, webhooks are stored, nothing is sent', async () => {
    const app = await newApp();
    const room = await open(app);
    const documentId = await room.editor.schedule();
    const { id } = await room.meetingOf(documentId);
    await room.close();
    await app.configure({ zoom: { ...zoom.addresses, active: false } });
    zoom.controls.clearCalls();
    const off = await boot(app);
    expect(await modeOf(off)).toMatchObject({
      kind: 'off',
      because: expect.stringContaining('active'),
    });
    const token = await off.createApiToken({ type: 'full-access' });
    const { body } = await off
      .requestAs(token)
      .get(`/api/zoom/course-sessions/${documentId}?populate=meeting`)
      .expect(200);
    expect(body.data.meeting.zoomId).toBe(String(id));
    await documents(off).unpublish({ documentId });
    await whenRow(off, documentId, ({ syncState }) => syncState === 'paused');
    await post(off, EVENT_BODY.ended).expect(200);
    expect(await storedEvents(off)).toBe(1);
    expect(zoom.controls.calls()).toEqual([]);
    await off.stop();

    await app.configure({ zoom: { ...zoom.addresses } });
    const on = await boot(app);
    await whenRow(on, documentId, ({ state }) => state === 'cancelled');
    expect(zoomIds()).not.toContain(String(id));
  });
});
