import { contentTypeFiles } from '../support/app-types';
import type { Agent } from '../support/doors';
import { openRecordingRoom, type RecordingRecord, type RecordingRoom } from '../support/recordings';
import { waitUntil } from '../support/wait';

const RECORDINGS = '/api/zoom/recordings';
const TRANSCRIPTS = '/api/zoom/transcripts';
const MEETINGS = '/api/zoom/meetings';
const FIND = [
  'plugin::zoom.course-session.find',
  'plugin::zoom.meeting.find',
  'plugin::zoom.meeting.findOne',
  'plugin::zoom.recording.find',
  'plugin::zoom.recording.findOne',
  'plugin::zoom.transcript.find',
  'plugin::zoom.transcript.findOne',
  'plugin::zoom.captions.findOne',
  'plugin::upload.content-api.find',
  'api::lesson.lesson.find',
];
const PLAY = 'plugin::zoom.recording.play';

/** One class whose recording is seen, one whose recording an editor has not released. */
describe.each([{ strictParams: true }, { strictParams: false }])(
  'held back recordings ($strictParams)',
  ({ strictParams }) => {
    let room: RecordingRoom;
    let reader: Agent;
    let player: Agent;
    let seen: RecordingRecord[];
    let held: RecordingRecord[];
    let meetingOfHeld: string;
    const told: string[] = [];

    const setting = async (releaseRecordings: string): Promise<void> => {
      await room.admin.put('/zoom/settings').send({ releaseRecordings }).expect(200);
    };
    const record = async (topic: string): Promise<RecordingRecord[]> => {
      const { zoomId, uuid } = await room.holdClass({ courseName: topic });
      room.zoom.controls.completeRecording(zoomId);
      room.zoom.controls.completeTranscript(zoomId, {
        vtt: `WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nMaria Keller: About ${topic}.\n`,
      });
      return room.rowsWhere(uuid, (rows) => rows.some(({ transcript }) => transcript != null));
    };
    const total = async (agent: Agent, path: string): Promise<number | 'refused'> => {
      const { status, body } = await agent.get(path);
      if (status === 400) return 'refused';
      expect([path, status]).toEqual([path, 200]);
      return body.meta.pagination.total;
    };

    beforeAll(async () => {
      room = await openRecordingRoom({
        boot: {
          strictParams,
          appFiles: contentTypeFiles('lesson', {
            name: { type: 'string' },
            meeting: {
              type: 'relation',
              relation: 'oneToOne',
              target: 'plugin::zoom.meeting',
            },
            recording: {
              type: 'relation',
              relation: 'oneToOne',
              target: 'plugin::zoom.recording',
            },
          }),
        },
      });
      for (const event of ['zoom.recording.ready', 'zoom.transcript.ready']) {
        room.cms.strapi.eventHub.on(
          event,
          async (payload: { recording: { documentId: string } }) => {
            told.push(`${event} ${payload.recording.documentId}`);
          }
        );
      }
      reader = await room.caller(FIND);
      player = await room.caller([...FIND, PLAY]);
      seen = await record('Geometry');
      await setting('by-editor');
      held = await record('Secrets');
      meetingOfHeld = (held[0]?.['meeting'] as { documentId: string }).documentId;
      await room.cms.strapi.documents('api::lesson.lesson' as never).create({
        data: { name: 'Lesson', meeting: meetingOfHeld, recording: held[0]?.documentId },
      } as never);
    });
    afterAll(() => room.close());

    test('new ones wait for an editor where the setting says so', () => {
      expect(seen.map(({ isReleased }) => isReleased)).toEqual([true, true, true]);
      expect(held.map(({ isReleased }) => isReleased)).toEqual([false, false, false]);
      const ids = held.map(({ documentId }) => documentId);
      expect(told.filter((one) => ids.some((id) => one.includes(id)))).toEqual([]);
    });

    test('no answer has them, at any depth, whoever asks', async () => {
      const everything = [
        RECORDINGS,
        `${RECORDINGS}?populate=*`,
        TRANSCRIPTS,
        `${TRANSCRIPTS}?populate=recording`,
        `${MEETINGS}?populate=recordings`,
        `${MEETINGS}?populate=*`,
        `${MEETINGS}?populate[recordings][populate]=transcript`,
        `${MEETINGS}?populate[recordings][fields][0]=fileType`,
        `${MEETINGS}?populate[0]=recordings.transcript`,
        `${MEETINGS}/${meetingOfHeld}?populate=recordings`,
        '/api/zoom/course-sessions?populate[meeting][populate]=recordings',
        '/api/lessons?populate=recording',
        '/api/lessons?populate[meeting][populate][recordings][populate]=transcript',
      ];
      const full = await room.caller();
      for (const agent of [reader, player, full]) {
        for (const path of everything) {
          const { text } = await agent.get(path).expect(200);
          for (const { documentId, zoomFileId } of held) {
            expect([path, text.includes(documentId)]).toEqual([path, false]);
            expect([path, text.includes(zoomFileId)]).toEqual([path, false]);
          }
          expect([path, text.includes('About Secrets')]).toEqual([path, false]);
        }
      }
      const { body } = await reader.get(`${MEETINGS}?populate[recordings][populate]=transcript`);
      const shown = body.data.flatMap(
        (meeting: { recordings?: unknown[] }) => meeting.recordings ?? []
      );
      expect(shown).toHaveLength(3);
      expect(JSON.stringify(shown)).toContain('About Geometry');
    });

    test('one at a time they are not found', async () => {
      for (const { documentId, transcript } of held) {
        await reader.get(`${RECORDINGS}/${documentId}`).expect(404);
        await player.get(`${RECORDINGS}/${documentId}/play`).expect(404);
        const text = (transcript as { documentId: string } | null)?.documentId;
        if (!text) continue;
        await reader.get(`${TRANSCRIPTS}/${text}`).expect(404);
        await reader.get(`${TRANSCRIPTS}/${text}/captions.vtt`).expect(404);
      }
      await reader.get(`${RECORDINGS}/${seen[0]?.documentId}`).expect(200);
    });

    test('no filter, search, order or count tells of them', async () => {
      const none = [
        `${RECORDINGS}?filters[zoomFileId]=${held[0]?.zoomFileId}`,
        `${RECORDINGS}?filters[topic][$containsi]=secrets`,
        `${RECORDINGS}?_q=Secrets`,
        `${TRANSCRIPTS}?filters[text][$containsi]=secrets`,
        `${TRANSCRIPTS}?_q=secrets`,
        `${TRANSCRIPTS}?filters[recording][topic][$containsi]=secrets`,
        `${MEETINGS}?filters[recordings][zoomFileId]=${held[0]?.zoomFileId}`,
        `${MEETINGS}?filters[recordings][transcript][text][$containsi]=secrets`,
        `${MEETINGS}?filters[$or][0][recordings][transcript][text][$containsi]=secrets`,
        `/api/lessons?filters[recording][zoomFileId]=${held[0]?.zoomFileId}`,
        `/api/lessons?filters[meeting][recordings][topic][$containsi]=secrets`,
      ];
      for (const path of none) expect([path, await total(reader, path)]).toEqual([path, 0]);
      expect(await total(reader, RECORDINGS)).toBe(3);
      expect(await total(reader, TRANSCRIPTS)).toBe(1);
      expect(await total(reader, `${MEETINGS}?filters[recordings][fileType]=MP4`)).toBe(1);
      // Of the released class the sound and the transcript, of the other one nothing.
      const others = `${MEETINGS}?filters[$not][recordings][fileType]=MP4`;
      const { body: negatives } = await reader.get(others);
      expect(JSON.stringify(negatives)).not.toContain('Secrets');
      expect(await total(reader, others)).toBe(1);
      expect(await total(reader, `${MEETINGS}?filters[recordings][$notNull]=true`)).toBe(1);
      for (const flag of ['true', 'false']) {
        // The column itself is private: refused, or left out of the query.
        expect(['refused', 3]).toContain(
          await total(reader, `${RECORDINGS}?filters[isReleased]=${flag}`)
        );
      }
      const { body } = await reader.get(`${MEETINGS}?populate[recordings][count]=true`);
      const counts = (body.data ?? []).map(
        (meeting: { recordings?: unknown }) => meeting.recordings
      );
      expect(JSON.stringify(counts)).not.toContain('count');
      const sorted = await reader.get(`${MEETINGS}?sort=recordings.topic:desc`);
      expect([200, 400]).toContain(sorted.status);
    });

    test('the play link is for those who may play, at any depth', async () => {
      const [video] = seen;
      const url = String(video?.['playUrl']);
      expect(url).toContain('pwd=');
      const paths = [
        RECORDINGS,
        `${RECORDINGS}/${video?.documentId}`,
        `${MEETINGS}?populate=recordings`,
      ];
      for (const path of paths) {
        expect((await player.get(path).expect(200)).text).toContain(
          JSON.stringify(url).slice(1, -1)
        );
        const { text } = await reader.get(path).expect(200);
        expect(text).not.toContain('pwd=');
        expect(text).not.toMatch(/downloadUrl|passcode|archive|isReleased|stateAt/i);
      }
      const answer = await player.get(`${RECORDINGS}/${video?.documentId}/play`).expect(200);
      expect(answer.body).toEqual({ state: 'completed', playUrl: url, reason: null });
      expect(answer.headers['cache-control']).toBe('no-store');
      await reader.get(`${RECORDINGS}/${video?.documentId}/play`).expect(403);
      const readOnly = room.cms.requestAs(await room.cms.createApiToken({ type: 'read-only' }));
      await readOnly.get(`${RECORDINGS}/${video?.documentId}/play`).expect(403);
      expect((await readOnly.get(RECORDINGS).expect(200)).text).not.toContain('pwd=');
      for (const attribute of ['playUrl', 'downloadUrl', 'passcode', 'archiveKey']) {
        const right = await total(player, `${RECORDINGS}?filters[${attribute}][$notNull]=true`);
        expect(right).toBe(await total(player, `${RECORDINGS}?filters[${attribute}][$null]=true`));
      }
      expect(await total(player, `${RECORDINGS}?_q=${encodeURIComponent(url)}`)).toBe(0);
    });

    test('an editor with the right releases and holds back; others may not', async () => {
      const admin = await room.cms.adminRequest();
      const { body: list } = await admin
        .get(`/zoom/recordings?meeting=${meetingOfHeld}`)
        .expect(200);
      expect(list.data).toHaveLength(3);
      expect(list.data[0]).toMatchObject({ isReleased: false, archive: { state: 'none' } });
      expect(JSON.stringify(list)).not.toMatch(/http|pwd=/);

      const [video, , words] = held;
      const editor = await room.cms.createAdminUser({ role: 'strapi-editor' });
      await editor.request.post(`/zoom/recordings/${video?.documentId}/release`).expect(403);
      await editor.request.get('/zoom/recordings').expect(403);

      told.length = 0;
      const act = (row: RecordingRecord | undefined, action: string, body = {}) =>
        admin.post(`/zoom/recordings/${row?.documentId}/${action}`).send(body).expect(200);
      await act(video, 'release');
      expect(await total(reader, RECORDINGS)).toBe(4);
      expect(told).toEqual([`zoom.recording.ready ${video?.documentId}`]);
      await act(video, 'release', { wholeRun: true });
      expect(await total(reader, RECORDINGS)).toBe(6);
      expect(await total(reader, TRANSCRIPTS)).toBe(2);
      await waitUntil(() => told.length === 4, { what: 'each told once' });
      expect(told).toContain(`zoom.transcript.ready ${words?.documentId}`);
      // What is said in a recording is held back with it.
      await act(video, 'hold');
      expect(await total(reader, RECORDINGS)).toBe(4);
      expect(await total(reader, `${TRANSCRIPTS}?filters[text][$containsi]=secrets`)).toBe(0);
      // So is what comes of it later, such as another view.
      await setting('on-arrival');
      const run = String(held[0]?.['instanceUuid']);
      room.zoom.controls.completeRecording(run, {
        files: [{ type: 'MP4', recordingType: 'active_speaker' }],
      });
      const rows = await room.rowsWhere(run, (found) => found.length === held.length + 1);
      expect(rows.at(-1)?.isReleased).toBe(false);
      expect(await total(reader, RECORDINGS)).toBe(4);
      await admin.post('/zoom/recordings/nobodysdocumentid0000000/hold').send({}).expect(404);
      await admin
        .post(`/zoom/recordings/${video?.documentId}/hold`)
        .send({ wholeRun: 'yes' })
        .expect(400);
    });
  }
);
