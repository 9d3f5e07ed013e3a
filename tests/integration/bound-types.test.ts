import type { Core } from '@strapi/strapi';

import { COURSE, EVENT, LESSON, SCHOOL_SESSIONS, schoolFiles } from '../support/bound-types';
import type { Agent } from '../support/doors';
import { editorOf, inHours, openClassroom, type Classroom, type Editor } from '../support/sessions';
import { type TestZoom } from '../support/zoom';
import { waitUntil } from '../support/wait';

const EVENTS = `/content-manager/collection-types/${EVENT}`;
const API = '/api/events';

let zoom: TestZoom;
let room: Classroom;
let editor: Editor;
let site: Agent;
let courseId: string;

type Documents = ReturnType<Core.Strapi['documents']>;
const documents = (uid: string): Documents =>
  room.cms.strapi.documents(uid as 'plugin::upload.file');

beforeAll(async () => {
  room = await openClassroom({
    boot: { appFiles: schoolFiles(), zoom: { sessions: SCHOOL_SESSIONS } },
  });
  zoom = room.zoom;
  editor = editorOf(room.admin, EVENT);
  site = room.cms.requestAs(await room.cms.createApiToken({ type: 'full-access' }));
  const made = await documents(COURSE).create({ data: { title: 'Maths' } } as never);
  courseId = made.documentId;
});
afterAll(() => room.close());

const event = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  title: 'Fractions',
  startsAt: inHours(24),
  endsAt: inHours(25.5),
  course: { connect: [{ documentId: courseId }] },
  ...changes,
});
const hasMeetingOf = async (documentId: string): Promise<string> => {
  await room.rowWhere(documentId, ({ state }) => state === 'scheduled');
  return String((await room.meetingOf(documentId)).id);
};
const isGone = (documentId: string) =>
  room.rowWhere(documentId, ({ state }) => state === 'cancelled');
const inZoom = (zoomId: string) => zoom.meetings().find(({ id }) => String(id) === zoomId);
const zoomSays = (zoomId: string, wanted: Record<string, unknown>) =>
  waitUntil(
    () =>
      Object.entries(wanted).every(([name, value]) => inZoom(zoomId)?.[name as 'topic'] === value),
    { what: JSON.stringify(wanted), timeoutMs: 60_000 }
  );
const zoomTime = (moment: string): string => moment.replace('.000Z', 'Z');

