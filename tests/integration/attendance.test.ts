import { TABLE, UID } from '../../contracts/identifiers';
import { allScopes } from '../../simulator/src/api/scopes';
import { describeOn, type DatabaseKind } from '../support/databases';
import { openAttendanceRoom, type AttendanceRoom, type AttendanceRow } from '../support/class-room';
import { waitUntil } from '../support/wait';

const minutesOf = ({ seconds }: AttendanceRow): number => seconds / 60;
const summary = (rows: AttendanceRow[]) =>
  rows.map((row) => [row.participantKey.replace(/^uuid:.*/, 'uuid'), minutesOf(row)]);

const KINDS: DatabaseKind[] = ['sqlite', 'postgres', 'mysql'];

describe.each(KINDS)('attendance on %s', (database) => {
  describeOn(database)('of classes', () => {
    let room: AttendanceRoom;
    const ready: unknown[] = [];
    /** What was still written down when it was told: a process killed then would tell it again. */
    const written: string[] = [];

    beforeAll(async () => {
      room = await openAttendanceRoom({ boot: { database } });
      room.cms.strapi.eventHub.on('zoom.attendance.ready', async (event) => {
        ready.push(event);
        const rows = await room.cms.strapi.db.connection(TABLE.announcement);
        written.push(...rows.map((row: { payload: string }) => row.payload));
      });
    });
    afterAll(() => room.close());
    afterEach(async () => {
      room.zoom.controls.setDelivery({ copies: 1, shuffle: false, drop: [] });
      room.zoom.controls.changeSettings({ plan: 'pro', participantCountDelayMs: 0 });
      for (const meeting of room.zoom.meetings()) {
        if (meeting.status === 'started') room.zoom.controls.endMeeting(meeting.id);
      }
      await room.settled();
    });

    /** The account may be asked for lists again, after it was a free one. */
    const makeListsReadable = async (): Promise<void> => {
      await room.admin.post('/zoom/settings/test-connection').expect(200);
      await room.cms.strapi.db
        .query(UID.meetingInstance)
        .updateMany({ where: {}, data: { listReads: 0, listReadAt: null } });
    };

    /** Ana twice and on two devices, Ben through the waiting room, two guests called iPhone. */
    const playClass = ({ zoomId, at }: { zoomId: string; at(minute: number): number }): string => {
      const { controls } = room.zoom;
      const { uuid } = controls.startMeeting(zoomId, { at: at(0) });
      const ana = { name: 'Ana', email: 'ana@school.example', registrantId: 'R-ana' };
      controls.joinMeeting(zoomId, { ...ana, at: at(2) });
      controls.joinMeeting(zoomId, { name: 'iPhone', at: at(3) });
      controls.joinMeeting(zoomId, { name: 'iPhone', at: at(4) });
      const phone = controls.joinMeeting(zoomId, { ...ana, name: 'Ana (phone)', at: at(10) });
      controls.waitForMeeting(zoomId, { name: 'Ben', customerKey: 'site-7', at: at(5) });
      controls.waitForMeeting(zoomId, { name: 'Stranger', at: at(6) });
      controls.admitToMeeting(zoomId, { name: 'Ben', at: at(15) });
      controls.stopWaiting(zoomId, { name: 'Stranger', at: at(20) });
      controls.leaveMeeting(zoomId, { name: 'Ana', at: at(20) });
      controls.moveToBreakout(zoomId, { name: 'Ben', room: 'Room 1', at: at(25) });
      controls.returnFromBreakout(zoomId, { name: 'Ben', at: at(35) });
      controls.leaveMeeting(zoomId, { userId: phone.userId, at: at(30) });
      controls.joinMeeting(zoomId, { ...ana, at: at(40) });
      controls.endMeeting(zoomId, { at: at(60) });
      return uuid;
    };
    const TRUTH = [
      ['customer:site-7', 45],
      ['registrant:R-ana', 48],
      ['uuid', 56],
      ['uuid', 57],
    ];
    const byMinutes = (rows: AttendanceRow[]) =>
      summary(rows).sort((a, b) => String(a[0]).localeCompare(String(b[0])) || +a[1]! - +b[1]!);

    test('is right by webhooks alone, three times over and last first', async () => {
      room.zoom.controls.setDelivery({ copies: 3, shuffle: true });
      const one = await room.newClass();
      const uuid = playClass(one);
      await room.settled();
      expect(byMinutes(await room.attendanceOf(uuid))).toEqual(TRUTH);
      expect(await room.run(uuid)).toMatchObject({
        participantCount: 4,
        startedAt: new Date(one.at(0)).toISOString(),
        endedAt: new Date(one.at(60)).toISOString(),
      });
    });

    test('is right with lost webhooks and the list, and the end is told by Zoom', async () => {
      room.zoom.controls.setDelivery({
        drop: ['meeting.participant_left', 'meeting.ended', 'meeting.started'],
      });
      const one = await room.newClass();
      const uuid = playClass(one);
      await room.settled();
      room.zoom.controls.setDelivery({ drop: [] });
      await room.watch(one);
      expect(byMinutes(await room.attendanceOf(uuid))).toEqual(TRUTH);
      expect(await room.run(uuid)).toMatchObject({
        endKnownBy: 'told',
        endedAt: new Date(one.at(60)).toISOString(),
      });
      const meeting = await room.cms.strapi.db
        .query(UID.meeting)
        .findOne({ where: { id: one.rowId } });
      expect(meeting.state).toBe('ended');
    });

    test('is right where the webhook URL was never set, and announced once', async () => {
      room.zoom.controls.setDelivery({ drop: ['*'] });
      const one = await room.newClass();
      const uuid = playClass(one);
      await room.watch(one);
      const rows = await room.attendanceOf(uuid);
      expect(summary(rows.filter(({ matchedBy }) => matchedBy !== 'none'))).toEqual(
        TRUTH.slice(0, 2)
      );
      expect(
        rows
          .filter(({ matchedBy }) => matchedBy === 'none')
          .map(minutesOf)
          .sort()
      ).toEqual([56, 57]);
      const isOurs = (event: unknown) =>
        (event as { instance: { uuid: string } }).instance.uuid === uuid;
      await waitUntil(() => ready.some(isOurs), { what: 'zoom.attendance.ready' });
      await room.watch(one);
      expect(ready.filter(isOurs)).toHaveLength(1);
      expect(written.filter((payload) => payload.includes(uuid))).toHaveLength(1);
      expect(JSON.stringify(ready)).not.toMatch(/ana@|Ana|R-ana/);
    });

    test('waits for durations that Zoom fills in late', async () => {
      room.zoom.controls.setDelivery({ drop: ['meeting.participant_left'] });
      room.zoom.controls.changeSettings({ participantCountDelayMs: 24 * 3600_000 });
      const one = await room.newClass();
      const uuid = playClass(one);
      await room.settled();
      await room.watch(one);
      expect(await room.run(uuid)).toMatchObject({ listReads: 0, settledAt: null });
      room.zoom.controls.changeSettings({ participantCountDelayMs: 0 });
      await room.cms.strapi.db
        .query(UID.meetingInstance)
        .update({ where: { uuid }, data: { listReadAt: null } });
      await room.watch(one);
      expect(byMinutes(await room.attendanceOf(uuid))).toEqual(TRUTH);
      expect((await room.run(uuid))?.['settledAt']).not.toBeNull();
    });

    test('comes from webhooks alone on a free account, which is told', async () => {
      room.zoom.controls.changeSettings({ plan: 'free' });
      const one = await room.newClass();
      const uuid = playClass(one);
      await room.settled();
      await room.watch(one);
      expect(byMinutes(await room.attendanceOf(uuid))).toEqual(TRUTH);
      const { body } = await room.admin.get(`/zoom/attendance/instances?meeting=${one.documentId}`);
      expect(body.data).toEqual([
        expect.objectContaining({ uuid, note: expect.stringMatching(/webhooks alone/) }),
      ]);
    });

    test('knows people of the site without the report, as long as a webhook said who they were', async () => {
      const { controls } = room.zoom;
      const scopes = allScopes();
      controls.changeScopes(scopes.filter((scope) => !scope.startsWith('report:')));
      try {
        controls.setDelivery({ drop: ['meeting.participant_left', 'meeting.ended'] });
        const told = await room.newClass();
        const uuid = playClass(told);
        await room.settled();
        await room.watch(told);
        expect(byMinutes(await room.attendanceOf(uuid))).toContainEqual(['customer:site-7', 45]);

        controls.setDelivery({ drop: ['*'] });
        const untold = await room.newClass();
        const silent = playClass(untold);
        await room.watch(untold);
        const rows = await room.attendanceOf(silent);
        // Nothing says who that was: a guest, and no guess.
        expect(rows.filter(({ matchedBy }) => matchedBy === 'customer-key')).toEqual([]);
        expect(rows.find(({ name }) => name === 'Ben')).toMatchObject({ matchedBy: 'none' });
        const { body } = await room.admin.get(
          `/zoom/attendance/instances?meeting=${untold.documentId}`
        );
        expect(body.data[0].note).toContain('report:read:list_meeting_participants:admin');
      } finally {
        controls.changeScopes(scopes);
        await makeListsReadable();
      }
    });

    test('counts who is there while the meeting runs', async () => {
      const { controls } = room.zoom;
      const one = await room.newClass(10);
      const { uuid } = controls.startMeeting(one.zoomId, { at: one.at(0) });
      for (const name of ['Ada', 'Bo', 'Cy']) {
        controls.joinMeeting(one.zoomId, { name, customerKey: name, at: one.at(1) });
      }
      await room.settled();
      const token = await room.cms.createApiToken({ type: 'read-only' });
      const count = async (): Promise<number> => {
        const { body } = await room.cms
          .requestAs(token)
          .get(`/api/zoom/meeting-instances?filters[uuid][$eq]=${encodeURIComponent(uuid)}`)
          .expect(200);
        return body.data[0].participantCount;
      };
      expect(await count()).toBe(3);
      controls.leaveMeeting(one.zoomId, { name: 'Bo', at: one.at(5) });
      await room.settled();
      expect(await count()).toBe(2);
    });

    test('of a restarted meeting is kept apart, and a lost end of the first run is inferred', async () => {
      const { controls } = room.zoom;
      const one = await room.newClass();
      controls.changeSettings({ plan: 'free' });
      controls.setDelivery({ drop: ['meeting.ended', 'meeting.participant_left'] });
      const first = controls.startMeeting(one.zoomId, { at: one.at(0) }).uuid;
      controls.joinMeeting(one.zoomId, { name: 'Ada', customerKey: 'a', at: one.at(1) });
      controls.endMeeting(one.zoomId, { at: one.at(20) });
      await room.settled();
      const second = controls.startMeeting(one.zoomId, { at: one.at(30) }).uuid;
      controls.joinMeeting(one.zoomId, { name: 'Ada', customerKey: 'a', at: one.at(31) });
      await room.settled();
      expect(await room.run(first)).toMatchObject({
        endKnownBy: 'inferred',
        endedAt: new Date(one.at(30)).toISOString(),
      });
      expect(summary(await room.attendanceOf(first))).toEqual([['customer:a', 29]]);
      controls.endMeeting(one.zoomId, { at: one.at(60) });
      await room.settled();
      controls.setDelivery({ drop: [] });
      controls.changeSettings({ plan: 'pro' });
      await makeListsReadable();
      await room.watch(one);
      expect(summary(await room.attendanceOf(first))).toEqual([['customer:a', 19]]);
      expect(summary(await room.attendanceOf(second))).toEqual([['customer:a', 29]]);
    });

    test('says who of the registrants was late, left early or absent', async () => {
      const { controls } = room.zoom;
      const one = await room.newClass();
      const names = ['on-time', 'late', 'early', 'absent'];
      for (const name of names) {
        await room.cms.strapi.db.query(UID.registrant).create({
          data: {
            email: `${name}@x.example`,
            firstName: name,
            state: 'approved',
            meeting: one.rowId,
          },
        });
      }
      const { uuid } = controls.startMeeting(one.zoomId, { at: one.at(0) });
      const join = (name: string, minute: number) =>
        controls.joinMeeting(one.zoomId, {
          name,
          email: `${name}@x.example`,
          registrantId: `R-${name}`,
          at: one.at(minute),
        });
      join('on-time', 1);
      join('late', 15);
      join('early', 1);
      controls.leaveMeeting(one.zoomId, { name: 'early', at: one.at(45) });
      controls.endMeeting(one.zoomId, { at: one.at(60) });
      await room.settled();
      const rows = await room.attendanceOf(uuid);
      expect(Object.fromEntries(rows.map((row) => [row.email, row.presence]))).toEqual({
        'on-time@x.example': 'present',
        'late@x.example': 'late',
        'early@x.example': 'left-early',
        'absent@x.example': 'absent',
      });
    });

    test('is shown to those who may see people, and to nobody else', async () => {
      const one = await room.newClass();
      const uuid = playClass(one);
      await room.settled();
      const path = `/api/zoom/attendances?filters[instanceUuid][$eq]=${encodeURIComponent(uuid)}`;
      await room.cms.request.get(path).expect(403);
      const readOnly = await room.cms.createApiToken({ type: 'read-only' });
      await room.cms.requestAs(readOnly).get(path).expect(403);
      const custom = await room.cms.createApiToken({
        type: 'custom',
        permissions: ['plugin::zoom.attendance.list', 'plugin::zoom.attendance.get'],
      });
      const agent = room.cms.requestAs(custom);
      const { body } = await agent.get(path).expect(200);
      expect(body.data).toHaveLength(4);
      const [row] = body.data;
      for (const kept of ['identifiers', 'parts', 'linkedTo']) expect(row).not.toHaveProperty(kept);
      const found = await agent.get(`/api/zoom/attendances/${row.documentId}`).expect(200);
      expect(found.body.data).toMatchObject({ participantKey: row.participantKey });

      const exportPath = `/api/zoom/attendances/export?instanceUuid=${encodeURIComponent(uuid)}`;
      await room.cms.requestAs(readOnly).get(exportPath).expect(403);
      await agent.get('/api/zoom/attendances/export').expect(400);
      const csv = await agent
        .get(exportPath)
        .expect(200)
        .expect('Content-Type', /text\/csv/);
      expect(csv.text.split('\r\n')).toHaveLength(6);
      expect(csv.text).toContain('"Ana","ana@school.example"');
    });

    test('keeps what a person said of a guest through new folds', async () => {
      const { controls } = room.zoom;
      const one = await room.newClass();
      const uuid = playClass(one);
      await room.settled();
      const rows = await room.attendanceOf(uuid);
      const guest = rows.find(
        ({ matchedBy, seconds }) => matchedBy === 'participant-uuid' && seconds
      )!;
      const ben = rows.find(({ participantKey }) => participantKey === 'customer:site-7')!;
      await room.admin.post(`/zoom/attendance/${guest.documentId}/link`).send({}).expect(400);
      await room.admin
        .post(`/zoom/attendance/${guest.documentId}/link`)
        .send({ to: 'nobody' })
        .expect(400);
      await room.admin
        .post(`/zoom/attendance/${guest.documentId}/link`)
        .send({ to: ben.documentId })
        .expect(202);
      await room.settled();
      const linked = await room.attendanceOf(uuid);
      expect(linked).toHaveLength(3);
      const isBen = ({ participantKey }: AttendanceRow) => participantKey === 'customer:site-7';
      expect(linked.find(isBen)).toMatchObject({ matchedBy: 'hand', name: 'Ben' });

      await room.watch(one);
      expect((await room.attendanceOf(uuid)).find(isBen)).toMatchObject({ matchedBy: 'hand' });
      const row = (await room.attendanceOf(uuid)).find(isBen)!;
      await room.admin.delete(`/zoom/attendance/${row.documentId}/link`).expect(202);
      await room.settled();
      expect(byMinutes(await room.attendanceOf(uuid))).toEqual(TRUTH);
      expect(controls.unexpected()).toEqual([]);
    });

    test('is sealed in the end, stays without its events, and takes in what comes later', async () => {
      const one = await room.newClass(60 * 24 * 3);
      const uuid = playClass(one);
      await room.settled();
      await room.watch(one);
      expect((await room.run(uuid))?.['sealedAt']).not.toBeNull();
      const { connection } = room.cms.strapi.db;
      expect(await connection('zm_listed_participants')).toEqual(
        expect.not.arrayContaining([expect.objectContaining({ name: 'Nobody' })])
      );
      await connection('zm_webhook_events').where({ meeting_uuid: uuid }).update({ payload: '{}' });
      room.zoom.controls.sendEvent({
        event: 'meeting.participant_joined',
        payload: {
          account_id: room.zoom.credentials.accountId,
          object: {
            id: one.zoomId,
            uuid,
            host_id: 'HOST',
            start_time: new Date(one.at(0)).toISOString(),
            participant: {
              user_id: '99',
              user_name: 'Zoe',
              email: 'zoe@x.example',
              join_time: new Date(one.at(50)).toISOString(),
            },
          },
        },
      });
      await room.settled();
      expect(byMinutes(await room.attendanceOf(uuid))).toEqual([
        TRUTH[0],
        ['email:zoe@x.example', 10],
        ...TRUTH.slice(1),
      ]);
    });
  });
});
