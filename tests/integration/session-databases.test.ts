import { inHours, openClassroom, sessionData, type Classroom } from '../support/sessions';
import { describeOn } from '../support/strapi';
import { waitUntil } from '../support/wait';

const UID = 'plugin::zoom.course-session';

/** SQLite has the whole story in the other files: here only what SQL may differ in. */
describe.each(['postgres', 'mysql'] as const)('the life of a session on %s', (database) => {
  describeOn(database)('in short', () => {
    let room: Classroom;

    beforeAll(async () => {
      room = await openClassroom({ boot: { database } });
      await room.admin
        .post('/i18n/locales')
        .send({ code: 'fr', name: 'French (fr)', isDefault: false })
        .expect(200);
    });
    afterAll(() => room.close());

    const stands = async (documentId: string): Promise<string> => {
      await room.rowWhere(documentId, ({ state }) => state === 'scheduled');
      return String((await room.meetingOf(documentId)).id);
    };
    const startsAt = (id: string, startTime: string) =>
      waitUntil(() =>
        room.zoom
          .meetings()
          .some(
            (meeting) =>
              String(meeting.id) === id && meeting.start_time?.startsWith(startTime.slice(0, 19))
          )
      );

    it('publishes, moves, unpublishes, publishes again and deletes', async () => {
      const documentId = await room.editor.schedule();
      const meeting = await stands(documentId);
      const moved = inHours(30);
      await room.editor.publish(documentId, { startTime: moved });
      await startsAt(meeting, moved);
      expect((await room.editor.read(documentId))['status']).toBe('published');
      await room.editor.unpublish(documentId);
      await room.rowWhere(documentId, ({ state }) => state === 'cancelled');
      await room.editor.publish(documentId);
      expect(await stands(documentId)).toBe(meeting);
      await room.editor.remove(documentId);
      await room.rowWhere(documentId, ({ state }) => state === 'cancelled');
      expect(room.zoom.meetings()).toEqual([]);
    });

    it('gives two languages one meeting and one time', async () => {
      const fr = '?locale=fr';
      const documentId = await room.editor.schedule(sessionData({ startTime: inHours(48) }));
      const meeting = await stands(documentId);
      await room.editor.update(documentId, { courseName: 'Algèbre' }, fr);
      const moved = inHours(50);
      await room.editor.publish(documentId, { startTime: moved }, fr);
      await startsAt(meeting, moved);
      const token = await room.cms.createApiToken({ type: 'full-access' });
      for (const locale of ['en', 'fr']) {
        const { body } = await room.cms
          .requestAs(token)
          .get(`/api/zoom/course-sessions/${documentId}?populate=meeting&locale=${locale}`)
          .expect(200);
        expect(body.data).toMatchObject({ startTime: moved, meeting: { zoomId: meeting } });
      }
    });

    it('survives many publishes at one moment', async () => {
      const sessions = await Promise.all(
        Array.from({ length: 8 }, (_, hour) =>
          room.editor.save(sessionData({ startTime: inHours(100 + hour) }))
        )
      );
      await Promise.all(sessions.map((documentId) => room.editor.publish(documentId)));
      const meetings = await Promise.all(sessions.map(stands));
      expect(new Set(meetings).size).toBe(8);
      const [first = ''] = sessions;
      const documents = room.cms.strapi.documents(UID as 'plugin::upload.file');
      // Two editors, one session.
      await Promise.allSettled([
        documents.publish({ documentId: first }),
        documents.publish({ documentId: first }),
      ]);
      expect(await stands(first)).toBe(meetings[0]);
    });

    it('finds what came around the documents API', async () => {
      const sessions = room.cms.strapi.db.query(UID);
      const { documentId } = await sessions.create({
        data: { ...sessionData(), title: 'By hand', locale: 'en', publishedAt: new Date() },
      });
      // As after an import: the table of Zoom ids did not come along.
      await room.cms.strapi.db.query('plugin::zoom.zoom-id').deleteMany({});
      await room.cms.strapi.plugin('zoom').service('reconcile').run();
      const zoomId = await stands(documentId);
      const ids = await room.cms.strapi.db.query('plugin::zoom.zoom-id').findMany();
      expect(ids.map((one: { zoomId: string }) => one.zoomId)).toContain(zoomId);
      expect(ids.length).toBeGreaterThan(8);
    });
  });
});
