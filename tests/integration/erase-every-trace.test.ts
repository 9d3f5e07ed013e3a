import { TABLE, UID } from '../../contracts/identifiers';
import { openAttendanceRoom, type AttendanceRoom } from '../support/class-room';
import { waitUntil } from '../support/wait';

const EMAIL = 'ann@students.example';
const IS_ANN = /ann'?s? (tablet|lee)|ann@students/i;

/** Traces that only another trace makes somebody's. */
describe('an erasure', () => {
  let room: AttendanceRoom;
  const db = () => room.cms.strapi.db;
  const erase = async (email: string) => {
    const { body } = await room.admin.post('/zoom/people/erase').send({ email }).expect(200);
    return body.data;
  };
  const told = async (event: string, where: { id: string; uuid: string }, participant: object) => {
    room.zoom.controls.sendEvent({
      event,
      payload: {
        account_id: room.zoom.credentials.accountId,
        object: { ...where, host_id: 'HOST', participant },
      },
    });
    await room.settled();
  };
  const held = async (): Promise<string> =>
    JSON.stringify([
      await db().connection(TABLE.webhookEvent),
      await db().connection(TABLE.listedParticipant),
      await db().connection(TABLE.customerKey),
      await db().query(UID.attendance).findMany({}),
      await db().query(UID.meetingInstance).findMany({}),
      await db().query(UID.registrant).findMany({}),
    ]);

  beforeAll(async () => {
    room = await openAttendanceRoom();
  });
  afterAll(() => room.close());

  test('takes along the guest who was linked to the person by hand', async () => {
    const one = await room.newClass();
    const registrant = await db()
      .query(UID.registrant)
      .create({
        data: {
          email: EMAIL,
          firstName: 'Ann',
          lastName: 'Lee',
          state: 'approved',
          meeting: one.rowId,
        },
      });
    await db()
      .query(UID.customerKey)
      .create({
        data: {
          ...{ key: 'key-of-a-guest', meetingRowId: one.rowId, holder: 'guest:1' },
          ...{ name: 'Ann’s tablet', isClaimed: true, createdAt: Date.now() },
        },
      });
    const { controls } = room.zoom;
    const { uuid } = controls.startMeeting(one.zoomId, { at: one.at(0) });
    const guest = { name: "Ann's tablet", customerKey: 'key-of-a-guest' };
    controls.joinMeeting(one.zoomId, { ...guest, at: one.at(5) });
    controls.joinMeeting(one.zoomId, { name: "Ann's tablet", at: one.at(5) });
    controls.joinMeeting(one.zoomId, { name: 'Bob', at: one.at(5) });
    controls.endMeeting(one.zoomId, { at: one.at(60) });
    await room.settled();
    const guests = (await room.attendanceOf(uuid)).filter(({ name }) => IS_ANN.test(`${name}`));
    for (const { documentId } of guests.filter(({ seconds }) => seconds > 0)) {
      const path = `/zoom/attendance/${documentId}/link`;
      await room.admin.post(path).send({ to: registrant.documentId }).expect(202);
      await room.settled();
    }
    const [joined] = await db()
      .connection(TABLE.webhookEvent)
      .where({ meeting_uuid: uuid, event: 'meeting.participant_joined' })
      .orderBy('id');
    const join: string = JSON.parse(joined.payload).payload.object.participant.user_id;
    const sharing = { user_id: join, user_name: "Ann's tablet", sharing_details: {} };
    await told('meeting.sharing_started', { id: one.zoomId, uuid }, sharing);
    await room.watch(one);
    expect(await db().connection(TABLE.listedParticipant)).toHaveLength(3);

    expect(await erase(EMAIL)).toMatchObject({ embedKeys: { found: 1, removed: 1 } });
    await room.settled();
    expect(await held()).not.toMatch(IS_ANN);
    // What Zoom tells again, and more of it, is stored without the person.
    await told('meeting.sharing_ended', { id: one.zoomId, uuid }, sharing);
    await db()
      .query(UID.meetingInstance)
      .updateMany({ where: { uuid }, data: { listReads: 0, listReadAt: null, settledAt: null } });
    await room.watch(one);
    expect(await held()).not.toMatch(IS_ANN);
    const rows = await room.attendanceOf(uuid);
    const shown = rows.map(({ name, email, seconds }) => [name, email, seconds / 60]);
    expect(shown.sort()).toEqual([
      ['Bob', null, 55],
      ['Erased', null, 55],
    ]);
  });

  test('follows ids through events, in whatever order they came', async () => {
    const where = { id: '999', uuid: 'foreign==' };
    const name = 'Kim Poe';
    const first = { user_id: '1', user_name: name, participant_uuid: 'uuid-1', email: '' };
    await told('meeting.participant_joined', where, { ...first, participant_user_id: 'account' });
    await told('meeting.participant_left', where, first);
    const again = {
      user_id: '2',
      user_name: name,
      participant_uuid: 'uuid-2',
      email: 'kim@x.example',
    };
    await told('meeting.participant_joined', where, { ...again, participant_user_id: 'account' });
    expect(await erase('kim@x.example')).toMatchObject({ events: { found: 3, redacted: 3 } });
    expect(await held()).not.toMatch(/kim|uuid-[12]|"account"/i);
  });

  test('leaves another registrant who joins with the same account', async () => {
    const one = await room.newClass();
    const where = { id: one.zoomId, uuid: 'shared==' };
    const join = (name: string, number: string) => ({
      ...{ user_id: number, user_name: `${name} Roe`, participant_user_id: 'family' },
      ...{
        participant_uuid: `uuid-${name}`,
        registrant_id: `R-${name}`,
        email: `${name}@x.example`,
      },
      join_time: new Date(one.at(1)).toISOString(),
    });
    await told('meeting.participant_joined', where, join('mia', '1'));
    await told('meeting.participant_joined', where, join('leo', '2'));
    await erase('mia@x.example');
    await room.settled();
    const rows = await room.attendanceOf('shared==');
    expect(rows.map(({ name, email }) => [name, email]).sort()).toEqual([
      ['Erased', null],
      ['leo Roe', 'leo@x.example'],
    ]);
    expect(await held()).not.toMatch(/mia/);
  });
});

describe('attendance whose time is over', () => {
  let room: AttendanceRoom;
  beforeAll(async () => {
    room = await openAttendanceRoom({ settings: { retention: { attendanceDays: 1 } } });
  });
  afterAll(() => room.close());

  test('stays away, though its run was not sealed yet', async () => {
    const one = await room.newClass(60 * 40);
    const { controls } = room.zoom;
    const { uuid } = controls.startMeeting(one.zoomId, { at: one.at(0) });
    controls.joinMeeting(one.zoomId, { name: 'Bob', at: one.at(5) });
    controls.endMeeting(one.zoomId, { at: one.at(60) });
    await room.settled();
    await room.watch(one);
    expect(await room.attendanceOf(uuid)).toHaveLength(1);
    expect((await room.run(uuid))?.['sealedAt']).toBeNull();
    const { connection } = room.cms.strapi.db;
    await connection(TABLE.job).where({ key: 'retention' }).update({ run_at: 0 });
    await waitUntil(async () => (await room.attendanceOf(uuid)).length === 0);
    await waitUntil(() => room.cms.logs.some((line) => /removed .*1 attendance rows/.test(line)));
    expect(await connection(TABLE.listedParticipant)).toEqual([]);
    await room.watch(one);
    expect(await room.attendanceOf(uuid)).toEqual([]);
  });
});
