import type { Core } from '@strapi/strapi';

import type { Agent } from '../support/doors';
import { openClassroom, sessionData, SESSIONS, type Classroom } from '../support/sessions';

const API = '/api/zoom/course-sessions';
const UID = 'plugin::zoom.course-session';

let room: Classroom;
let site: Agent;
let documents: ReturnType<Core.Strapi['documents']>;
/** Whose meeting the others try to get. */
let owner: string;
let meeting: { id: number; documentId: string; zoomId: string };
/** A published session of its own meeting. */
let other: string;
let otherZoomId: string;

const zoomIdOf = async (documentId: string): Promise<string> =>
  String((await room.meetingOf(documentId)).id);

const linkOf = async (documentId: string): Promise<unknown> => {
  const { body } = await site.get(`${API}/${documentId}?populate=meeting`).expect(200);
  return body.data.meeting?.zoomId;
};

beforeAll(async () => {
  room = await openClassroom();
  site = room.cms.requestAs(await room.cms.createApiToken({ type: 'full-access' }));
  documents = room.cms.strapi.documents(UID as 'plugin::upload.file');
  owner = await room.editor.schedule();
  other = await room.editor.schedule();
  const zoomId = await zoomIdOf(owner);
  const row = await room.row(owner);
  if (!row) throw new Error('the owner has no meeting');
  meeting = { id: row.id, documentId: row.documentId, zoomId };
  otherZoomId = await zoomIdOf(other);
});
afterAll(() => room.close());

afterEach(async () => {
  expect(await linkOf(owner)).toBe(meeting.zoomId);
  expect(await linkOf(other)).toBe(otherZoomId);
  expect(await room.row(owner)).toMatchObject({ id: meeting.id, zoomId: meeting.zoomId });
  expect(room.zoom.meetings().map(({ id }) => String(id))).toContain(meeting.zoomId);
});

/** Every form in which a relation's input may name an entry. */
const forms = (): unknown[] => [
  meeting.documentId,
  meeting.id,
  { documentId: meeting.documentId },
  { connect: [meeting.documentId] },
  { connect: [{ documentId: meeting.documentId }], disconnect: [] },
  { set: [{ id: meeting.id }] },
];

describe("another session's meeting", () => {
  it('is refused over the content API', async () => {
    for (const form of forms()) {
      const body = { data: { meeting: form } };
      await site.put(`${API}/${other}`).send(body).expect(400);
      await site
        .post(API)
        .send({ data: { ...sessionData(), meeting: form } })
        .expect(400);
    }
  });

  it('cannot be had through the Content Manager', async () => {
    for (const form of forms()) {
      for (const call of [
        room.admin.put(`${SESSIONS}/${other}`).send({ meeting: form }),
        room.admin.post(`${SESSIONS}/${other}/actions/publish`).send({ meeting: form }),
        room.admin.post(SESSIONS).send(sessionData({ meeting: form })),
      ]) {
        const { status } = await call;
        expect([200, 201, 400]).toContain(status);
      }
      expect(await linkOf(owner)).toBe(meeting.zoomId);
    }
  });

  it('cannot be had through strapi.documents()', async () => {
    for (const form of forms()) {
      const data = { meeting: form };
      await documents.update({ documentId: other, data } as never);
      await documents.update({ documentId: other, data, status: 'published' } as never);
      const fresh = await documents.create({
        data: { ...sessionData(), ...data },
        status: 'published',
      } as never);
      expect(await linkOf(owner)).toBe(meeting.zoomId);
      expect(await zoomIdOf(fresh.documentId)).not.toBe(meeting.zoomId);
    }
  });

  it('cannot be taken away either', async () => {
    for (const nothing of [null, { disconnect: [meeting.documentId] }, { set: [] }]) {
      await documents.update({ documentId: owner, data: { meeting: nothing } } as never);
      await room.admin.put(`${SESSIONS}/${owner}`).send({ meeting: nothing });
    }
    await room.editor.publish(owner);
  });

  it('does not go to a clone, whoever is published first and last', async () => {
    const data = { meeting: meeting.documentId };
    const byCode = await documents.clone({ documentId: owner, data } as never);
    const copies = [
      await room.editor.clone(owner),
      await room.editor.clone(owner, {
        meeting: { connect: [{ documentId: meeting.documentId }] },
      }),
      String(byCode?.documentId),
    ];
    for (const copy of copies) {
      await room.editor.publish(copy);
      expect(await zoomIdOf(copy)).not.toBe(meeting.zoomId);
    }
    await room.editor.publish(owner);
    for (const copy of copies) await room.editor.remove(copy);
  });

  it("cannot be written through the meeting's own type", async () => {
    const type = '/content-manager/collection-types/plugin::zoom.meeting';
    await room.admin
      .put(`${type}/${meeting.documentId}`)
      .send({ courseSession: { connect: [{ documentId: other }] } })
      .expect(403);
    await room.admin.post(type).send({ sessionUid: UID, sessionDocumentId: owner }).expect(403);
    await room.admin.delete(`${type}/${meeting.documentId}`).expect(403);
    await site.post('/api/zoom/meetings').send({ data: {} }).expect(405);
    await site.put(`/api/zoom/meetings/${meeting.documentId}`).send({ data: {} }).expect(405);
    await site.delete(`/api/zoom/meetings/${meeting.documentId}`).expect(405);
  });
});
