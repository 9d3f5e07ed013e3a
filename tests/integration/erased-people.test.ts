import { TABLE, UID } from '../../contracts/identifiers';
import {
  openAttendanceRoom,
  type AttendanceRoom,
  type AttendanceRow,
  type TestClass,
} from '../support/class-room';
import { describeOn, type DatabaseKind } from '../support/databases';

const KINDS: DatabaseKind[] = ['sqlite', 'postgres', 'mysql'];
const ANN = { name: 'Ann Bee', email: 'ann.bee@school.example', registrantId: 'R-ann-bee' };
const BOB = { name: 'Bob', email: 'bob@school.example', registrantId: 'R-bob' };
const IS_ANN = /ann.?bee/i;

describe.each(KINDS)('who was erased, on %s', (database) => {
  describeOn(database)('', () => {
    let room: AttendanceRoom;
    let one: TestClass;
    let uuid: string;
    let recording: { id: number; documentId: string };
    let video: { id: number; documentId: string };

    const db = () => room.cms.strapi.db;
    const post = (path: string, body: object) => room.admin.post(path).send(body);
    const whatIsKept = async (): Promise<string> =>
      JSON.stringify([
        await db().connection(TABLE.webhookEvent),
        await db().connection(TABLE.listedParticipant),
        await db().connection(TABLE.erased),
        await db().query(UID.attendance).findMany({}),
        await db().query(UID.meetingInstance).findMany({}),
        await db().query(UID.registrant).findMany({}),
        await db().query(UID.transcript).findMany({}),
      ]);
    /** What an admin has to look at. */
    const toJudge = () => [
      {
        documentId: video.documentId,
        topic: 'Yoga',
        fileType: 'MP4',
        recordingStart: new Date(one.at(0)).toISOString(),
        file: { id: expect.any(Number), name: 'Yoga.mp4' },
      },
    ];
    const people = (rows: AttendanceRow[]) =>
      rows
        .map(({ name, email, seconds }) => [name, email, seconds / 60])
        .sort((a, b) => String(a[0]).localeCompare(String(b[0])));

    beforeAll(async () => {
      room = await openAttendanceRoom({ boot: { database } });
      one = await room.newClass();
      const { controls } = room.zoom;
      ({ uuid } = controls.startMeeting(one.zoomId, { at: one.at(0) }));
      controls.joinMeeting(one.zoomId, { ...ANN, at: one.at(2) });
      controls.joinMeeting(one.zoomId, { ...BOB, at: one.at(5) });
      await room.settled();
      recording = await db()
        .query(UID.recording)
        .create({
          data: { zoomFileId: 'T', state: 'completed', fileType: 'TRANSCRIPT', instanceUuid: uuid },
        });
      await db()
        .query(UID.transcript)
        .create({
          data: {
            recording: recording.id,
            text: 'Ann  Bee: Good morning.\nBob: Thank you, Ann Bee. Ann is right.',
            cues: [
              { start: 0, end: 1, speaker: 'Ann  Bee', text: 'Good morning.' },
              { start: 1, end: 2, speaker: 'Bob', text: 'Thank you, Ann Bee. Ann is right.' },
              { start: 2, end: 3, speaker: 'Bob', text: 'Next.' },
            ],
          },
        });
      const copy = await db()
        .query('plugin::upload.file')
        .create({
          data: {
            ...{ name: 'Yoga.mp4', hash: 'yoga', ext: '.mp4', mime: 'video/mp4' },
            ...{ size: 1, url: '/uploads/yoga.mp4', provider: 'local' },
          },
        });
      video = await db()
        .query(UID.recording)
        .create({
          data: {
            ...{ zoomFileId: 'V', state: 'completed', fileType: 'MP4', instanceUuid: uuid },
            ...{ topic: 'Yoga', recordingStart: new Date(one.at(0)), file: copy.id },
          },
        });
      await db()
        .query(UID.recording)
        .create({
          data: { zoomFileId: 'other', state: 'completed', instanceUuid: 'not-theirs==' },
        });
    });
    afterAll(() => room.close());

    test('had what transcripts say of them in the export', async () => {
      const { body } = await post('/zoom/people/export', { email: ANN.email });
      expect(body.data.transcripts).toEqual([
        {
          recording: recording.documentId,
          topic: null,
          cues: [
            { start: 0, end: 1, speaker: 'Ann  Bee', text: 'Good morning.' },
            { start: 1, end: 2, speaker: 'Bob', text: 'Thank you, Ann Bee. Ann is right.' },
          ],
        },
      ]);
      expect(body.data.recordings).toEqual(toJudge());
    });

    test('is gone from transcripts, and from a class that still runs', async () => {
      const { body } = await post('/zoom/people/erase', { email: ANN.email });
      expect(body.data).toMatchObject({
        attendances: { found: 1, anonymised: 1 },
        transcripts: { found: 1, anonymised: 1, filesRemoved: 0 },
        recordings: { found: 1, kept: 1, files: toJudge() },
      });
      const [transcript] = await db().query(UID.transcript).findMany({});
      expect(transcript.text).toBe(
        'Erased: Good morning.\nBob: Thank you, Erased. Ann is right. Next.'
      );
      await room.settled();
      expect(await whatIsKept()).not.toMatch(IS_ANN);
      expect(people(await room.attendanceOf(uuid))).toEqual([
        ['Bob', BOB.email, 0],
        ['Erased', null, 0],
      ]);
    });

    test('is not brought back by later webhooks, nor by the participant list', async () => {
      const { controls } = room.zoom;
      controls.leaveMeeting(one.zoomId, { name: ANN.name, at: one.at(20) });
      controls.joinMeeting(one.zoomId, { ...ANN, at: one.at(30) });
      controls.endMeeting(one.zoomId, { at: one.at(60) });
      await room.settled();
      await room.watch(one);
      expect(await db().connection(TABLE.listedParticipant)).not.toHaveLength(0);
      expect(people(await room.attendanceOf(uuid))).toEqual([
        ['Bob', BOB.email, 55],
        ['Erased', null, 48],
      ]);
      expect(await whatIsKept()).not.toMatch(IS_ANN);
      expect(room.cms.logs.filter((line) => IS_ANN.test(line))).toEqual([]);
    });

    test('is a person again once they register anew', async () => {
      const next = await room.newClass();
      await post('/zoom/registrants', {
        meeting: next.documentId,
        email: ANN.email.toUpperCase(),
        firstName: 'Ann',
        lastName: 'Bee',
      }).expect(201);
      expect(await db().connection(TABLE.erased)).toHaveLength(0);
      const { controls } = room.zoom;
      const later = controls.startMeeting(next.zoomId, { at: next.at(0) }).uuid;
      controls.joinMeeting(next.zoomId, { ...ANN, at: next.at(2) });
      controls.endMeeting(next.zoomId, { at: next.at(60) });
      await room.settled();
      expect(people(await room.attendanceOf(later))).toEqual([[ANN.name, ANN.email, 58]]);
      // What was before stays nobody's.
      expect(people(await room.attendanceOf(uuid))).toContainEqual(['Erased', null, 48]);
    });
  });
});
