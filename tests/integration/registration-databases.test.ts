import { describeOn, type DatabaseKind } from '../support/databases';
import { openRegistrationRoom, type RegistrationRoom } from '../support/registration-room';

const KINDS: DatabaseKind[] = ['sqlite', 'postgres', 'mysql'];

describe.each(KINDS)('many who register at one moment, on %s', (kind) => {
  describeOn(kind)('', () => {
    let room: RegistrationRoom;
    beforeAll(async () => {
      room = await openRegistrationRoom({
        boot: { database: kind },
        registration: { capacity: 5 },
      });
    });
    afterAll(() => room.close());

    test('take no more seats than there are, and one each', async () => {
      const { meeting } = await room.newClass();
      const path = `/api/zoom/meetings/${meeting.documentId}/registrants`;
      const register = (email: string) =>
        room.cms.request.post(path).send({ email, firstName: 'Ann' });
      // Twelve people, two of them from two windows in two spellings.
      const emails = Array.from({ length: 12 }, (_, one) => `p${one}@students.example`);
      const answers = await Promise.all(
        [...emails, 'P0@Students.example', 'P1@STUDENTS.example'].map(register)
      );
      const statuses = answers.map(({ status }) => status);
      expect(statuses.every((status) => status === 202 || status === 409)).toBe(true);
      const rows = await room.rowsOf(meeting);
      expect(rows).toHaveLength(5);
      expect(new Set(rows.map(({ email }) => email.toLowerCase())).size).toBe(5);

      // A seat that is given back is given once.
      const [first] = rows;
      await room.admin.post(`/zoom/registrants/${first.documentId}/cancel`).send({}).expect(200);
      const late = await Promise.all(['x', 'y', 'z'].map((one) => register(`${one}@late.example`)));
      expect(late.map(({ status }) => status).sort()).toEqual([202, 409, 409]);
      const { body } = await room.admin.get(
        `/zoom/registrants/summary?meeting=${meeting.documentId}`
      );
      expect(body.data).toMatchObject({
        counts: { approved: 5, cancelled: 1, pending: 0, denied: 0 },
        capacity: 5,
        ownCapacity: null,
        offer: { state: 'full' },
      });
    });

    test('are searched, decided on and written to a file', async () => {
      await room.registration({ approval: 'manual' });
      const { meeting } = await room.newClass();
      const path = `/api/zoom/meetings/${meeting.documentId}/registrants`;
      const answers = { Why: '=1+1', days: ['Mon', 'Tue'] };
      await room.cms.request
        .post(path)
        .send({ email: 'ann@students.example', firstName: '=cmd()', lastName: 'Bee', answers })
        .expect(202);
      await room.cms.request
        .post(path)
        .send({ email: 'bob@students.example', firstName: 'Bob' })
        .expect(202);
      const search = async (body: object) =>
        (
          await room.admin
            .post('/zoom/registrants/search')
            .send({ meeting: meeting.documentId, ...body })
            .expect(200)
        ).body;
      const found = await search({ search: 'ANN@', state: 'pending' });
      expect(found.meta.pagination.total).toBe(1);
      const [ann] = found.data;
      expect(ann).toMatchObject({ email: 'ann@students.example', state: 'pending', answers });
      const decide = (decision: string) =>
        room.admin.post(`/zoom/registrants/${ann.documentId}/${decision}`).send({});
      expect((await decide('approve')).body.data.state).toBe('approved');
      expect((await decide('deny')).body.data.state).toBe('denied');
      expect((await decide('cancel')).status).toBe(409);
      expect((await search({ state: 'denied' })).meta.pagination.total).toBe(1);
      const file = await room.admin
        .get(`/zoom/registrants/export?meeting=${meeting.documentId}`)
        .expect(200);
      expect(file.headers['content-type']).toContain('text/csv');
      expect(file.text).toContain(`"'=cmd()"`);
      expect(file.text).toContain('"Why: =1+1; days: Mon, Tue"');
      expect(file.text.split('\r\n')).toHaveLength(4);
      const editor = await room.cms.createAdminUser({ role: 'strapi-editor' });
      for (const rest of ['search', `${ann.documentId}/approve`]) {
        expect((await editor.request.post(`/zoom/registrants/${rest}`).send({})).status).toBe(403);
      }
    });
  });
});
