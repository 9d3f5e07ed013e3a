import { readFileSync } from 'node:fs';
import path from 'node:path';

import { cancelLesson, scheduleLesson } from '../../docs/examples/timetable';
import type { ZoomServices } from '../../server/src';
import { LESSON, SCHOOL_SESSIONS, schoolFiles } from '../support/bound-types';
import { inHours, openClassroom, sessionData, type Classroom } from '../support/sessions';
import { waitUntil } from '../support/wait';

const DOCS = path.join(__dirname, '../../docs');

let room: Classroom;
const meetings = (): ZoomServices['meetings'] => room.cms.strapi.plugin('zoom').service('meetings');

beforeAll(async () => {
  room = await openClassroom({
    boot: { appFiles: schoolFiles(), zoom: { sessions: SCHOOL_SESSIONS } },
  });
});
afterAll(() => room.close());

describe('the example of the guide', () => {
  test('is the file that is type-checked and run here', () => {
    const guide = readFileSync(path.join(DOCS, 'guides/extending.md'), 'utf8');
    const file = readFileSync(path.join(DOCS, 'examples/timetable.ts'), 'utf8');
    expect(/^```ts timetable\n([\s\S]*?)^```/m.exec(guide)?.[1]).toBe(file);
  });

  test('schedules a lesson, whose meeting follows, and takes it back', async () => {
    const lesson = { course: 'Chemistry', number: 3, minutes: 45 };
    const { documentId, meeting } = await scheduleLesson(room.cms.strapi, {
      ...lesson,
      startsAt: new Date(inHours(24)),
    });
    expect(meeting).toMatchObject({ state: 'unscheduled', syncState: 'pending', zoomId: null });
    const inZoom = await room.meetingOf(documentId);
    expect(inZoom).toMatchObject({ topic: 'Chemistry - Session 3', duration: 45 });

    const session = { uid: 'plugin::zoom.course-session', documentId };
    const now = await meetings().ofSession(session);
    expect(now).toEqual({
      documentId: meeting!.documentId,
      session,
      zoomId: String(inZoom.id),
      topic: 'Chemistry - Session 3',
      startTime: expect.any(Date),
      endTime: expect.any(Date),
      durationMinutes: 45,
      timezone: 'Europe/Paris',
      state: 'scheduled',
      syncState: 'synced',
      syncError: null,
    });
    expect(await meetings().joinUrl(session)).toContain(`/j/${inZoom.id}?pwd=`);

    await cancelLesson(room.cms.strapi, documentId);
    await room.rowWhere(documentId, ({ state }) => state === 'cancelled');
    expect(await meetings().joinUrl(session)).toBeNull();
    expect(room.zoom.meetings().map(({ id }) => id)).not.toContain(inZoom.id);
  });
});

describe('meetings', () => {
  test('are scheduled for entries of the app, and go with them', async () => {
    const data = { name: 'Violin', begins: inHours(30), minutes: 30 };
    const { session } = await meetings().schedule({ type: LESSON, data });
    const { topic, id } = await room.meetingOf(session.documentId);
    expect([session.uid, topic]).toEqual([LESSON, 'Violin']);
    await meetings().cancel(session);
    await waitUntil(() => !room.zoom.meetings().some((one) => one.id === id));
    expect(await room.cms.strapi.documents(LESSON as never).findFirst({})).toBeNull();
  });

  test('are not scheduled from what an editor could not publish', async () => {
    const data = sessionData({ timezone: 'Moon/Crater' });
    await expect(meetings().schedule({ data })).rejects.toMatchObject({
      name: 'ValidationError',
      details: { errors: [expect.objectContaining({ path: ['timezone'] })] },
    });
    await expect(meetings().schedule({ type: 'api::course.course', data })).rejects.toThrow(
      /api::course\.course are no sessions; sessions are those of plugin::zoom\.course-session/
    );
  });

  test('are not made for what is over, and are not there for what was never published', async () => {
    const data = sessionData({ startTime: inHours(-48) });
    const { session } = await meetings().schedule({ data });
    await room.rowWhere(session.documentId, ({ syncState }) => syncState === 'skipped');
    expect(await meetings().ofSession(session)).toMatchObject({ zoomId: null });
    const draft = await room.editor.save();
    const key = { uid: session.uid, documentId: draft };
    expect(await meetings().ofSession(key)).toBeNull();
    expect(await meetings().joinUrl(key)).toBeNull();
    expect(await meetings().retry(key)).toBe(false);
  });

  test('are tried again', async () => {
    const hooks: ZoomServices['hooks'] = room.cms.strapi.plugin('zoom').service('hooks');
    const takeAway = hooks.register('beforeCreate', () => ({ refuse: 'The room is not free.' }));
    const { session } = await meetings().schedule({ data: sessionData() });
    await room.rowWhere(session.documentId, ({ syncState }) => syncState === 'failed');
    expect(await meetings().ofSession(session)).toMatchObject({
      syncError: 'The room is not free.',
    });
    takeAway();
    expect(await meetings().retry(session)).toBe(true);
    await room.meetingOf(session.documentId);
  });

  test('are typed: what is not there does not compile', () => {
    const wrong = async (): Promise<void> => {
      // @ts-expect-error -- there is no such method
      await meetings().book({});
      // @ts-expect-error -- a session has its attributes in `data`
      await meetings().schedule({ courseName: 'Algebra' });
      // @ts-expect-error -- not one of the public services
      const reconcile: ZoomServices['reconcile'] = null;
      expect(reconcile).toBeNull();
    };
    expect(wrong).toEqual(expect.any(Function));
  });
});