describe('an event of the app, bound in the configuration', () => {
  it('is published, has its meeting, and is read with populate=zoomMeeting', async () => {
    const data = event({ zone: 'Europe/Paris', about: 'Bring paper.', hasLobby: false });
    const documentId = await editor.save(data);
    expect(await room.row(documentId)).toBeNull();
    await editor.publish(documentId);
    const meeting = await room.meetingOf(documentId);
    expect(meeting).toMatchObject({
      topic: 'Maths: Fractions',
      agenda: 'Bring paper.',
      start_time: zoomTime(String(data['startsAt'])),
      duration: 90,
      timezone: 'Europe/Paris',
      settings: { waiting_room: false, auto_recording: 'cloud' },
    });
    expect((await editor.read(documentId))['status']).toBe('published');
    const { body } = await site.get(`${API}/${documentId}?populate=zoomMeeting`).expect(200);
    expect(body.data.zoomMeeting).toMatchObject({
      zoomId: String(meeting.id),
      state: 'scheduled',
      joinUrl: expect.stringContaining('pwd='),
    });
    const draft = await site.get(`${API}/${documentId}?populate=zoomMeeting&status=draft`);
    expect(draft.body.data.zoomMeeting.zoomId).toBe(String(meeting.id));
    const { body: live } = await site.get(`${API}?filters[zoomMeeting][state]=scheduled`);
    expect(live.data.map((one: { documentId: string }) => one.documentId)).toContain(documentId);
  });

  it('shows the link at any depth to holders of meeting.join alone, and in nobody’s filters', async () => {
    const documentId = await editor.schedule(event());
    await hasMeetingOf(documentId);
    const permissions = [
      'api::course.course.find',
      'api::event.event.find',
      'plugin::zoom.meeting.find',
    ];
    const path = '/api/courses?populate[events][populate]=zoomMeeting';
    const reader = room.cms.requestAs(
      await room.cms.createApiToken({ type: 'custom', permissions })
    );
    const seen = await reader.get(path).expect(200);
    expect(seen.text).toContain('"zoomMeeting"');
    expect(seen.text).not.toContain('pwd=');
    const joiner = room.cms.requestAs(
      await room.cms.createApiToken({
        type: 'custom',
        permissions: [...permissions, 'plugin::zoom.meeting.join'],
      })
    );
    expect((await joiner.get(path).expect(200)).text).toContain('pwd=');
    for (const query of [
      'filters[zoomMeeting][joinUrl][$contains]=a',
      'sort=zoomMeeting.joinUrl',
    ]) {
      await joiner.get(`${API}?${query}`).expect(400);
    }
  });

  it('follows changes, and goes and comes back with its entry', async () => {
    const documentId = await editor.schedule(event());
    const zoomId = await hasMeetingOf(documentId);
    const [startsAt, endsAt] = [inHours(30), inHours(31)];
    await editor.update(documentId, { startsAt, endsAt });
    expect(inZoom(zoomId)?.duration).toBe(90);
    await editor.publish(documentId);
    await zoomSays(zoomId, { start_time: zoomTime(startsAt), duration: 60 });
    await editor.update(documentId, { title: 'Not ready' });
    await room.admin.post(`${EVENTS}/${documentId}/actions/discard`).send({}).expect(200);
    for (const status of ['draft', 'published']) {
      const { body } = await site.get(`${API}/${documentId}?populate=zoomMeeting&status=${status}`);
      expect(body.data.zoomMeeting.zoomId).toBe(zoomId);
    }
    await editor.unpublish(documentId);
    await isGone(documentId);
    await editor.publish(documentId);
    expect(await hasMeetingOf(documentId)).toBe(zoomId);
    await editor.remove(documentId);
    await isGone(documentId);
    expect(inZoom(zoomId)).toBeUndefined();
  });

  it('is duplicated with one click, and the copy has a meeting of its own', async () => {
    const documentId = await editor.schedule(event({ title: 'Original' }));
    const zoomId = await hasMeetingOf(documentId);
    const auto = await room.admin.post(`${EVENTS}/auto-clone/${documentId}`).send({}).expect(200);
    const form = await editor.clone(documentId, event({ title: 'By form' }));
    for (const copy of [auto.body.data.documentId, form]) {
      expect(await room.row(copy)).toBeNull();
      await editor.publish(copy);
      expect(await hasMeetingOf(copy)).not.toBe(zoomId);
    }
    await editor.publish(documentId);
    expect(await hasMeetingOf(documentId)).toBe(zoomId);
  });

  it('is published, unpublished and deleted in bulk', async () => {
    const documentIds = [await editor.save(event()), await editor.save(event())];
    const bulk = (action: string) =>
      room.admin.post(`${EVENTS}/actions/${action}`).send({ documentIds }).expect(200);
    await bulk('bulkPublish');
    const [first, second] = await Promise.all(documentIds.map(hasMeetingOf));
    expect(first).not.toBe(second);
    await bulk('bulkUnpublish');
    await Promise.all(documentIds.map(isGone));
    await bulk('bulkDelete');
  });

  it('cannot show the meeting of another', async () => {
    const owner = await editor.schedule(event());
    const zoomId = await hasMeetingOf(owner);
    const other = await editor.schedule(event());
    await hasMeetingOf(other);
    const row = await room.row(owner);
    for (const form of [
      row?.documentId,
      { connect: [{ documentId: row?.documentId }] },
      { set: [{ id: row?.id }] },
      null,
    ]) {
      const data = { zoomMeeting: form };
      await site.put(`${API}/${other}`).send({ data }).expect(400);
      expect([200, 400]).toContain((await room.admin.put(`${EVENTS}/${other}`).send(data)).status);
      await documents(EVENT).update({ documentId: other, data, status: 'published' } as never);
    }
    const { body } = await site.get(`${API}/${other}?populate=zoomMeeting`).expect(200);
    expect(body.data.zoomMeeting.zoomId).toBe(await hasMeetingOf(other));
    // What came around the documents API is mended from the meeting's row.
    const events = room.cms.strapi.db.query(EVENT);
    const [version] = await events.findMany({ where: { documentId: other } });
    await events.update({ where: { id: version.id }, data: { zoomMeeting: row?.id } });
    await room.cms.strapi.plugin('zoom').service('reconcile').run();
    const mended = await events.findOne({ where: { id: version.id }, populate: ['zoomMeeting'] });
    expect(mended.zoomMeeting.zoomId).not.toBe(zoomId);
  });

  it('is refused at its own fields', async () => {
    const fieldOf = async (data: Record<string, unknown>): Promise<unknown> => {
      const documentId = await editor.save(event(data));
      const { status, body } = await room.admin
        .post(`${EVENTS}/${documentId}/actions/publish`)
        .send({});
      expect(status).toBe(400);
      expect(await room.row(documentId)).toBeNull();
      return body.error.details.errors.map(({ path }: { path: string[] }) => path.join('.'));
    };
    expect(await fieldOf({ startsAt: null })).toEqual(['startsAt']);
    expect(await fieldOf({ endsAt: inHours(23) })).toEqual(['endsAt']);
    expect(await fieldOf({ endsAt: inHours(80) })).toEqual(['endsAt']);
    expect(await fieldOf({ zone: 'Mars/Olympus' })).toEqual(['zone']);
    const put = { data: { ...event({ course: courseId }), endsAt: inHours(1) } };
    await site.post(API).send(put).expect(400);
  });

  it('takes empty fields from the settings of its first publish, and writes none of them', async () => {
    const documentId = await editor.schedule(event({ endsAt: null }));
    const zoomId = await hasMeetingOf(documentId);
    expect(inZoom(zoomId)?.duration).toBe(60);
    await room.admin.put('/zoom/settings').send({ defaultDuration: 45 }).expect(200);
    await editor.publish(documentId, { title: 'Later' });
    await zoomSays(zoomId, { topic: 'Maths: Later', duration: 60 });
    expect(await editor.read(documentId)).toMatchObject({ endsAt: null, zone: null });
    await room.admin.put('/zoom/settings').send({ defaultDuration: 60 }).expect(200);
  });

  it('has one meeting in all its languages', async () => {
    await room.admin
      .post('/i18n/locales')
      .send({ code: 'fr', name: 'French (fr)', isDefault: false })
      .expect(200);
    const documentId = await editor.schedule(event());
    const zoomId = await hasMeetingOf(documentId);
    const [startsAt, endsAt] = [inHours(40), inHours(41)];
    await editor.publish(
      documentId,
      event({ title: 'Les fractions', startsAt, endsAt }),
      '?locale=fr'
    );
    await zoomSays(zoomId, { start_time: zoomTime(startsAt), topic: 'Maths: Fractions' });
    for (const locale of ['en', 'fr']) {
      const path = `${API}/${documentId}?populate=zoomMeeting&locale=${locale}`;
      const { body } = await site.get(path).expect(200);
      expect(body.data).toMatchObject({ startsAt, zoomMeeting: { zoomId } });
    }
    await editor.unpublish(documentId, '?locale=en');
    await zoomSays(zoomId, { topic: 'Maths: Les fractions' });
    await editor.unpublish(documentId, '?locale=fr');
    await isGone(documentId);
  });

  it('follows its course at once where that is watched', async () => {
    const music = await documents(COURSE).create({ data: { title: 'Music' } } as never);
    const connect = [{ documentId: music.documentId }];
    const documentId = await editor.schedule(event({ course: { connect } }));
    const zoomId = await hasMeetingOf(documentId);
    expect(inZoom(zoomId)?.topic).toBe('Music: Fractions');
    await site
      .put(`/api/courses/${music.documentId}`)
      .send({ data: { title: 'Singing' } })
      .expect(200);
    await zoomSays(zoomId, { topic: 'Singing: Fractions' });
    await site.delete(`/api/courses/${music.documentId}`).expect(204);
    await zoomSays(zoomId, { topic: 'Fractions' });
  });

  it('is found by the reconcile where it came around the documents API', async () => {
    const { course: _course, ...data } = event({ title: 'Imported' });
    const made = await room.cms.strapi.db
      .query(EVENT)
      .create({ data: { ...data, locale: 'en', publishedAt: new Date() } });
    await room.cms.strapi.plugin('zoom').service('reconcile').run();
    const zoomId = await hasMeetingOf(made.documentId);
    const { body } = await site.get(`${API}/${made.documentId}?populate=zoomMeeting`).expect(200);
    expect(body.data.zoomMeeting.zoomId).toBe(zoomId);
  });

  it('has its panel, and Retry', async () => {
    const documentId = await editor.save(event());
    const path = `/zoom/sessions/${EVENT}/${documentId}`;
    const before = await room.admin.get(path).expect(200);
    expect(before.body.data.meeting).toBeNull();
    expect(before.text).not.toContain('before its type had Zoom meetings');
    expect(before.body.data.draft).toMatchObject({ durationMinutes: 90 });
    await room.admin.post(`${path}/retry`).send({}).expect(404);
    await editor.publish(documentId);
    await hasMeetingOf(documentId);
    const after = await room.admin.get(path).expect(200);
    expect(after.body.data.meeting).toMatchObject({ state: 'scheduled', durationMinutes: 90 });
    await room.admin.post(`${path}/retry`).send({}).expect(200);
    await room.admin.get(`/zoom/sessions/${COURSE}/${courseId}`).expect(404);
    const stranger = await room.cms.createAdminUser({ role: 'strapi-author' });
    await stranger.request.get(path).expect(403);
  });

  it('takes over what was changed in Zoom, where it has an attribute for it', async () => {
    const documentId = await editor.schedule(event({ title: 'Drifting' }));
    const zoomId = await hasMeetingOf(documentId);
    const path = `/zoom/sessions/${EVENT}/${documentId}`;
    const moved = zoomTime(inHours(60));
    zoom.controls.changeMeeting(zoomId, { start_time: moved, topic: 'By hand' });
    await room.admin.post('/zoom/drift/sweep').send({}).expect(202);
    await room.rowWhere(documentId, ({ drift }) => (drift as unknown[] | null)?.length === 2);
    const { body } = await room.admin.post(`${path}/take-zoom`).send({}).expect(200);
    expect(body.data.left).toEqual([
      expect.objectContaining({
        field: 'topic',
        because: expect.stringContaining('{course.title}: {title}'),
      }),
    ]);
    const published = await documents(EVENT).findOne({ documentId, status: 'published' });
    const times = [published?.['startsAt'], published?.['endsAt']].map((at) =>
      Date.parse(String(at))
    );
    expect(times).toEqual([Date.parse(moved), Date.parse(moved) + 90 * 60_000]);
    const refused = await room.admin.post(`${path}/take-zoom`).send({}).expect(409);
    expect(refused.body.error.message).toContain('{course.title}: {title}');
    await room.admin.post(`${path}/keep-cms`).send({}).expect(200);
    await zoomSays(zoomId, { topic: 'Maths: Drifting', start_time: moved });
  });
});

