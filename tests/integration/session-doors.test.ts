import type { Core } from '@strapi/strapi';

import type { Agent } from '../support/doors';
import { inHours, openClassroom, sessionData, SESSIONS, type Classroom } from '../support/sessions';
import { staysTrue, waitUntil } from '../support/wait';

const UID = 'plugin::zoom.course-session';
const API = '/api/zoom/course-sessions';

let room: Classroom;
let site: Agent;
let documents: ReturnType<Core.Strapi['documents']>;

beforeAll(async () => {
  room = await openClassroom();
  site = room.cms.requestAs(await room.cms.createApiToken({ type: 'full-access' }));
  documents = room.cms.strapi.documents(UID as 'plugin::upload.file');
});
afterAll(() => room.close());

const idsInZoom = (): string[] => room.zoom.meetings().map(({ id }) => String(id));
/** Waits until the session's meeting stands in Zoom; gives its id. */
const hasMeetingOf = async (documentId: string): Promise<string> => {
  await room.rowWhere(documentId, ({ state }) => state === 'scheduled');
  return String((await room.meetingOf(documentId)).id);
};
const isGone = async (documentId: string): Promise<void> => {
  const { zoomId } = await room.rowWhere(documentId, ({ state }) => state === 'cancelled');
  expect(idsInZoom()).not.toContain(zoomId);
};
const statusOf = async (documentId: string): Promise<unknown> =>
  (await room.editor.read(documentId))['status'];

const bulk = async (action: string, documentIds: string[]): Promise<void> => {
  await room.admin.post(`${SESSIONS}/actions/${action}`).send({ documentIds }).expect(200);
};
const create = (data: Record<string, unknown>) => documents.create({ data } as never);

describe('the Content Manager', () => {
  it('publishes a new session in one step', async () => {
    const { body } = await room.admin
      .post(`${SESSIONS}/actions/publish`)
      .send(sessionData())
      .expect(200);
    await hasMeetingOf(body.data.documentId);
    expect(await statusOf(body.data.documentId)).toBe('published');
  });

  it('publishes, unpublishes and deletes in bulk', async () => {
    const sessions = [await room.editor.save(), await room.editor.save()];
    await bulk('bulkPublish', sessions);
    const [first, second] = await Promise.all(sessions.map(hasMeetingOf));
    expect(first).not.toBe(second);
    await bulk('bulkUnpublish', sessions);
    await Promise.all(sessions.map(isGone));
    await bulk('bulkPublish', sessions);
    expect(await Promise.all(sessions.map(hasMeetingOf))).toEqual([first, second]);
    await bulk('bulkDelete', sessions);
    await Promise.all(sessions.map(isGone));
  });

  it('duplicates with one click, and the copy has a meeting of its own', async () => {
    const original = await room.editor.schedule();
    const meeting = await hasMeetingOf(original);
    const { body } = await room.admin
      .post(`${SESSIONS}/auto-clone/${original}`)
      .send({})
      .expect(200);
    const copies = [body.data.documentId, await room.editor.clone(original)];
    for (const copy of copies) {
      const path = `${API}/${copy}?populate=meeting&status=draft`;
      expect((await site.get(path).expect(200)).body.data.meeting).toBeNull();
      expect(await room.row(copy)).toBeNull();
      await room.editor.publish(copy);
      expect(await hasMeetingOf(copy)).not.toBe(meeting);
    }
    await room.editor.publish(original);
    expect(await hasMeetingOf(original)).toBe(meeting);
  });

  it('discards a draft: the meeting and its link stay as they are', async () => {
    const documentId = await room.editor.schedule();
    const meeting = await hasMeetingOf(documentId);
    await room.editor.update(documentId, { courseName: 'Botany' });
    expect(await statusOf(documentId)).toBe('modified');
    await room.admin.post(`${SESSIONS}/${documentId}/actions/discard`).send({}).expect(200);
    expect(await statusOf(documentId)).toBe('published');
    for (const status of ['draft', 'published']) {
      const { body } = await site.get(`${API}/${documentId}?populate=meeting&status=${status}`);
      expect(body.data.meeting.zoomId).toBe(meeting);
    }
  });

  it('unpublishes and discards the draft at once', async () => {
    const documentId = await room.editor.schedule();
    await hasMeetingOf(documentId);
    await room.editor.update(documentId, { courseName: 'Botany' });
    await room.admin
      .post(`${SESSIONS}/${documentId}/actions/unpublish`)
      .send({ discardDraft: true })
      .expect(200);
    await isGone(documentId);
  });

  it('never shows a session as modified because of us', async () => {
    const documentId = await room.editor.schedule(sessionData({ duration: null, title: '' }));
    expect(await statusOf(documentId)).toBe('published');
    await hasMeetingOf(documentId);
    expect(await statusOf(documentId)).toBe('published');
    await room.editor.publish(documentId);
    expect(await statusOf(documentId)).toBe('published');
    await room.editor.unpublish(documentId);
    await room.editor.publish(documentId);
    await room.rowWhere(documentId, ({ state }) => state === 'scheduled');
    expect(await statusOf(documentId)).toBe('published');
  });
});

