import { TABLE } from '../../contracts/identifiers';
import { openRecordingRoom, type RecordingRoom } from '../support/recordings';
import { waitUntil } from '../support/wait';
import { signed } from '../support/webhooks';

/** Recordings as webhooks tell of them, in whatever order, and as lists make up for lost ones. */
describe('recordings', () => {
  let room: RecordingRoom;
  const told: { event: string; payload: Record<string, unknown>; isWritten: boolean }[] = [];

  beforeAll(async () => {
    room = await openRecordingRoom();
    for (const event of ['zoom.recording.ready', 'zoom.transcript.ready']) {
      room.cms.strapi.eventHub.on(event, async (payload: Record<string, unknown>) => {
        const rows = await room.cms.strapi.db.connection(TABLE.announcement).where({ event });
        told.push({ event, payload, isWritten: rows.length > 0 });
      });
    }
  });
  afterAll(() => room.close());
  afterEach(() => {
    room.zoom.controls.setDelivery({ copies: 1, shuffle: false, drop: [] });
    told.length = 0;
  });

  const states = async (uuid: string) =>
    Object.fromEntries(
      (await room.rows({ instanceUuid: uuid })).map(({ zoomFileId, state }) => [zoomFileId, state])
    );
  const toldOf = (event: string) => told.filter((one) => one.event === event);
  /** Runs the waiting lists, as time would. */
  const listNow = async (isWanted: () => Promise<boolean>): Promise<void> => {
    const jobs = room.cms.strapi.db.query('plugin::zoom.job');
    await waitUntil(() => jobs.count({ where: { task: 'list-recordings' } }), {
      what: 'a list job',
    });
    await jobs.updateMany({ where: { task: 'list-recordings' }, data: { runAt: 0 } });
    await waitUntil(isWanted, { what: 'what the list says' });
  };

  test('a recording that Zoom completed is there, with its session’s meeting, and told of once', async () => {
    const { sessionId, zoomId, uuid } = await room.holdClass();
    const files = room.zoom.controls.completeRecording(zoomId, {
      files: [{ type: 'MP4' }, { type: 'M4A' }, { type: 'CHAT' }, { type: 'TIMELINE' }],
    });
    const rows = await room.rowsWhere(uuid, (found) => found.length === 4);
    const meeting = await room.row(sessionId);
    for (const row of rows)
      expect(row['meeting']).toMatchObject({ documentId: meeting?.documentId });
    const [video] = files;
    const passcode = room.zoom.controls.recording(zoomId)?.playPasscode;
    expect(rows[0]).toMatchObject({
      zoomFileId: video?.id,
      fileType: 'MP4',
      recordingType: 'shared_screen_with_speaker_view',
      state: 'completed',
      isReleased: true,
      archiveState: 'none',
      playUrl: `${room.zoom.url}/rec/play/${video?.linkKey}?pwd=${passcode}`,
    });
    expect(Number(rows[0]?.['fileSize'])).toBe(100_000);
    // Zoom gives a timeline no id: it has one of ours, and the same at the next telling.
    expect(rows[3]?.zoomFileId).toMatch(/^none-[0-9a-f]{40}$/);

    await waitUntil(() => toldOf('zoom.recording.ready').length === 4, { what: 'four events' });
    room.zoom.controls.resendRecording(zoomId);
    await room.settled();
    expect(await room.rows({ instanceUuid: uuid })).toHaveLength(4);
    expect(toldOf('zoom.recording.ready')).toHaveLength(4);
    // A process killed at that moment would tell it again.
    expect(told.every(({ isWritten }) => isWritten)).toBe(true);
    expect(toldOf('zoom.recording.ready')[0]?.payload).toEqual({
      session: { uid: 'plugin::zoom.course-session', documentId: sessionId },
      meeting: { documentId: meeting?.documentId },
      recording: {
        documentId: rows[0]?.documentId,
        fileType: 'MP4',
        recordingType: 'shared_screen_with_speaker_view',
      },
    });
    expect(JSON.stringify(told)).not.toContain('http');
  });

  test('the inbox keeps no link, and the log and the events neither', async () => {
    const events: { payload: string }[] = await room.cms.strapi.db
      .query('plugin::zoom.webhook-event')
      .findMany({ where: { event: 'recording.completed' } });
    for (const { payload } of events)
      expect(payload).not.toMatch(/rec\/(play|webhook)|download_token/);
    expect(room.cms.logs.join('\n')).not.toMatch(/\/rec\/|pwd=/);
  });

  test('a transcript becomes text and cues with speakers, and a captions track', async () => {
    const { zoomId, uuid } = await room.holdClass();
    room.zoom.controls.completeRecording(zoomId);
    room.zoom.controls.completeTranscript(zoomId);
    await room.rowsWhere(uuid, (rows) => rows.some(({ transcript }) => transcript != null));
    await waitUntil(() => toldOf('zoom.transcript.ready').length === 1, { what: 'the event' });

    const reader = await room.caller([
      'plugin::zoom.transcript.find',
      'plugin::zoom.transcript.findOne',
      'plugin::zoom.captions.findOne',
      'plugin::zoom.recording.find',
    ]);
    const find = async (query: string) =>
      (await reader.get(`/api/zoom/transcripts?${query}`).expect(200)).body.data;
    expect(await find('filters[text][$containsi]=ALGEBRA&populate=recording')).toMatchObject([
      {
        text: 'Maria Keller: Welcome to algebra.\nAda: Thank you!',
        cues: [
          { start: 0.5, end: 3, speaker: 'Maria Keller', text: 'Welcome to algebra.' },
          { start: 3, end: 5, speaker: 'Ada', text: 'Thank you!' },
        ],
        // Zoom says none: that of the session.
        language: 'en',
        recording: { fileType: 'TRANSCRIPT' },
      },
    ]);
    expect(await find('filters[text][$containsi]=geometry')).toEqual([]);
    const [{ documentId }] = await find('fields=language');
    const track = await reader.get(`/api/zoom/transcripts/${documentId}/captions.vtt`).expect(200);
    expect(track.headers['content-type']).toBe('text/vtt; charset=utf-8');
    expect(track.headers['content-language']).toBe('en');
    expect(track.text).toBe(
      'WEBVTT\n\n00:00:00.500 --> 00:00:03.000\n<v Maria Keller>Welcome to algebra.\n\n00:00:03.000 --> 00:00:05.000\n<v Ada>Thank you!\n'
    );
    const readOnly = room.cms.requestAs(await room.cms.createApiToken({ type: 'read-only' }));
    await readOnly.get(`/api/zoom/transcripts/${documentId}/captions.vtt`).expect(200);
    await room.cms.request.get(`/api/zoom/transcripts/${documentId}/captions.vtt`).expect(403);
    await reader.get('/api/zoom/transcripts/nobodysdocumentid0000000/captions.vtt').expect(404);
  });

  test('a transcript of the AI companion comes without a recording, once Zoom has it', async () => {
    const { zoomId, uuid } = await room.holdClass();
    const { controls } = room.zoom;
    controls.companionTranscript(zoomId, {
      isReady: false,
      vtt: 'WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nMaria Keller: About trees.\n',
    });
    const jobs = room.cms.strapi.db.query('plugin::zoom.job');
    const waiting = await waitUntil(
      () => jobs.findOne({ where: { task: 'fetch-transcript', lastError: { $notNull: true } } }),
      { what: 'a first try' }
    );
    expect(waiting.lastError).toContain('NOT_READY');
    controls.finishTranscript(zoomId);
    await jobs.updateMany({ where: { task: 'fetch-transcript' }, data: { runAt: 0 } });
    const [row] = await room.rowsWhere(uuid, (rows) => rows.some(({ transcript }) => transcript));
    expect(row).toMatchObject({
      fileType: 'TRANSCRIPT',
      transcript: { text: 'Maria Keller: About trees.' },
    });
  });

  test('trash, return, deletion and a new name are followed', async () => {
    const { zoomId, uuid } = await room.holdClass();
    const [video, audio] = room.zoom.controls.completeRecording(zoomId);
    await room.rowsWhere(uuid, (rows) => rows.length === 2);
    const { controls } = room.zoom;
    const [first = '', second = ''] = [video?.id, audio?.id];

    controls.moveRecordings([uuid], { move: 'trashed', fileIds: [first] });
    await room.settled();
    expect(await states(uuid)).toEqual({ [first]: 'trashed', [second]: 'completed' });
    controls.moveRecordings([uuid], { move: 'recovered' });
    await room.settled();
    expect(await states(uuid)).toEqual({ [first]: 'completed', [second]: 'completed' });
    controls.renameRecording(uuid, 'Algebra, revised');
    controls.moveRecordings([uuid], { move: 'deleted', fileIds: [second] });
    await room.settled();
    expect(await states(uuid)).toEqual({ [first]: 'completed', [second]: 'deleted' });
    for (const row of await room.rows({ instanceUuid: uuid })) {
      expect(row['topic']).toBe('Algebra, revised');
    }
  });

  test('batches, which name no meeting, are followed too', async () => {
    const one = await room.holdClass();
    const two = await room.holdClass();
    const { controls } = room.zoom;
    controls.completeRecording(one.zoomId);
    controls.completeRecording(two.zoomId);
    await room.rowsWhere(two.uuid, (rows) => rows.length === 2);
    await room.rowsWhere(one.uuid, (rows) => rows.length === 2);
    const all = async () =>
      new Set([...Object.values(await states(one.uuid)), ...Object.values(await states(two.uuid))]);

    for (const [move, state] of [
      ['trashed', 'trashed'],
      ['recovered', 'completed'],
      ['deleted', 'deleted'],
    ] as const) {
      controls.moveRecordings([one.uuid, two.uuid], { move, asBatch: true });
      await room.settled();
      expect(await all()).toEqual(new Set([state]));
    }
  });

  test('a batch of recordings that are not known here is ignored, and applied once they are', async () => {
    const { zoomId, uuid } = await room.holdClass();
    const { controls } = room.zoom;
    controls.setDelivery({ drop: ['recording.completed'] });
    controls.completeRecording(zoomId, { files: [{ type: 'MP4' }] });
    controls.moveRecordings([uuid], { move: 'trashed', asBatch: true });
    await room.settled();
    const batch = () =>
      room.cms.strapi.db
        .query('plugin::zoom.webhook-event')
        .findOne({ where: { event: 'recording.batch_trashed' }, orderBy: { id: 'desc' } });
    expect(await batch()).toMatchObject({
      state: 'ignored',
      error: 'names no recording that is known here',
    });
    // Its recording is heard of after all, by the list that was asked for before the trash.
    const event = {
      event: 'recording.completed',
      event_ts: Date.now() - 3600_000,
      payload: {
        account_id: room.zoom.credentials.accountId,
        object: {
          ...{ id: Number(zoomId), uuid, topic: 'Late' },
          recording_files: [{ id: 'late-file', file_type: 'MP4', status: 'completed' }],
        },
      },
    };
    const body = JSON.stringify(event);
    await room.cms.request
      .post('/api/webhooks/zoom')
      .set({
        'content-type': 'application/json',
        ...signed(body, new Date(), room.zoom.credentials.webhookSecret),
      })
      .send(body)
      .expect(200);
    await room.rowsWhere(uuid, (rows) => rows.some(({ state }) => state === 'trashed'));
  });

  test('events three times over and last first end as the last of them says', async () => {
    const { zoomId, uuid } = await room.holdClass();
    const { controls } = room.zoom;
    controls.setDelivery({ copies: 3, shuffle: true });
    const [video] = controls.completeRecording(zoomId, { files: [{ type: 'MP4' }] });
    await waitUntil(() => Date.now() % 2 === 0, { what: 'another millisecond', everyMs: 1 });
    controls.moveRecordings([uuid], { move: 'trashed', asBatch: true });
    await waitUntil(() => Date.now() % 2 === 1, { what: 'another millisecond', everyMs: 1 });
    controls.renameRecording(uuid, 'In the right order');
    await room.settled();
    await room.settled();
    expect(await room.rows({ instanceUuid: uuid })).toMatchObject([
      { zoomFileId: video?.id, state: 'trashed', topic: 'In the right order' },
    ]);
  });

  test('several recordings of one meeting are kept apart', async () => {
    const { zoomId, uuid } = await room.holdClass();
    const { controls } = room.zoom;
    controls.completeRecording(zoomId, { files: [{ type: 'MP4' }] });
    controls.completeRecording(zoomId, { files: [{ type: 'MP4' }] });
    const { uuid: again } = controls.startMeeting(zoomId);
    controls.endMeeting(zoomId);
    controls.completeRecording(again, { files: [{ type: 'MP4' }] });
    await room.rowsWhere(uuid, (rows) => rows.length === 2);
    await room.rowsWhere(again, (rows) => rows.length === 1);
    const meetings = new Set(
      [
        ...(await room.rows({ instanceUuid: uuid })),
        ...(await room.rows({ instanceUuid: again })),
      ].map(({ meeting }) => (meeting as { id: number }).id)
    );
    expect(meetings.size).toBe(1);
  });

  test('a lost webhook costs nothing: a list after the end finds files and transcript', async () => {
    const { controls } = room.zoom;
    controls.setDelivery({ drop: ['recording.completed', 'recording.transcript_completed'] });
    const { sessionId, zoomId, uuid } = await room.holdClass();
    controls.completeRecording(zoomId);
    controls.completeTranscript(zoomId);
    await controls.webhooksSettled();
    const meeting = await room.row(sessionId);
    await room.cms.strapi.db.query('plugin::zoom.meeting').update({
      where: { id: meeting?.id },
      data: { state: 'scheduled', endTime: new Date(Date.now() - 60_000) },
    });
    // As a server that slept through the end would find it.
    await room.cms.strapi.plugin('zoom').service('recordings').sweep();
    await listNow(async () =>
      (await room.rows({ instanceUuid: uuid })).some(({ transcript }) => transcript != null)
    );
    expect((await room.rows({ instanceUuid: uuid })).map(({ fileType }) => fileType)).toEqual([
      'MP4',
      'M4A',
      'TRANSCRIPT',
    ]);
  });

  test('a list that comes back short, empty or not at all takes nothing away', async () => {
    const { zoomId, uuid } = await room.holdClass();
    const { controls } = room.zoom;
    const [video] = controls.completeRecording(zoomId);
    await room.rowsWhere(uuid, (rows) => rows.length === 2);
    controls.setDelivery({ drop: ['recording.trashed'] });
    controls.moveRecordings([uuid], { move: 'trashed', fileIds: [video?.id ?? ''] });
    const before = await room.rows({ instanceUuid: uuid });
    const listings = () =>
      controls.calls().filter(({ path }) => path.endsWith('/recordings')).length;
    for (const fault of [
      null,
      { kind: 'status', status: 404, body: { code: 3301, message: 'There is no recording.' } },
      { kind: 'status', status: 500, body: {}, times: 5 },
    ] as const) {
      if (fault) controls.addFault({ ...fault, path: '/meetings/*/recordings' });
      const count = listings();
      await room.cms.strapi.plugin('zoom').service('recordings').sweep();
      const { meeting } = before[0] as unknown as { meeting: { id: number } };
      await room.cms.strapi.plugin('zoom').service('recordings').listSoon(meeting.id);
      await waitUntil(() => listings() > count, { what: 'a list' });
      await waitUntil(
        async () =>
          (await room.cms.strapi.db
            .query('plugin::zoom.job')
            .count({ where: { task: 'list-recordings', leaseUntil: { $gt: Date.now() } } })) === 0,
        { what: 'the list to be over' }
      );
      const now = await room.rows({ instanceUuid: uuid });
      expect(now.map(({ zoomFileId, state }) => [zoomFileId, state])).toEqual(
        before.map(({ zoomFileId, state }) => [zoomFileId, state])
      );
    }
    controls.clearFaults();
  });

  test('Zoom saw no call that a well-made client does not send', () => {
    expect(room.zoom.controls.unexpected()).toEqual([]);
  });
});
