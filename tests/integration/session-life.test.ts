import { inHours, openClassroom, sessionData, type Classroom } from '../support/sessions';
import { staysTrue, waitUntil } from '../support/wait';

describe('the life of a session', () => {
  let room: Classroom;

  beforeAll(async () => {
    room = await openClassroom();
  });
  afterAll(() => room.close());

  it('makes no meeting of a draft', async () => {
    const documentId = await room.editor.save();
    expect(await room.row(documentId)).toBeNull();
  });

  it('makes a meeting of a published session, with the defaults of the settings', async () => {
    const startTime = inHours(30);
    const documentId = await room.editor.schedule(sessionData({ startTime }));
    const meeting = await room.meetingOf(documentId);
    expect(meeting).toMatchObject({
      topic: 'Algebra - Session 1',
      type: 2,
      start_time: startTime.replace('.000Z', 'Z'),
      duration: 60,
    });
    const session = await room.editor.read(documentId);
    expect(session).toMatchObject({ title: 'Algebra - Session 1', duration: 60 });
    expect(session['status']).toBe('published');
  });

  it('follows a change with one PATCH of what changed, and costs none without', async () => {
    const documentId = await room.editor.schedule(sessionData({ courseName: 'Chemistry' }));
    const { id } = await room.meetingOf(documentId);
    room.zoom.controls.clearCalls();
    await room.editor.publish(documentId, { courseName: 'Physics', sessionNumber: 1 });
    await waitUntil(() =>
      room.zoom
        .meetings()
        .find((m) => m.id === id)
        ?.topic.startsWith('Physics')
    );
    await room.rowWhere(documentId, (row) => row.syncState === 'synced');
    expect(room.zoom.writes().map(({ method }) => method)).toEqual(['PATCH']);

    room.zoom.controls.clearCalls();
    await room.editor.publish(documentId);
    expect(await staysTrue(() => room.zoom.writes().length === 0, { forMs: 2500 })).toBe(true);
  });

  it('takes the meeting away when unpublished, and brings the same one back', async () => {
    const documentId = await room.editor.schedule();
    const { id } = await room.meetingOf(documentId);
    await room.editor.unpublish(documentId);
    const gone = await room.rowWhere(documentId, (row) => row.state === 'cancelled');
    expect(room.zoom.meetings().some((meeting) => meeting.id === id)).toBe(false);
    await room.editor.publish(documentId);
    const back = await room.rowWhere(documentId, (row) => row.state === 'scheduled');
    expect(back).toMatchObject({ zoomId: String(id), documentId: gone.documentId });
    expect(room.zoom.meetings().some((meeting) => meeting.id === id)).toBe(true);
  });

  it('gives a clone a meeting of its own and leaves the original its', async () => {
    const original = await room.editor.schedule();
    const first = await room.meetingOf(original);
    const copy = await room.editor.clone(original);
    await room.editor.publish(copy);
    const second = await room.meetingOf(copy);
    expect(second.id).not.toBe(first.id);
    await room.editor.publish(original);
    expect((await room.meetingOf(original)).id).toBe(first.id);
    const token = await room.cms.createApiToken({ type: 'full-access' });
    const { body } = await room.cms
      .requestAs(token)
      .get('/api/zoom/course-sessions?populate=meeting&pagination[pageSize]=100')
      .expect(200);
    const linkOf = (documentId: string) =>
      body.data.find((entry: { documentId: string }) => entry.documentId === documentId).meeting;
    expect(linkOf(original).zoomId).toBe(String(first.id));
    expect(linkOf(copy).zoomId).toBe(String(second.id));
    expect(linkOf(copy).joinUrl).toContain('pwd=');
  });

  it('deletes the meeting with its session', async () => {
    const documentId = await room.editor.schedule();
    const { id } = await room.meetingOf(documentId);
    await room.editor.remove(documentId);
    await waitUntil(() => !room.zoom.meetings().some((meeting) => meeting.id === id));
    await room.rowWhere(documentId, (row) => row.state === 'cancelled');
  });
});
