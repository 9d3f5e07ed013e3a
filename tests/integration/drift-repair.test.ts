import { DEFAULT_HOST } from '../support/zoom';
import { openClassroom, inHours, sessionData, type Classroom } from '../support/sessions';
import { waitUntil } from '../support/wait';

const PANEL = '/zoom/sessions/plugin::zoom.course-session';

describe('where CMS and Zoom disagree', () => {
  let room: Classroom;

  beforeAll(async () => {
    room = await openClassroom();
  });
  afterAll(() => room.close());

  const scheduled = async (data: Record<string, unknown> = {}) => {
    const documentId = await room.editor.schedule(sessionData(data));
    const { id } = await room.meetingOf(documentId);
    return { documentId, zoomId: String(id) };
  };

  const topicInZoom = (zoomId: string) =>
    room.zoom.meetings().find(({ id }) => String(id) === zoomId)?.topic;

  /** What the nightly sweep does, now. */
  const sweepUntil = async (documentId: string, isFound: (drift: unknown[]) => boolean) => {
    await room.admin.post('/zoom/drift/sweep').send({}).expect(202);
    return room.rowWhere(documentId, ({ drift }) => isFound((drift ?? []) as unknown[]), 'drift');
  };

  it('a sweep finds what was changed without a webhook, and a person puts ours back', async () => {
    const { documentId, zoomId } = await scheduled({ courseName: 'Botany' });
    room.zoom.controls.changeMeeting(zoomId, { topic: 'Changed by hand' });
    await sweepUntil(documentId, (drift) => drift.length === 1);
    const { body } = await room.admin.get('/zoom/drift').expect(200);
    expect(body.data.differs).toEqual([
      expect.objectContaining({
        zoomId,
        drift: [{ field: 'topic', cms: 'Botany - Session 1', zoom: 'Changed by hand' }],
      }),
    ]);

    await room.admin.post(`${PANEL}/${documentId}/keep-cms`).send({}).expect(200);
    await waitUntil(() => topicInZoom(zoomId) === 'Botany - Session 1');
    await room.rowWhere(documentId, ({ drift }) => ((drift ?? []) as unknown[]).length === 0);
    await room.admin.post(`${PANEL}/${documentId}/keep-cms`).send({}).expect(404);
  });

  it('or lets the session follow Zoom, without publishing what an editor has not finished', async () => {
    const { documentId, zoomId } = await scheduled({ courseName: 'Zoology' });
    await room.editor.update(documentId, { courseName: 'Zoology', agenda: 'not ready' });
    const moved = inHours(50).replace('.000Z', 'Z');
    room.zoom.controls.changeMeeting(zoomId, { start_time: moved, duration: 90 });
    await sweepUntil(documentId, (drift) => drift.length === 2);
    room.zoom.controls.clearCalls();

    await room.admin.post(`${PANEL}/${documentId}/take-zoom`).send({}).expect(200);
    const published = await room.cms.strapi
      .documents('plugin::zoom.course-session')
      .findOne({ documentId, status: 'published' });
    expect(published).toMatchObject({ duration: 90, agenda: null });
    expect(new Date(String(published?.['startTime'])).toISOString()).toBe(
      moved.replace('Z', '.000Z')
    );
    await room.rowWhere(documentId, ({ syncState }) => syncState === 'synced');
    expect(room.zoom.writes()).toEqual([]);
  });

  it('keeps the CMS by itself where the settings say so: once for a change, then it is flagged', async () => {
    await room.admin.put('/zoom/settings').send({ onZoomChange: 'keep-cms' }).expect(200);
    const { documentId, zoomId } = await scheduled({ courseName: 'History' });
    room.zoom.controls.changeMeeting(zoomId, { topic: 'Again by hand' });
    await room.admin.post('/zoom/drift/sweep').send({}).expect(202);
    await waitUntil(() => topicInZoom(zoomId) === 'History - Session 1');
    await room.rowWhere(documentId, ({ syncState }) => syncState === 'synced');

    room.zoom.controls.changeMeeting(zoomId, { topic: 'Again by hand' });
    await sweepUntil(documentId, (drift) => drift.length === 1);
    expect(topicInZoom(zoomId)).toBe('Again by hand');
    await room.admin.put('/zoom/settings').send({ onZoomChange: 'flag' }).expect(200);
  });

  it('a change of ours leaves what somebody else changed visible', async () => {
    const { documentId, zoomId } = await scheduled({ courseName: 'Music' });
    room.zoom.controls.changeMeeting(zoomId, { topic: 'Singing' });
    await sweepUntil(documentId, (drift) => drift.length === 1);
    await room.editor.publish(documentId, sessionData({ courseName: 'Music', duration: 45 }));
    await waitUntil(
      () => room.zoom.meetings().find(({ id }) => String(id) === zoomId)?.duration === 45
    );
    const row = await room.rowWhere(documentId, ({ syncState }) => syncState === 'synced');
    expect(row['drift']).toEqual([expect.objectContaining({ field: 'topic', zoom: 'Singing' })]);
  });

  it('lists meetings that are in Zoom alone, until they are ignored', async () => {
    const made = room.zoom.controls.createMeeting(
      { host: DEFAULT_HOST },
      { topic: 'Staff room', type: 2, start_time: inHours(70).replace('.000Z', 'Z') }
    );
    const zoomId = String(made.id);
    await room.admin.post('/zoom/drift/sweep').send({}).expect(202);
    await waitUntil(async () => {
      const { body } = await room.admin.get('/zoom/drift').expect(200);
      return body.data.inZoomOnly.some((found: { zoomId: string }) => found.zoomId === zoomId);
    });
    await room.admin.post(`/zoom/drift/ignore/${zoomId}`).send({}).expect(200);
    const { body } = await room.admin.get('/zoom/drift').expect(200);
    expect(body.data.inZoomOnly).not.toContainEqual(expect.objectContaining({ zoomId }));
  });

  it('one API error never turns into "gone"', async () => {
    const { documentId, zoomId } = await scheduled({ courseName: 'Latin' });
    room.zoom.controls.addFault({
      kind: 'status',
      method: 'GET',
      path: `/meetings/${zoomId}`,
      status: 404,
      body: { code: 3001, message: 'Meeting does not exist.' },
    });
    room.zoom.controls.changeMeeting(zoomId, { topic: 'Greek' });
    await room.admin.post('/zoom/drift/sweep').send({}).expect(202);
    await waitUntil(() => room.zoom.controls.faults().length === 0);
    const row = await room.row(documentId);
    expect(row).toMatchObject({ state: 'scheduled', missingSince: null });
  });
});