describe('a lesson, without draft & publish', () => {
  const lesson = (changes: Record<string, unknown> = {}) => ({
    name: 'Guitar',
    begins: inHours(26),
    minutes: 45,
    ...changes,
  });

  it('is a session as soon as it is saved, until it is deleted', async () => {
    const { body } = await site.post('/api/lessons').send({ data: lesson() }).expect(201);
    const { documentId } = body.data;
    const zoomId = await hasMeetingOf(documentId);
    expect(inZoom(zoomId)).toMatchObject({ topic: 'Guitar', duration: 45 });
    const begins = inHours(50);
    await site.put(`/api/lessons/${documentId}`).send({ data: { begins } }).expect(200);
    await zoomSays(zoomId, { start_time: zoomTime(begins) });
    await room.rowWhere(documentId, ({ syncState }) => syncState === 'synced');
    const read = await site.get(`/api/lessons/${documentId}?populate=zoomMeeting`).expect(200);
    expect(read.body.data.zoomMeeting).toMatchObject({ zoomId, startTime: begins });
    await site.delete(`/api/lessons/${documentId}`).expect(204);
    await isGone(documentId);
    expect(inZoom(zoomId)).toBeUndefined();
  });

  it('is checked at each save, and its copy is a session too', async () => {
    const refused = await site
      .post('/api/lessons')
      .send({ data: lesson({ minutes: 0 }) })
      .expect(400);
    expect(refused.body.error.details.errors[0].path).toEqual(['minutes']);
    const lessons = editorOf(room.admin, LESSON);
    const documentId = await lessons.save(lesson());
    const zoomId = await hasMeetingOf(documentId);
    const copies = [
      (
        await room.admin
          .post(`/content-manager/collection-types/${LESSON}/auto-clone/${documentId}`)
          .send({})
          .expect(200)
      ).body.data.documentId,
      await lessons.clone(documentId, lesson({ name: 'Piano' })),
    ];
    for (const copy of copies) expect(await hasMeetingOf(copy)).not.toBe(zoomId);
    const { body } = await room.admin.get(`/zoom/sessions/${LESSON}/${documentId}`).expect(200);
    expect(body.data).toMatchObject({
      meeting: { zoomId, state: 'scheduled' },
      draft: { durationMinutes: 45 },
    });
  });
});