describe('the content API', () => {
  it('creates, changes and deletes published sessions', async () => {
    const { body } = await site.post(API).send({ data: sessionData() }).expect(201);
    const { documentId } = body.data;
    const meeting = await hasMeetingOf(documentId);
    expect(await statusOf(documentId)).toBe('published');
    const startTime = inHours(50);
    await site.put(`${API}/${documentId}`).send({ data: { startTime } }).expect(200);
    await waitUntil(() =>
      room.zoom
        .meetings()
        .some(
          ({ id, start_time }) =>
            String(id) === meeting && start_time?.startsWith(startTime.slice(0, 19))
        )
    );
    expect(await statusOf(documentId)).toBe('published');
    await site.delete(`${API}/${documentId}`).expect(204);
    await isGone(documentId);
  });

  it('keeps drafts drafts', async () => {
    const { body } = await site
      .post(`${API}?status=draft`)
      .send({ data: { courseName: 'Nothing else yet' } })
      .expect(201);
    const { documentId } = body.data;
    await site.put(`${API}/${documentId}?status=draft`).send({ data: sessionData() }).expect(200);
    expect(await room.row(documentId)).toBeNull();
    await site.put(`${API}/${documentId}`).send({ data: {} }).expect(200);
    await hasMeetingOf(documentId);
  });

  it('keeps the end, to filter and sort by', async () => {
    const [five, six] = [inHours(5), inHours(6)];
    const early = sessionData({ courseName: 'Sorted', startTime: five, duration: 30 });
    const late = sessionData({ courseName: 'Sorted', startTime: six, duration: 90 });
    const plus = (start: string, minutes: number): string =>
      new Date(new Date(start).getTime() + minutes * 60_000).toISOString();
    for (const data of [late, early]) await site.post(API).send({ data }).expect(201);
    const query = `filters[courseName]=Sorted&sort=startTime&populate=meeting`;
    const all = await site.get(`${API}?${query}`).expect(200);
    expect(all.body.data.map((one: { endTime: string }) => one.endTime)).toEqual([
      plus(five, 30),
      plus(six, 90),
    ]);
    const toCome = await site
      .get(`${API}?${query}&filters[endTime][$gte]=${inHours(7)}`)
      .expect(200);
    expect(toCome.body.data).toHaveLength(1);
    expect(toCome.body.data[0]).toMatchObject({
      duration: 90,
      meeting: { state: expect.any(String) },
    });
    await Promise.all(
      all.body.data.map((one: { documentId: string }) => hasMeetingOf(one.documentId))
    );
  });

  it('takes no end of its own from a caller', async () => {
    await site
      .post(API)
      .send({ data: sessionData({ endTime: inHours(99) }) })
      .expect(400);
  });
});

describe('strapi.documents()', () => {
  it('creates, publishes, unpublishes, clones, discards and deletes', async () => {
    const { documentId } = await create(sessionData());
    expect(await room.row(documentId)).toBeNull();
    await documents.publish({ documentId });
    const meeting = await hasMeetingOf(documentId);
    await documents.update({ documentId, data: { courseName: 'Music' } as never });
    await documents.discardDraft({ documentId });
    expect(await statusOf(documentId)).toBe('published');
    const copied = await documents.clone({ documentId, data: {} } as never);
    const copy = String(copied?.documentId);
    await documents.publish({ documentId: copy });
    expect(await hasMeetingOf(copy)).not.toBe(meeting);
    await documents.unpublish({ documentId });
    await isGone(documentId);
    await documents.delete({ documentId: copy });
    await isGone(copy);
  });

  it('creates and updates published ones', async () => {
    const created = await documents.create({ data: sessionData(), status: 'published' } as never);
    const { documentId } = created;
    const meeting = await hasMeetingOf(documentId);
    await documents.update({
      documentId,
      data: { courseName: 'Drama' },
      status: 'published',
    } as never);
    await waitUntil(() =>
      room.zoom
        .meetings()
        .some(({ id, topic }) => String(id) === meeting && topic.startsWith('Drama'))
    );
    expect(await statusOf(documentId)).toBe('published');
  });

  it('leaves nothing behind of a transaction that is rolled back', async () => {
    const failed = room.cms.strapi.db.transaction(async () => {
      await documents.create({ data: sessionData(), status: 'published' } as never);
      throw new Error('the app changed its mind');
    });
    const rows = () => room.cms.strapi.db.query('plugin::zoom.meeting').count();
    const before = await rows();
    await expect(failed).rejects.toThrow('changed its mind');
    expect(await rows()).toBe(before);
  });
});

