import type { Agent } from '../support/doors';
import { inHours, openClassroom, sessionData, type Classroom } from '../support/sessions';
import { waitUntil } from '../support/wait';

const API = '/api/zoom/course-sessions';
const UID = 'plugin::zoom.course-session';
const FR = '?locale=fr';

let room: Classroom;
let site: Agent;

beforeAll(async () => {
  room = await openClassroom();
  await room.admin
    .post('/i18n/locales')
    .send({ code: 'fr', name: 'French (fr)', isDefault: false })
    .expect(200);
  site = room.cms.requestAs(await room.cms.createApiToken({ type: 'full-access' }));
});
afterAll(() => room.close());

const topicIs = (zoomId: string, topic: string) =>
  waitUntil(() => room.zoom.meetings().find(({ id }) => String(id) === zoomId)?.topic === topic, {
    what: `the topic ${topic}`,
  });
/** What a site gets with `populate=meeting` in one language. */
const linkOf = async (documentId: string, locale: string, status = 'published') => {
  const query = `?populate=meeting&locale=${locale}&status=${status}`;
  const { body } = await site.get(`${API}/${documentId}${query}`).expect(200);
  return body.data.meeting?.zoomId;
};
const scheduled = async (documentId: string): Promise<string> => {
  await room.rowWhere(documentId, ({ state }) => state === 'scheduled');
  return String((await room.meetingOf(documentId)).id);
};

describe('a session in two languages', () => {
  it('has one meeting, planned from the default language', async () => {
    const documentId = await room.editor.schedule(sessionData({ courseName: 'History' }));
    const meeting = await scheduled(documentId);
    await room.editor.update(documentId, { courseName: 'Histoire', sessionNumber: 1 }, FR);
    await room.editor.publish(documentId, {}, FR);
    for (const [locale, status] of [
      ['en', 'published'],
      ['en', 'draft'],
      ['fr', 'published'],
      ['fr', 'draft'],
    ] as const) {
      expect(await linkOf(documentId, locale, status)).toBe(meeting);
    }
    for (const query of ['', FR]) {
      expect((await room.editor.read(documentId, query))['status']).toBe('published');
    }
    expect(await room.cms.strapi.db.query('plugin::zoom.meeting').count()).toBe(1);
    await topicIs(meeting, 'History - Session 1');
  });

  it('follows the other language while the default one is not published', async () => {
    const documentId = await room.editor.schedule(sessionData({ courseName: 'Physics' }));
    const meeting = await scheduled(documentId);
    await room.editor.update(documentId, { courseName: 'Physique', sessionNumber: 1 }, FR);
    await room.editor.publish(documentId, {}, FR);
    await room.editor.unpublish(documentId);
    await topicIs(meeting, 'Physique - Session 1');
    expect((await room.row(documentId))?.state).toBe('scheduled');
    expect(await linkOf(documentId, 'fr')).toBe(meeting);

    await room.editor.unpublish(documentId, FR);
    await room.rowWhere(documentId, ({ state }) => state === 'cancelled');

    await room.editor.publish(documentId, {}, FR);
    expect(await scheduled(documentId)).toBe(meeting);
    await room.editor.publish(documentId);
    await topicIs(meeting, 'Physics - Session 1');
  });

  it('has one time: moved in one language it is moved in all', async () => {
    const documentId = await room.editor.schedule(sessionData({ duration: 45 }));
    const meeting = await scheduled(documentId);
    await room.editor.update(documentId, { courseName: 'Algèbre' }, FR);
    await room.editor.publish(documentId, {}, FR);
    const startTime = inHours(60);
    await room.editor.publish(documentId, { startTime, duration: 50 }, FR);
    await waitUntil(() =>
      room.zoom
        .meetings()
        .some(
          ({ id, start_time, duration }) =>
            String(id) === meeting &&
            start_time?.startsWith(startTime.slice(0, 19)) &&
            duration === 50
        )
    );
    const endTime = new Date(new Date(startTime).getTime() + 50 * 60_000).toISOString();
    for (const locale of ['en', 'fr']) {
      for (const status of ['draft', 'published']) {
        const { body } = await site.get(`${API}/${documentId}?locale=${locale}&status=${status}`);
        expect(body.data).toMatchObject({ startTime, duration: 50, endTime });
      }
    }
    // Strapi wrote the new time into the other language's draft; nothing else tells them apart.
    expect((await room.editor.read(documentId, FR))['status']).toBe('published');
  });

  it('keeps what its first publish froze, in languages published later too', async () => {
    const documentId = await room.editor.save(sessionData({ courseName: 'Frozen' }));
    await room.editor.update(documentId, { courseName: 'Gelé' }, FR);
    await room.editor.publish(documentId);
    const meeting = await scheduled(documentId);
    await room.admin.put('/zoom/settings').send({ defaultDuration: 25 }).expect(200);
    await room.editor.publish(documentId, {}, FR);
    await room.rowWhere(documentId, ({ syncState }) => syncState === 'synced');
    await room.admin.put('/zoom/settings').send({ defaultDuration: 60 }).expect(200);
    const { body } = await site.get(`${API}/${documentId}?locale=fr`).expect(200);
    expect(body.data.duration).toBe(60);
    expect(room.zoom.meetings().find(({ id }) => String(id) === meeting)?.duration).toBe(60);
  });

  it('takes host, zone and options from the languages that are there', async () => {
    const data = sessionData({ timezone: 'Europe/Madrid', waitingRoom: 'off', duration: 20 });
    const documentId = await room.editor.save(data);
    await room.editor.update(documentId, { courseName: 'Le français seul' }, FR);
    await room.editor.publish(documentId, {}, FR);
    await scheduled(documentId);
    expect(await room.meetingOf(documentId)).toMatchObject({
      topic: 'Le français seul',
      timezone: 'Europe/Madrid',
      duration: 20,
      settings: { waiting_room: false },
    });
    expect(await linkOf(documentId, 'fr')).toBeDefined();
  });

  it('is published in both at once, and deleted with one of them only when none is left', async () => {
    const documentId = await room.editor.save();
    await room.editor.update(documentId, { courseName: 'Algèbre' }, FR);
    const documents = room.cms.strapi.documents(UID as 'plugin::upload.file');
    await documents.publish({ documentId, locale: '*' });
    const meeting = await scheduled(documentId);
    expect(await linkOf(documentId, 'fr')).toBe(meeting);
    expect(await linkOf(documentId, 'en')).toBe(meeting);
    await documents.delete({ documentId, locale: 'en' });
    await topicIs(meeting, 'Algèbre');
    expect(await linkOf(documentId, 'fr')).toBe(meeting);
    await documents.delete({ documentId, locale: '*' });
    await room.rowWhere(documentId, ({ state }) => state === 'cancelled');
  });

  it('is refused for a wrong value in the language that is published', async () => {
    const documentId = await room.editor.save(sessionData({ duration: 5000 }));
    await room.editor.update(documentId, { courseName: 'Algèbre' }, FR);
    await expect(room.editor.publish(documentId, {}, FR)).rejects.toThrow('400');
  });
});
