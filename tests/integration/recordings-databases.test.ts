import { describeOn } from '../support/databases';
import { openRecordingRoom, type RecordingRoom } from '../support/recordings';
import { waitUntil } from '../support/wait';

/** The same on the databases that differ in locks, conflicts and letters. SQLite has files of its own. */
describe.each(['postgres', 'mysql'] as const)('recordings', (kind) => {
  describeOn(kind)(`on ${kind}`, () => {
    let room: RecordingRoom;
    beforeAll(async () => {
      room = await openRecordingRoom({
        boot: { database: kind },
        settings: { archive: { enabled: true, fileTypes: ['MP4'] } },
      });
    }, 90_000);
    afterAll(() => room.close());

    test('come in any order and number, are archived, transcribed and listed', async () => {
      const { controls } = room.zoom;
      const { sessionId, zoomId, uuid } = await room.holdClass();
      controls.setDelivery({ copies: 3, shuffle: true });
      const [video, audio] = controls.completeRecording(zoomId);
      controls.completeTranscript(zoomId);
      await waitUntil(() => Date.now() % 2 === 0, { what: 'another millisecond', everyMs: 1 });
      controls.moveRecordings([uuid], {
        move: 'deleted',
        fileIds: [audio?.id ?? ''],
        asBatch: true,
      });
      controls.renameRecording(uuid, 'Géométrie 🎓');
      await room.settled();
      const rows = await room.rowsWhere(
        uuid,
        (found) =>
          found.some(({ transcript }) => transcript != null) &&
          found.some(({ archiveState }) => archiveState === 'done')
      );
      const row = await room.row(sessionId);
      expect(rows.map(({ fileType }) => fileType).sort()).toEqual(['M4A', 'MP4', 'TRANSCRIPT']);
      for (const one of rows) {
        expect(one).toMatchObject({ topic: 'Géométrie 🎓', meeting: { id: row?.id } });
        const isDeleted = one.zoomFileId === audio?.id;
        expect(one.state).toBe(isDeleted ? 'deleted' : 'completed');
      }
      const reader = await room.caller();
      const { body } = await reader.get(
        '/api/zoom/meetings?populate[recordings][populate]=transcript&filters[recordings][transcript][text][$containsi]=ALGEBRA'
      );
      expect(body.data).toHaveLength(1);
      expect(body.data[0].recordings).toHaveLength(3);
      const held = rows.find(({ zoomFileId }) => zoomFileId === video?.id);
      await room.admin
        .post(`/zoom/recordings/${held?.documentId}/hold`)
        .send({ wholeRun: true })
        .expect(200);
      const { body: none } = await reader.get('/api/zoom/recordings');
      expect(none.data).toEqual([]);
    }, 60_000);
  });
});
