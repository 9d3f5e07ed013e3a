import { COURSE, EVENT, LESSON, SCHOOL_SESSIONS, schoolFiles } from '../support/bound-types';
import { editorOf, inHours, openClassroom, type Classroom } from '../support/sessions';
import { bootStrapi, createTestApp, type TestApp } from '../support/strapi';
import { waitUntil } from '../support/wait';
import { startZoom, type TestZoom } from '../support/zoom';

let zoom: TestZoom;
let app: TestApp;
let room: Classroom;

const openWith = async (sessions: Record<string, unknown>): Promise<void> => {
  await app.configure({ zoom: { ...zoom.addresses, sessions } });
  room = await openClassroom({ zoom, boot: { app } });
};

beforeAll(async () => {
  zoom = await startZoom();
  app = await createTestApp({ appFiles: schoolFiles(), zoom: { ...zoom.addresses } });
});
afterAll(async () => {
  await app.remove();
  await zoom.stop();
});

const hasMeetingOf = async (documentId: string): Promise<string> => {
  await room.rowWhere(documentId, ({ state }) => state === 'scheduled');
  return String((await room.meetingOf(documentId)).id);
};
const reconcile = () => room.cms.strapi.plugin('zoom').service('reconcile').run();
const existing = async () =>
  (await room.admin.get(`/zoom/bindings/${EVENT}/existing`).expect(200)).body.data;

/** Events that were out before anybody bound their type, by title. */
const before: Record<string, string> = {};
const kept: string[] = [];

it('an app has events of its own, and the plugin nothing to do with them', async () => {
  await openWith({});
  try {
    const editor = editorOf(room.admin, EVENT);
    const dates = { Soon: 24, Later: 48, Last: 72, Past: -48 };
    for (const [title, hours] of Object.entries(dates)) {
      const data = { title, startsAt: inHours(hours), endsAt: inHours(hours + 1) };
      before[title] = await editor.schedule(data);
    }
    await room.admin.get(`/zoom/sessions/${EVENT}/${before['Soon']}`).expect(404);
    await reconcile();
    expect(await room.cms.strapi.db.query('plugin::zoom.meeting').count()).toBe(0);
  } finally {
    await room.close();
  }
});

it('binding the type schedules none of them by itself; an action shows how many, then does it', async () => {
  await openWith(SCHOOL_SESSIONS);
  try {
    const meetings = room.cms.strapi.db.query('plugin::zoom.meeting');
    await reconcile();
    expect(await meetings.count()).toBe(0);
    expect(await existing()).toMatchObject({
      uid: EVENT,
      count: 3,
      withoutHost: 0,
      withRefusedHost: 0,
      hosts: [{ host: zoom.settings['defaultHost'], meetings: 3, leftToday: 100, days: 1 }],
      entries: [{ topic: 'Soon' }, { topic: 'Later' }, { topic: 'Last' }],
      closedBecause: null,
    });
    const soon = before['Soon'] ?? '';
    const panel = await room.admin.get(`/zoom/sessions/${EVENT}/${soon}`).expect(200);
    expect(panel.body.data.meeting).toBeNull();
    expect(panel.body.data.warnings[0]).toMatchObject({ kind: 'from-before' });

    // What an editor publishes now is a session like any other.
    const editor = editorOf(room.admin, EVENT);
    await editor.publish(soon);
    kept.push(await hasMeetingOf(soon));
    await editor.unpublish(before['Last'] ?? '');
    expect(await room.row(before['Last'] ?? '')).toBeNull();
    expect((await existing()).count).toBe(1);

    const path = `/zoom/bindings/${EVENT}/schedule-existing`;
    const { body } = await room.admin.post(path).send({}).expect(202);
    expect(body.data).toEqual({ scheduling: 1 });
    kept.push(await hasMeetingOf(before['Later'] ?? ''));
    await waitUntil(async () => (await existing()).count === 0);
    const site = room.cms.requestAs(await room.cms.createApiToken({ type: 'full-access' }));
    await waitUntil(async () => {
      const read = await site.get(`/api/events/${before['Later']}?populate=zoomMeeting`);
      return read.body.data.zoomMeeting?.zoomId === kept[1];
    });
    expect(zoom.meetings()).toHaveLength(2);

    await room.admin.get('/zoom/bindings/api::course.course/existing').expect(404);
    await room.admin.get('/zoom/bindings/plugin::zoom.course-session/existing').expect(404);
    const author = await room.cms.createAdminUser({ role: 'strapi-author' });
    await author.request.post(path).send({}).expect(403);
    await author.request.get('/zoom/bindings').expect(200);
  } finally {
    await room.close();
  }
});

