import { EVENT, SCHOOL_SESSIONS, schoolFiles } from '../support/bound-types';
import { editorOf, inHours, openClassroom, type Classroom } from '../support/sessions';
import { describeOn } from '../support/strapi';

/** SQLite has the whole story in the other files: here only what SQL may differ in. */
describe.each(['postgres', 'mysql'] as const)('a bound content type on %s', (database) => {
  describeOn(database)('in short', () => {
    let room: Classroom;

    beforeAll(async () => {
      room = await openClassroom({
        boot: { database, appFiles: schoolFiles(), zoom: { sessions: SCHOOL_SESSIONS } },
      });
    });
    afterAll(() => room.close());

    it('is published, read with its meeting, mended and unpublished', async () => {
      const editor = editorOf(room.admin, EVENT);
      const data = { title: 'Fractions', startsAt: inHours(24), endsAt: inHours(25) };
      const documentId = await editor.schedule(data);
      await room.rowWhere(documentId, ({ state }) => state === 'scheduled');
      const { id } = await room.meetingOf(documentId);
      const site = room.cms.requestAs(await room.cms.createApiToken({ type: 'full-access' }));
      const read = async (): Promise<string | undefined> => {
        const path = `/api/events/${documentId}?populate=zoomMeeting`;
        return (await site.get(path).expect(200)).body.data.zoomMeeting?.zoomId;
      };
      expect(await read()).toBe(String(id));

      const other = await editor.schedule(data);
      const row = await room.rowWhere(other, ({ state }) => state === 'scheduled');
      const events = room.cms.strapi.db.query(EVENT);
      for (const zoomMeeting of [row.id, null]) {
        for (const version of await events.findMany({ where: { documentId } })) {
          await events.update({ where: { id: version.id }, data: { zoomMeeting } });
        }
        expect(await read()).not.toBe(String(id));
        await room.cms.strapi.plugin('zoom').service('reconcile').run();
        expect(await read()).toBe(String(id));
      }

      await editor.unpublish(documentId);
      await room.rowWhere(documentId, ({ state }) => state === 'cancelled');
    });
  });
});
