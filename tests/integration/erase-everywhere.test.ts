import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { TABLE, UID } from '../../contracts/identifiers';
import { say } from '../../contracts/sentences';
import { openRecordingRoom, type RecordingRoom } from '../support/recordings';
import { inHours, sessionData } from '../support/sessions';
import { waitUntil } from '../support/wait';

const EMAIL = 'Ann.Bee-Carlsen@students.example';
const IS_ANN = /ann\.bee-carlsen|bee-carlsen|R-ann-bee/i;
const VTT = `WEBVTT

1
00:00:01.000 --> 00:00:03.000
Ann Bee-Carlsen: Good morning.

2
00:00:03.000 --> 00:00:05.000
Bob: Thank you, Ann Bee-Carlsen.
`;

/** A person who left a trace in everything that a class makes. */
describe('after an erasure', () => {
  let room: RecordingRoom;
  const db = () => room.cms.strapi.db;

  /** Every row of every table of the database, Strapi's own included. */
  const whereFound = async (): Promise<string[]> => {
    const tables: { name: string }[] = await db()
      .connection('sqlite_master')
      .where({ type: 'table' })
      .select('name');
    const found: string[] = [];
    for (const { name } of tables) {
      const rows: object[] = await db().connection(name).select();
      if (rows.some((row) => IS_ANN.test(JSON.stringify(row)))) found.push(name);
    }
    return found.sort();
  };

  beforeAll(async () => {
    room = await openRecordingRoom({
      settings: {
        archive: { enabled: true, fileTypes: ['MP4', 'TRANSCRIPT', 'CHAT'] },
      },
    });
  });
  afterAll(() => room.close());

  test('no table of the database has the person any more', async () => {
    const sessionId = await room.editor.schedule(sessionData({ startTime: inHours(-0.2) }));
    const { id } = await room.meetingOf(sessionId);
    const row = await room.rowWhere(sessionId, ({ syncState }) => syncState === 'synced');
    await room.admin
      .post('/zoom/registrants')
      .send({ meeting: row.documentId, email: EMAIL, firstName: 'Ann', lastName: 'Bee-Carlsen' })
      .expect(201);
    const { controls } = room.zoom;
    const ann = { name: 'Ann Bee-Carlsen', email: EMAIL, registrantId: 'R-ann-bee' };
    const { uuid } = controls.startMeeting(id);
    controls.joinMeeting(id, ann);
    controls.joinMeeting(id, { name: 'Bob', email: 'bob@students.example' });
    controls.startRecording(id);
    controls.stopRecording(id);
    controls.endMeeting(id);
    controls.completeRecording(id, { files: [{ type: 'MP4', bytes: 1000 }] });
    controls.completeTranscript(id, { vtt: VTT });
    await room.settled();
    await room.rowsWhere(
      uuid,
      (rows) =>
        rows.length === 2 &&
        rows.every(
          ({ archiveState, fileType, transcript }) =>
            archiveState === 'done' && (fileType !== 'TRANSCRIPT' || transcript)
        )
    );
    await waitUntil(async () => (await db().query(UID.attendance).count()) === 2);
    expect(await whereFound()).toEqual(
      expect.arrayContaining([
        'zm_attendances',
        'zm_registrants',
        'zm_transcripts',
        'zm_webhook_events',
      ])
    );
    const exported = await room.admin.post('/zoom/people/export').send({ email: EMAIL });
    expect(exported.body.data).toMatchObject({
      registrants: [{ firstName: 'Ann' }],
      attendances: [{ name: 'Ann Bee-Carlsen' }],
      transcripts: [{ cues: [{ text: 'Good morning.' }, { speaker: 'Bob' }] }],
    });
    const filesOf = (body: { data: { recordings: unknown } }) => body.data.recordings;
    expect(filesOf(exported.body)).toMatchObject([
      { fileType: 'MP4', file: { name: expect.stringContaining('.mp4') } },
      { fileType: 'TRANSCRIPT', file: { name: expect.stringContaining('.vtt') } },
    ]);

    const erased = await room.admin.post('/zoom/people/erase').send({ email: EMAIL });
    expect(erased.status).toBe(200);
    expect(erased.body.data).toMatchObject({
      transcripts: { found: 1, anonymised: 1, filesRemoved: 1 },
      recordings: { found: 1, files: [{ fileType: 'MP4' }] },
    });
    await waitUntil(async () => {
      const jobs = await db().connection(TABLE.job).where({ task: 'fold-attendance' });
      return jobs.length === 0;
    });
    expect(await whereFound()).toEqual([]);
    expect(room.cms.logs.filter((line) => IS_ANN.test(line))).toEqual([]);
    const uploads = path.join(room.cms.app.dir, 'public', 'uploads');
    for (const name of await readdir(uploads)) {
      if (name.endsWith('.vtt')) throw new Error(`${name} is still there`);
    }
    expect(await db().query(UID.attendance).count()).toBe(2);

    // Whoever asks for the copy again does not get the name back with it.
    const [words] = await room.rows({ fileType: 'TRANSCRIPT' });
    expect(words?.archiveError).toBe(say('archive.personErased'));
    await room.admin.post(`/zoom/recordings/${words?.documentId}/archive`).send({}).expect(200);
    await room.rowsWhere(uuid, (rows) =>
      rows.some(({ archiveError }) => archiveError === say('archive.namesErased'))
    );
    expect((await readdir(uploads)).filter((name) => name.endsWith('.vtt'))).toEqual([]);
  });
});
