import { UID } from '../../contracts/identifiers';
import { describeOn, type DatabaseKind } from '../support/databases';
import { openClassroom, type Classroom } from '../support/sessions';

/** Answers as they come. */
type Row = ReturnType<typeof JSON.parse>;

const KINDS: DatabaseKind[] = ['sqlite', 'postgres', 'mysql'];
const START = new Date('2026-03-02T10:00:00Z');

describe.each(KINDS)('recording browser on %s', (database) => {
  describeOn(database)('with recordings of two runs', () => {
    let room: Classroom;
    let meetingId: number;

    const record = async (file: Record<string, unknown>): Promise<Row> =>
      await room.cms.strapi.db.query(UID.recording).create({
        data: {
          fileType: 'MP4',
          recordingStart: START,
          recordingEnd: new Date(START.getTime() + 3600_000),
          topic: 'Übung 1',
          instanceUuid: 'run-1',
          state: 'completed',
          isReleased: true,
          archiveState: 'none',
          playUrl: 'https://zoom.example/rec/play/one?pwd=SECRET',
          meeting: meetingId,
          ...file,
        },
      });
    const get = async (path: string): Promise<Row> => (await room.admin.get(path)).body;

    beforeAll(async () => {
      room = await openClassroom({ boot: { database } });
      const { db } = room.cms.strapi;
      const meeting = await db.query(UID.meeting).create({
        data: { topic: 'Übung', state: 'ended', syncState: 'synced' },
      });
      meetingId = meeting.id;
      await record({ zoomFileId: 'chat', fileType: 'CHAT', playUrl: null });
      await record({ zoomFileId: 'video' });
      const spoken = await record({ zoomFileId: 'words', fileType: 'TRANSCRIPT', playUrl: null });
      const later = {
        topic: '50% off',
        instanceUuid: 'run-2',
        recordingStart: new Date(START.getTime() + 86_400_000),
      };
      await record({ ...later, zoomFileId: 'second', isReleased: false });
      const second = await record({
        ...later,
        ...{ zoomFileId: 'words-2', fileType: 'TRANSCRIPT', archiveState: 'failed' },
        archiveError: 'Zoom answered a page instead of a recording.',
      });
      const cues = [
        { start: 0, end: 4, speaker: 'Ana', text: 'Welcome to the' },
        { start: 65.5, end: 70, speaker: 'Ben', text: 'Pythagorean theorem' },
      ];
      const text = 'Ana: Welcome to the\nBen: Pythagorean theorem';
      await db.query(UID.transcript).create({ data: { text, cues, recording: spoken.id } });
      await db.query(UID.transcript).create({
        data: {
          text: 'Ana: Élan vital',
          cues: [{ ...cues[0], text: 'Élan vital' }],
          recording: second.id,
        },
      });
    });
    afterAll(() => room.close());

    test('lists what was recorded together, the latest first, what is watched first', async () => {
      const { data, meta } = await get('/zoom/recordings/runs');
      expect(meta.pagination).toMatchObject({ total: 2, pageCount: 1 });
      expect(data.map(({ instanceUuid }: Row) => instanceUuid)).toEqual(['run-2', 'run-1']);
      expect(data[1]).toMatchObject({
        topic: 'Übung 1',
        startedAt: START.toISOString(),
        meeting: { topic: 'Übung' },
        transcript: expect.any(String),
      });
      expect(data[1].files.map(({ fileType }: Row) => fileType)).toEqual([
        'MP4',
        'TRANSCRIPT',
        'CHAT',
      ]);
      expect(JSON.stringify(data)).not.toContain('SECRET');
      const second = await get('/zoom/recordings/runs?page=2&pageSize=1');
      expect(second.data.map(({ instanceUuid }: Row) => instanceUuid)).toEqual(['run-1']);
    });

    test('finds them by topic, standing and time', async () => {
      const found = async (query: string): Promise<string[]> =>
        (await get(`/zoom/recordings/runs?${query}`)).data.map((run: Row) => run.instanceUuid);
      expect(await found(`search=${encodeURIComponent('0% o')}`)).toEqual(['run-2']);
      expect(await found(`search=${encodeURIComponent('übung')}`)).toEqual(['run-1']);
      expect(await found('show=held')).toEqual(['run-2']);
      expect(await found('show=failed')).toEqual(['run-2']);
      expect(await found('show=archiving')).toEqual([]);
      expect(await found('to=2026-03-03T00:00:00Z')).toEqual(['run-1']);
      expect((await room.admin.get('/zoom/recordings/runs?show=odd&to=x')).status).toBe(400);
    });

    test('searches what was said, and says when', async () => {
      const { data, meta } = await get('/zoom/transcripts?search=pythagorean+theorem');
      expect(meta).toEqual({ page: 1, pageSize: 25, hasMore: false });
      expect(data).toEqual([
        expect.objectContaining({
          passageCount: 1,
          recording: expect.objectContaining({ topic: 'Übung 1', isReleased: true }),
          passages: [
            {
              start: 65.5,
              speaker: 'Ben',
              before: 'Welcome to the ',
              match: 'Pythagorean theorem',
              after: '',
            },
          ],
        }),
      ]);
      expect((await get('/zoom/transcripts?search=%C3%89LAN')).data).toHaveLength(1);
      expect((await get('/zoom/transcripts?search=ana&pageSize=1')).meta.hasMore).toBe(true);
      expect(
        (await get('/zoom/transcripts?search=ana&from=2026-03-03T00:00:00Z')).data
      ).toHaveLength(1);
      expect((await room.admin.get('/zoom/transcripts?search=a')).status).toBe(400);
      const whole = await get(`/zoom/transcripts/${data[0].documentId}`);
      expect(whole.data.cues).toHaveLength(2);
      expect((await room.admin.get('/zoom/transcripts/none')).status).toBe(404);
    });

    test('plays a passage in Zoom from its second on, by the video of the same run', async () => {
      const [hit] = (await get('/zoom/transcripts?search=pythagorean')).data;
      const answer = await room.admin.get(
        `/zoom/recordings/${hit.recording.documentId}/player?at=${hit.passages[0].start}`
      );
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.body.data).toEqual({
        kind: 'zoom',
        url: `https://zoom.example/rec/play/one?pwd=SECRET&startTime=${START.getTime() + 65_500}`,
      });
      expect((await room.admin.get('/zoom/recordings/none/player')).status).toBe(404);
      const at = await room.admin.get(
        `/zoom/recordings/${hit.recording.documentId}/player?at=soon`
      );
      expect(at.status).toBe(400);
    });

    test('plays its copy where there is one, and says why nothing plays', async () => {
      const { db } = room.cms.strapi;
      const video = await db.query(UID.recording).findOne({ where: { zoomFileId: 'video' } });
      const play = async () => (await get(`/zoom/recordings/${video.documentId}/player`)).data;
      await db.query(UID.recording).update({ where: { id: video.id }, data: { state: 'trashed' } });
      expect(await play()).toEqual({ kind: 'none', because: 'gone' });
      const file = await db.query('plugin::upload.file').create({
        data: {
          ...{ name: 'one.mp4', hash: 'one', ext: '.mp4', mime: 'video/mp4', size: 1 },
          ...{ url: '/uploads/one.mp4', provider: 'local', folderPath: '/' },
        },
      });
      await db.query(UID.recording).update({ where: { id: video.id }, data: { file: file.id } });
      expect(await play()).toEqual({ kind: 'file', url: '/uploads/one.mp4', mime: 'video/mp4' });
    });

    test('is for those who may see recordings', async () => {
      for (const path of ['/zoom/recordings/runs', '/zoom/transcripts?search=ana']) {
        expect((await room.cms.request.get(path)).status).toBe(401);
      }
    });
  });
});
