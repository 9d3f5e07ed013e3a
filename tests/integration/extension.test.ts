import { contentTypeFiles } from '../support/app-types';
import { openClassroom, sessionData, type Classroom } from '../support/sessions';
import { spawnStrapi } from '../support/spawn-strapi';
import { createTestApp } from '../support/strapi';
import { waitUntil } from '../support/wait';

const API = '/api/zoom/course-sessions';
const UID = 'plugin::zoom.course-session';
const COURSE = 'api::course.course';

/** An app's own view of our type; Strapi takes its attributes instead of ours. */
const extension = (attributes: Record<string, unknown>): Record<string, string> => ({
  'src/extensions/zoom/content-types/course-session/schema.json': JSON.stringify({
    kind: 'collectionType',
    collectionName: 'zm_course_sessions',
    info: {
      singularName: 'course-session',
      pluralName: 'course-sessions',
      displayName: 'Lesson',
    },
    options: { draftAndPublish: true },
    pluginOptions: { i18n: { localized: true } },
    attributes,
  }),
});
const course = { type: 'relation', relation: 'manyToOne', target: COURSE };

/** Boots an app that must not start; gives what it said. */
const failureOf = async (appFiles: Record<string, string>): Promise<string> => {
  const app = await createTestApp({ appFiles });
  try {
    const started = await spawnStrapi(app);
    await started.kill();
    throw new Error('Strapi started');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await app.remove();
  }
};

describe("an app's own extension of the course session", () => {
  let room: Classroom;

  beforeAll(async () => {
    room = await openClassroom({
      boot: {
        appFiles: {
          ...contentTypeFiles('course', {
            title: { type: 'string' },
            teacher: { type: 'relation', relation: 'manyToOne', target: 'api::teacher.teacher' },
          }),
          ...contentTypeFiles('teacher', { name: { type: 'string' } }),
          ...extension({
            course,
            room: { type: 'string' },
            // Attempts to open what is ours to keep.
            title: { type: 'string', default: 'Untitled lesson' },
            hostEmail: { type: 'email', private: false, searchable: true },
            meeting: {
              type: 'relation',
              relation: 'oneToOne',
              target: 'plugin::upload.file',
              writable: true,
            },
            waitingRoom: { type: 'enumeration', enum: ['maybe'] },
          }),
        },
      },
    });
  });
  afterAll(() => room.close());

  const api = async () =>
    room.cms.requestAs(await room.cms.createApiToken({ type: 'full-access' }));
  const create = (uid: string, data: Record<string, unknown>) =>
    room.cms.strapi.documents(uid as typeof COURSE as never).create({ data } as never) as Promise<{
      documentId: string;
    }>;

  it('keeps our attributes beside its own, relation and privacy included', async () => {
    const { attributes } = room.cms.strapi.contentType(UID as 'plugin::upload.file');
    expect(attributes).toMatchObject({
      course: { target: COURSE },
      room: { type: 'string' },
      startTime: { type: 'datetime', required: true },
      duration: { type: 'integer' },
      title: { type: 'string' },
      hostEmail: { private: true, searchable: false },
      meeting: { target: 'plugin::zoom.meeting', writable: false },
      waitingRoom: { enum: ['default', 'on', 'off'] },
      generatedTitle: { private: true },
    });
  });

  it('works as before, and reads titles through relations', async () => {
    const template = '{course.title} - {course.teacher.name} - {courseName}';
    await room.admin.put('/zoom/settings').send({ topicTemplate: template }).expect(200);
    const ada = await create('api::teacher.teacher', { name: 'Ada' });
    const maths = await create(COURSE, { title: 'Mathematics', teacher: ada.documentId });
    const music = await create(COURSE, { title: 'Music' });

    const data = sessionData({
      courseName: 'Fractions',
      title: '',
      course: { connect: [{ documentId: maths.documentId }] },
    });
    const documentId = await room.editor.schedule(data);
    expect((await room.meetingOf(documentId)).topic).toBe('Mathematics - Ada - Fractions');

    // A save that does not speak of the relation keeps it; another course changes the title.
    await room.editor.publish(documentId, { courseName: 'Decimals' });
    const topicIs = (topic: string) =>
      waitUntil(() => room.zoom.meetings().some((meeting) => meeting.topic === topic), {
        what: topic,
      });
    await topicIs('Mathematics - Ada - Decimals');
    const site = await api();
    await site
      .put(`${API}/${documentId}`)
      .send({ data: { course: music.documentId } })
      .expect(200);
    await topicIs('Music - Decimals');
    const { body } = await site
      .get(`${API}/${documentId}?populate[0]=course&populate[1]=meeting&filters[room][$null]=true`)
      .expect(200);
    expect(body.data).toMatchObject({
      course: { title: 'Music' },
      meeting: { state: 'scheduled', joinUrl: expect.stringContaining('pwd=') },
    });
    expect(body.data).not.toHaveProperty('hostEmail');
  });

  it('cannot open what is private', async () => {
    const readOnly = room.cms.requestAs(await room.cms.createApiToken({ type: 'read-only' }));
    const { text } = await readOnly.get(`${API}?populate=*`).expect(200);
    expect(text).not.toContain('hostEmail');
    expect(text).not.toContain('pwd=');
    await readOnly.get(`${API}?filters[hostEmail][$notNull]=true`).expect(400);
    const { body } = await readOnly.get(`${API}?_q=maria.keller`).expect(200);
    expect(body.data).toEqual([]);
  });
});

it('stops the boot where an extension gives one of our attributes another type', async () => {
  const said = await failureOf(extension({ startTime: { type: 'string' } }));
  expect(said).toContain('src/extensions/zoom/content-types/course-session/schema.json');
  expect(said).toContain('"startTime"');
  expect(said).toMatch(/needs it to be a datetime/);
});

it('hides the session type from apps that bind their own', async () => {
  const app = await createTestApp({ zoom: { courseSession: { visible: false } } });
  const cms = await spawnStrapi(app);
  try {
    const admin = await cms.adminRequest();
    const { body } = await admin.get('/content-manager/content-types').expect(200);
    const type = body.data.find(({ uid }: { uid: string }) => uid === UID);
    expect(type.isDisplayed).toBe(false);
    const meeting = body.data.find(({ uid }: { uid: string }) => uid === 'plugin::zoom.meeting');
    expect(meeting.isDisplayed).toBe(false);
  } finally {
    await cms.stop();
    await app.remove();
  }
});
