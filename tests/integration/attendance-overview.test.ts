import { UID } from '../../contracts/identifiers';
import { COURSE as COURSES, EVENT, SCHOOL_SESSIONS, schoolFiles } from '../support/bound-types';
import { describeOn, type DatabaseKind } from '../support/databases';
import { openAttendanceRoom, type AttendanceRoom, type TestClass } from '../support/class-room';
import { sessionData } from '../support/sessions';

/** Answers as they come. */
type Row = ReturnType<typeof JSON.parse>;

const KINDS: DatabaseKind[] = ['sqlite', 'postgres', 'mysql'];
const COURSE = 'Übungen in Algebra';

describe.each(KINDS)('attendance overview on %s', (database) => {
  describeOn(database)('of two classes of a course and one of another', () => {
    let room: AttendanceRoom;
    let first: { meeting: TestClass; run: string };
    let second: { meeting: TestClass; run: string };

    /** Ana comes to both classes by registration, Ben to one, a guest to the second. */
    const hold = async (
      startedMinutesAgo: number,
      people: (meeting: TestClass) => void,
      topic: string
    ): Promise<{ meeting: TestClass; run: string }> => {
      const meeting = await room.newClass(startedMinutesAgo);
      await room.cms.strapi.db
        .query(UID.meeting)
        .update({ where: { id: meeting.rowId }, data: { topic } });
      for (const [email, firstName] of [
        ['ana@school.example', 'Ana'],
        ['ben@school.example', 'Ben'],
      ]) {
        const added = await room.admin
          .post('/zoom/registrants')
          .send({ meeting: meeting.documentId, email, firstName });
        expect(added.status).toBe(201);
      }
      const { uuid } = room.zoom.controls.startMeeting(meeting.zoomId, { at: meeting.at(0) });
      people(meeting);
      room.zoom.controls.endMeeting(meeting.zoomId, { at: meeting.at(60) });
      await room.settled();
      const run = await room.run(uuid);
      return { meeting, run: String(run?.['documentId']) };
    };
    const ofCourse = async (meeting: TestClass, courseName: string): Promise<void> => {
      const documentId = await room.editor.save(sessionData({ courseName }));
      await room.cms.strapi.db.query(UID.meeting).update({
        where: { id: meeting.rowId },
        data: { sessionUid: UID.courseSession, sessionDocumentId: documentId },
      });
    };
    const sessions = async (query = ''): Promise<{ data: Row[]; meta: Row }> =>
      (await room.admin.get(`/zoom/attendance/sessions${query}`)).body;
    const peopleOf = async (run: string, body: object = {}): Promise<Row> =>
      (await room.admin.post(`/zoom/attendance/sessions/${run}/people`).send(body)).body;
    const people = async (body: object): Promise<{ data: Row[]; meta: Row }> =>
      (await room.admin.post('/zoom/attendance/people').send(body)).body;

    beforeAll(async () => {
      room = await openAttendanceRoom({
        boot: { database, appFiles: schoolFiles(), zoom: { sessions: SCHOOL_SESSIONS } },
      });
      const join = (meeting: TestClass, who: object, minute: number) =>
        room.zoom.controls.joinMeeting(meeting.zoomId, {
          ...(who as { name: string }),
          at: meeting.at(minute),
        });
      const ana = { name: 'Ana', email: 'Ana@school.example', registrantId: 'R-ana' };
      const ben = { name: 'Ben', email: 'ben@school.example', registrantId: 'R-ben' };
      first = await hold(
        300,
        (meeting) => {
          join(meeting, ana, 0);
          join(meeting, ben, 30);
        },
        'Algebra - Session 1'
      );
      second = await hold(
        200,
        (meeting) => {
          join(meeting, ana, 0);
          join(meeting, { name: '=guest' }, 10);
        },
        'Algebra - Session 2'
      );
      const other = await hold(100, (meeting) => join(meeting, ana, 0), '100% Yoga_');
      await ofCourse(first.meeting, COURSE);
      await ofCourse(second.meeting, COURSE);
      await ofCourse(other.meeting, 'Yoga');
    });
    afterAll(() => room.close());

    test('lists runs with what came of them, the latest first, in pages', async () => {
      const { data, meta } = await sessions('?pageSize=2');
      expect(meta.pagination).toEqual({ page: 1, pageSize: 2, pageCount: 2, total: 3 });
      expect(data.map(({ meeting }) => meeting.topic)).toEqual([
        '100% Yoga_',
        'Algebra - Session 2',
      ]);
      expect(data[1]).toMatchObject({
        course: COURSE,
        people: { came: 2, present: 2, late: 0, absent: 1, unmatched: 1 },
      });
      const [oldest] = (await sessions('?page=2&pageSize=2')).data;
      expect(oldest).toMatchObject({
        documentId: first.run,
        people: { came: 2, present: 1, late: 1, absent: 0, unmatched: 0 },
      });
      const one = await room.admin.get(`/zoom/attendance/sessions/${first.run}`);
      expect(one.body.data).toEqual(oldest);
      expect((await room.admin.get('/zoom/attendance/sessions/none')).status).toBe(404);
    });

    test('finds runs by topic, course and time; signs are no wildcards', async () => {
      const topics = async (query: Record<string, string>): Promise<string[]> =>
        (await sessions(`?${new URLSearchParams(query).toString()}`)).data.map(
          ({ meeting }) => meeting.topic
        );
      expect(await topics({ search: 'session 1' })).toEqual(['Algebra - Session 1']);
      expect(await topics({ search: '0% y' })).toEqual(['100% Yoga_']);
      expect(await topics({ search: '%_' })).toEqual([]);
      expect(await topics({ search: 'übungen' })).toHaveLength(2);
      expect(await topics({ course: COURSE })).toHaveLength(2);
      expect(await topics({ course: 'Nothing' })).toEqual([]);
      const from = new Date(second.meeting.at(-5)).toISOString();
      const to = new Date(second.meeting.at(5)).toISOString();
      expect(await topics({ from, to })).toEqual(['Algebra - Session 2']);
      const wrong = await room.admin.get('/zoom/attendance/sessions?from=yesterday&pageSize=0');
      expect(wrong.status).toBe(400);
      expect(wrong.body.error.details.errors.map(({ path }: Row) => path[0]).sort()).toEqual([
        'from',
        'pageSize',
      ]);
    });

    test('offers the courses there are, each once', async () => {
      const all = await room.admin.get('/zoom/attendance/courses');
      expect([...all.body.data].sort()).toEqual(['Yoga', COURSE]);
      expect((await room.admin.get('/zoom/attendance/courses?search=yog')).body.data).toEqual([
        'Yoga',
      ]);
    });

    test('shows the people of a run, and some of them', async () => {
      const names = async (body: object) =>
        (await peopleOf(second.run, body)).data.map(({ name }: Row) => name);
      expect(await names({})).toEqual(['=guest', 'Ana', 'Ben']);
      expect(await names({ show: 'came' })).toEqual(['=guest', 'Ana']);
      expect(await names({ show: 'absent' })).toEqual(['Ben']);
      expect(await names({ show: 'unmatched' })).toEqual(['=guest']);
      expect(await names({ show: 'known' })).toEqual(['Ana', 'Ben']);
      expect(await names({ search: 'ANA@' })).toEqual(['Ana']);
      expect(await names({ page: 2, pageSize: 2 })).toEqual(['Ben']);
      const wrong = await room.admin
        .post(`/zoom/attendance/sessions/${second.run}/people`)
        .send({ show: 'odd' });
      expect(wrong.status).toBe(400);
      expect((await peopleOf('none')).error.status).toBe(404);
    });

    test('draws how many were there', async () => {
      const { body } = await room.admin.get(`/zoom/attendance/sessions/${first.run}/curve`);
      expect(body.data.points).toHaveLength(61);
      expect(body.data.points[10].people).toBe(1);
      expect(body.data.points[40].people).toBe(2);
      expect(body.data.peak).toEqual({
        at: new Date(first.meeting.at(30)).toISOString(),
        people: 2,
      });
    });

    test('adds a person up over a course', async () => {
      const { data, meta } = await people({ course: COURSE });
      expect(meta).toMatchObject({ sessions: 2, unmatched: 1, pagination: { total: 2 } });
      expect(data).toEqual([
        expect.objectContaining({
          key: 'ana@school.example',
          seconds: 7200,
          attended: 2,
          present: 2,
          absent: 0,
        }),
        expect.objectContaining({ name: 'Ben', seconds: 1800, attended: 1, late: 1, absent: 1 }),
      ]);
      expect((await people({ search: 'session 2' })).data).toHaveLength(2);
      expect((await people({ person: 'BEN' })).data).toHaveLength(1);
      const longest = await people({ order: 'seconds', pageSize: 1 });
      expect(longest.data[0]).toMatchObject({ seconds: 10_800, attended: 3 });
      expect(longest.meta).toMatchObject({ sessions: 3, pagination: { total: 2, pageCount: 2 } });
    });

    test('counts the best of a meeting that was started twice', async () => {
      const { meeting } = first;
      room.zoom.controls.startMeeting(meeting.zoomId, { at: meeting.at(61) });
      room.zoom.controls.joinMeeting(meeting.zoomId, {
        ...{ name: 'Ben', email: 'ben@school.example', registrantId: 'R-ben' },
        at: meeting.at(61),
      });
      room.zoom.controls.endMeeting(meeting.zoomId, { at: meeting.at(71) });
      await room.settled();
      const { data, meta } = await people({ course: COURSE, person: 'ben' });
      expect(meta.sessions).toBe(2);
      expect(data[0]).toMatchObject({ seconds: 2400, attended: 1, late: 1, absent: 1 });
    });

    test('gives the people of a course as a file without formulas', async () => {
      const answer = await room.admin
        .get('/zoom/attendance/people/export')
        .query({ course: COURSE });
      expect(answer.headers['content-type']).toContain('text/csv');
      const lines = answer.text.trim().split('\r\n');
      expect(lines[0]).toContain('"sessions","attended"');
      expect(lines[1]).toBe('"Ana","ana@school.example",120,2,2,2,0,0,0');
      expect(lines).toHaveLength(3);
    });

    test('knows the courses that the app’s own sessions lead to', async () => {
      const documents = (uid: string) => room.cms.strapi.documents(uid as 'plugin::upload.file');
      const course = await documents(COURSES).create({ data: { title: 'Étude' } as never });
      // A draft: published it would have a meeting of its own.
      const event = await documents(EVENT).create({
        data: { title: 'Solo', course: course.documentId } as never,
      });
      const { meeting } = await hold(
        400,
        (of) => room.zoom.controls.joinMeeting(of.zoomId, { name: 'Eve', at: of.at(0) }),
        'Solo'
      );
      await room.cms.strapi.db.query(UID.meeting).update({
        where: { id: meeting.rowId },
        data: { sessionUid: EVENT, sessionDocumentId: event.documentId },
      });
      const all = (await room.admin.get('/zoom/attendance/courses')).body.data;
      expect([...all].sort()).toEqual(['Yoga', 'Étude', COURSE].sort());
      const listed = await sessions(`?${new URLSearchParams({ course: 'Étude' })}`);
      expect(listed.data).toEqual([
        expect.objectContaining({
          course: 'Étude',
          meeting: expect.objectContaining({ topic: 'Solo' }),
        }),
      ]);
      expect((await sessions('?search=tude')).data).toHaveLength(1);
      const { data, meta } = await people({ course: 'Étude' });
      expect(meta).toMatchObject({ sessions: 1, unmatched: 1 });
      expect(data.map(({ name, absent }) => [name, absent])).toEqual([
        ['Ana', 1],
        ['Ben', 1],
      ]);
      expect((await people({ course: 'étude of nobody' })).meta.sessions).toBe(0);
    });

    test('is for those who may see who attended', async () => {
      const stranger = room.cms.request;
      expect((await stranger.get('/zoom/attendance/sessions')).status).toBe(401);
      expect((await stranger.post('/zoom/attendance/people').send({})).status).toBe(401);
    });
  });
});