describe('the admin panel', () => {
  it('is told which types are sessions, and where they have what', async () => {
    const { body } = await room.admin.get('/zoom/bindings').expect(200);
    expect(body.data.map(({ uid }: { uid: string }) => uid)).toEqual([
      'plugin::zoom.course-session',
      EVENT,
      LESSON,
    ]);
    expect(body.data[1]).toMatchObject({
      displayName: 'event',
      isOwn: false,
      hasDraftAndPublish: true,
      isLocalized: true,
      fields: {
        topic: null,
        startTime: 'startsAt',
        duration: null,
        endTime: 'endsAt',
        timezone: 'zone',
        host: null,
        agenda: 'about',
      },
    });
    await room.cms.request.get('/zoom/bindings').expect(401);
  });

  it('hides the relation, from the Content-Type Builder too', async () => {
    const { body: builder } = await room.admin.get('/content-type-builder/schema').expect(200);
    const names = (uid: string): string[] =>
      builder.data.contentTypes[uid].attributes.map(({ name }: { name: string }) => name);
    expect(names(EVENT)).toContain('startsAt');
    expect(names(EVENT)).not.toContain('zoomMeeting');
    const { body: list } = await room.admin.get('/content-type-builder/content-types').expect(200);
    const listed = list.data.find(({ uid }: { uid: string }) => uid === EVENT);
    expect(listed.schema.attributes).toHaveProperty('startsAt');
    expect(listed.schema.attributes).not.toHaveProperty('zoomMeeting');
    const one = await room.admin.get(`/content-type-builder/content-types/${EVENT}`).expect(200);
    expect(one.text).not.toContain('zoomMeeting');
    expect(room.cms.strapi.contentType(EVENT as 'plugin::upload.file').attributes).toHaveProperty(
      'zoomMeeting'
    );
    const view = await room.admin.get(`/content-manager/content-types/${EVENT}/configuration`);
    const { layouts } = view.body.data.contentType;
    expect(JSON.stringify(layouts)).not.toContain('zoomMeeting');
  });
});
