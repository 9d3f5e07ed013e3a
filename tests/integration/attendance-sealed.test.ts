import { TABLE } from '../../contracts/identifiers';
import { openAttendanceRoom, type AttendanceRoom, type TestClass } from '../support/class-room';
import { describeOn, type DatabaseKind } from '../support/databases';

const KINDS: DatabaseKind[] = ['sqlite', 'postgres', 'mysql'];

describe.each(KINDS)('a hand-made link in a sealed run, on %s', (database) => {
  describeOn(database)('', () => {
    let room: AttendanceRoom;
    let one: TestClass;
    let uuid: string;

    const rows = async () =>
      (await room.attendanceOf(uuid))
        .map(({ name, matchedBy, seconds }) => [name, matchedBy, seconds / 60])
        .sort();
    const documentIdOf = async (wanted: string): Promise<string> => {
      const row = (await room.attendanceOf(uuid)).find(({ name }) => name === wanted);
      if (!row) throw new Error(`nobody is called ${wanted}`);
      return row.documentId;
    };
    const link = async (name: string, to: string) => {
      const path = `/zoom/attendance/${await documentIdOf(name)}/link`;
      await room.admin
        .post(path)
        .send({ to: await documentIdOf(to) })
        .expect(202);
      await room.settled();
    };
    const unlink = async (name: string) => {
      await room.admin.delete(`/zoom/attendance/${await documentIdOf(name)}/link`).expect(202);
      await room.settled();
    };
    /** Somebody is told of late, which has the run folded anew. */
    const tellLate = async (name: string) => {
      const join_time = new Date(one.at(50)).toISOString();
      const participant = { user_id: name, user_name: name, email: `${name}@x.example`, join_time };
      const object = { id: one.zoomId, uuid, host_id: 'HOST', participant };
      const { accountId } = room.zoom.credentials;
      room.zoom.controls.sendEvent({
        event: 'meeting.participant_joined',
        payload: { account_id: accountId, object },
      });
      await room.settled();
    };

    beforeAll(async () => {
      room = await openAttendanceRoom({ boot: { database } });
      one = await room.newClass(60 * 24 * 3);
      const { controls } = room.zoom;
      ({ uuid } = controls.startMeeting(one.zoomId, { at: one.at(0) }));
      const ana = { name: 'Ana', email: 'ana@x.example', registrantId: 'R-ana' };
      controls.joinMeeting(one.zoomId, { ...ana, at: one.at(0) });
      controls.joinMeeting(one.zoomId, { name: 'A tablet', at: one.at(10) });
      controls.leaveMeeting(one.zoomId, { name: 'Ana', at: one.at(20) });
      controls.joinMeeting(one.zoomId, { name: 'A phone', at: one.at(30) });
      controls.leaveMeeting(one.zoomId, { name: 'A tablet', at: one.at(40) });
      controls.endMeeting(one.zoomId, { at: one.at(60) });
      await room.settled();
      await link('A tablet', 'Ana');
      await room.watch(one);
      expect((await room.run(uuid))?.['sealedAt']).not.toBeNull();
      const { connection } = room.cms.strapi.db;
      await connection(TABLE.webhookEvent).where({ meeting_uuid: uuid }).update({ payload: '{}' });
    });
    afterAll(() => room.close());

    test('is kept when later events have the run folded anew', async () => {
      await tellLate('zoe');
      const wanted = [
        ['A phone', 'participant-uuid', 30],
        ['Ana', 'hand', 40],
        ['zoe', 'email', 10],
      ];
      expect(await rows()).toEqual(wanted);
      await room.cms.strapi.db
        .connection(TABLE.webhookEvent)
        .where({ meeting_uuid: uuid })
        .update({ payload: '{}' });
      await tellLate('yan');
      expect(await rows()).toEqual([...wanted.slice(0, 2), ['yan', 'email', 10], wanted[2]]);
    });

    test('can be made, and be taken back', async () => {
      await link('A phone', 'Ana');
      expect(await rows()).toContainEqual(['Ana', 'hand', 60]);
      await unlink('Ana');
      expect(await rows()).toEqual([
        ['A phone', 'participant-uuid', 30],
        ['A tablet', 'participant-uuid', 30],
        ['Ana', 'registrant', 20],
        ['yan', 'email', 10],
        ['zoe', 'email', 10],
      ]);
    });

    test('leaves nothing of who was erased', async () => {
      await link('A phone', 'Ana');
      await room.admin.post('/zoom/people/erase').send({ email: 'ana@x.example' }).expect(200);
      await room.settled();
      expect(JSON.stringify(await room.attendanceOf(uuid))).not.toMatch(/A phone|Ana\b|ana@|R-ana/);
      await tellLate('xaver');
      expect(await rows()).toContainEqual(['Erased', 'hand', 50]);
    });
  });
});