it('unbinding it keeps their meetings, whatever becomes of the entries', async () => {
  await openWith({ [LESSON]: SCHOOL_SESSIONS[LESSON] });
  try {
    await editorOf(room.admin, EVENT).remove(before['Soon'] ?? '');
    await reconcile();
    // Even where something asks for it to be brought in line.
    const repair = room.cms.strapi.plugin('zoom').service('repair');
    for (const documentId of [before['Soon'] ?? '', before['Later'] ?? '']) {
      await repair.retry({ uid: EVENT, documentId });
      await room.rowWhere(documentId, ({ syncState }) => syncState === 'skipped');
    }
    expect(zoom.meetings().map(({ id }) => String(id))).toEqual(expect.arrayContaining(kept));
    const row = await room.row(before['Later'] ?? '');
    expect(row).toMatchObject({ state: 'scheduled', zoomId: kept[1] });
  } finally {
    await room.close();
  }
});

it('bound again, it manages what is there, and asks before it cancels', async () => {
  await openWith(SCHOOL_SESSIONS);
  try {
    expect((await existing()).count).toBe(0);
    const later = before['Later'] ?? '';
    const startsAt = inHours(100);
    await editorOf(room.admin, EVENT).publish(later, { startsAt, endsAt: inHours(101) });
    await waitUntil(() =>
      zoom.meetings().some(({ start_time }) => start_time === startsAt.replace('.000Z', 'Z'))
    );
    expect(await hasMeetingOf(later)).toBe(kept[1]);
    // The other entry was deleted while its type was not bound.
    await reconcile();
    const { body } = await room.admin.get('/zoom/settings').expect(200);
    expect(body.data.reconcileHold.cancels).toEqual([
      expect.objectContaining({ sessionUid: EVENT, sessionDocumentId: before['Soon'] }),
    ]);
    expect(zoom.meetings()).toHaveLength(2);
  } finally {
    await room.close();
  }
});

it('a related entry that is not watched is followed by the reconcile', async () => {
  const { watch: _watched, ...unwatched } = SCHOOL_SESSIONS[EVENT];
  await openWith({ [EVENT]: unwatched });
  try {
    const courses = room.cms.strapi.documents(COURSE as 'plugin::upload.file');
    const course = await courses.create({ data: { title: 'Maths' } } as never);
    const data = {
      ...{ title: 'Sums', startsAt: inHours(30), endsAt: inHours(31) },
      course: { connect: [{ documentId: course.documentId }] },
    };
    const documentId = await editorOf(room.admin, EVENT).schedule(data);
    const zoomId = await hasMeetingOf(documentId);
    const inZoom = () => zoom.meetings().find(({ id }) => String(id) === zoomId);
    expect(inZoom()?.topic).toBe('Maths: Sums');
    const named = { documentId: course.documentId, data: { title: 'Logic' } };
    await courses.update(named as never);
    await reconcile();
    await waitUntil(() => inZoom()?.topic === 'Logic: Sums', {
      what: 'the new topic in Zoom',
      timeoutMs: 60_000,
    });
  } finally {
    await room.close();
  }
});

it.each<[Record<string, unknown>, string[]]>([
  [
    { 'api::evnt.event': { topic: 'title', startTime: 'startsAt' } },
    ['did you mean api::event.event'],
  ],
  [{ 'plugin::zoom.meeting': { topic: 'topic', startTime: 'startTime' } }, ['cannot be bound']],
  [
    { [EVENT]: { topic: 'title', startTime: 'title' } },
    [EVENT, 'startTime', '"title"', 'string', 'datetime attribute (it has startsAt, endsAt'],
  ],
])('the boot stops at %j', async (sessions, words) => {
  await app.configure({ zoom: { ...zoom.addresses, sessions } });
  const boot = bootStrapi({ app });
  await expect(boot).rejects.toThrow('zoom.config.sessions[');
  const said = await boot.catch(String);
  for (const word of words) expect(said).toContain(word);
});