describe('what cannot be published', () => {
  const wrong: [string, Record<string, unknown>][] = [
    ['timezone', { timezone: 'Europe/Atlantis' }],
    ['duration', { duration: 1441 }],
    ['duration', { duration: 0 }],
    ['startTime', { startTime: null }],
  ];
  const pathsOf = (body: { error: { details: { errors: { path: string[] }[] } } }): string[] =>
    body.error.details.errors.map(({ path }) => path.join('.'));

  it.each(wrong)('is refused at its field: %s %j', async (field, changes) => {
    const data = sessionData(changes);
    // As a draft it may stay so.
    const documentId = await room.editor.save(data);
    const inPanel = await room.admin
      .post(`${SESSIONS}/${documentId}/actions/publish`)
      .send({})
      .expect(400);
    expect(inPanel.body.error.name).toBe('ValidationError');
    expect(pathsOf(inPanel.body)).toEqual([field]);

    const overRest = await site.post(API).send({ data }).expect(400);
    expect(overRest.body.error.name).toBe('ValidationError');
    expect(pathsOf(overRest.body)).toEqual([field]);
    const changed = await site.put(`${API}/${documentId}`).send({ data: {} }).expect(400);
    expect(pathsOf(changed.body)).toEqual([field]);

    await expect(documents.publish({ documentId })).rejects.toMatchObject({
      name: 'ValidationError',
      details: { errors: [{ path: [field] }] },
    });
    expect(await room.row(documentId)).toBeNull();
  });

  it('names every wrong field at once', async () => {
    const data = sessionData({ timezone: 'Nowhere', duration: 9999 });
    const { body } = await site.post(API).send({ data }).expect(400);
    expect(pathsOf(body).sort()).toEqual(['duration', 'timezone']);
  });

  it('is refused in a bulk publish, and nothing of it is published', async () => {
    const good = await room.editor.save();
    const bad = await room.editor.save(sessionData({ timezone: 'Nowhere' }));
    const { status } = await room.admin
      .post(`${SESSIONS}/actions/bulkPublish`)
      .send({ documentIds: [good, bad] });
    expect(status).toBe(400);
    expect(await statusOf(good)).toBe('draft');
    expect(await room.row(good)).toBeNull();
  });
});

describe('the title', () => {
  const titleOf = async (documentId: string) => (await room.editor.read(documentId))['title'];

  it('is made from the template, and again while nobody wrote an own one', async () => {
    const documentId = await room.editor.save(
      sessionData({ courseName: 'Latin', sessionNumber: 3 })
    );
    expect(await titleOf(documentId)).toBe('Latin - Session 3');
    await room.editor.update(documentId, { courseName: 'Greek', title: 'Latin - Session 3' });
    expect(await titleOf(documentId)).toBe('Greek - Session 3');
    await room.editor.update(documentId, { title: 'Homer, read aloud' });
    await room.editor.update(documentId, { courseName: 'Hebrew' });
    await room.editor.publish(documentId);
    expect(await titleOf(documentId)).toBe('Homer, read aloud');
    expect((await room.meetingOf(documentId)).topic).toBe('Homer, read aloud');
    await room.editor.update(documentId, { title: '' });
    expect(await titleOf(documentId)).toBe('Hebrew - Session 3');
  });
});

describe('settings that change later', () => {
  it('move no session that was published before', async () => {
    const documentId = await room.editor.schedule();
    const meeting = await room.meetingOf(documentId);
    const before = { ...meeting, settings: { ...meeting.settings } };
    const changed = { defaultDuration: 25, defaultTimezone: 'Asia/Tokyo', waitingRoom: false };
    await room.admin.put('/zoom/settings').send(changed).expect(200);
    try {
      room.zoom.controls.clearCalls();
      await room.editor.publish(documentId);
      expect(await staysTrue(() => room.zoom.writes().length === 0, { forMs: 2000 })).toBe(true);
      const after = await room.meetingOf(documentId);
      expect(after).toMatchObject({
        duration: before.duration,
        timezone: before.timezone,
        settings: { waiting_room: before.settings.waiting_room },
      });
      const fresh = await room.editor.schedule();
      expect(await room.meetingOf(fresh)).toMatchObject({
        duration: 25,
        timezone: 'Asia/Tokyo',
        settings: { waiting_room: false },
      });
    } finally {
      await room.admin.put('/zoom/settings').send({
        defaultDuration: 60,
        defaultTimezone: 'UTC',
        waitingRoom: true,
      });
    }
  });
});
