import { jwtVerify } from 'jose';

import { ACTION } from '../../../../contracts/identifiers';
import { openSchool, type School } from '../../../../tests/support/school';
import { inHours, sessionData } from '../../../../tests/support/sessions';
import { waitUntil } from '../../../../tests/support/wait';
import { startSite, type Site } from './site';

/** Answers as they come. */
type Row = ReturnType<typeof JSON.parse>;

const SDK = { sdkKey: 'sdk-client-id', sdkSecret: 'sdk-client-secret' };
export const REVALIDATE_SECRET = 'a-secret-of-the-tests';
export const STUDENT = {
  username: 'Ann Bee',
  email: 'ann@students.example',
  password: 'Test-Passw0rd',
};

const MEMBERS = [
  ...['recording', 'transcript', 'captions'].flatMap((type) => [
    `plugin::zoom.${type}.find`,
    `plugin::zoom.${type}.findOne`,
  ]),
  ...[ACTION.meetingJoin, ACTION.meetingSignature, ACTION.recordingPlay],
  ...[ACTION.registrantRegister, ACTION.registrantCancel],
];
const VISITORS = [ACTION.registrantRegister];

export type Academy = School & {
  site: Site;
  /** A published class with its meeting; gives both ids. */
  newClass(
    data: Record<string, unknown>
  ): Promise<{ classId: string; meeting: string; zoomId: string; passcode: string }>;
  /** Whether the signature is Zoom's own to accept, and for which meeting and role. */
  verify(signature: unknown): Promise<Record<string, unknown>>;
};

/** Grants in Settings → Users & Permissions → Roles, where an admin would. */
const grant = async (school: School, type: string, actions: readonly string[]): Promise<void> => {
  const { body } = await school.admin.get('/users-permissions/roles').expect(200);
  const { id } = body.roles.find((one: Row) => one.type === type);
  const { body: found } = await school.admin.get(`/users-permissions/roles/${id}`).expect(200);
  const { name, description, permissions } = found.role;
  for (const action of actions) {
    const [, plugin, controller, method] = /^(plugin::zoom)\.([^.]+)\.(\w+)$/.exec(action) ?? [];
    const entry = permissions[plugin ?? '']?.controllers[controller ?? '']?.[method ?? ''];
    // `captions` has but one of the two.
    if (entry) entry.enabled = true;
  }
  await school.admin
    .put(`/users-permissions/roles/${id}`)
    .send({ name, description, permissions })
    .expect(200);
};

/** A school whose students use the example as their site. */
export const openAcademy = async (): Promise<Academy> => {
  const school = await openSchool({
    settings: {
      ...SDK,
      join: { who: 'signed-in' },
      registration: { open: true },
      archive: { enabled: true, fileTypes: ['MP4'], afterwards: 'keep' },
    },
  });
  try {
    await school.connectWebhook();
    await grant(school, 'authenticated', MEMBERS);
    await grant(school, 'public', VISITORS);
    await school.cms.request.post('/api/auth/local/register').send(STUDENT).expect(200);
    const token = await school.cms.createApiToken({ type: 'read-only' });
    const site = await startSite({
      STRAPI_URL: school.cms.url,
      STRAPI_TOKEN: token,
      REVALIDATE_SECRET,
    });
    await school.admin
      .post('/admin/webhooks')
      .send({
        name: 'The site',
        url: `${site.url}/api/revalidate`,
        headers: { Authorization: `Bearer ${REVALIDATE_SECRET}` },
        events: [
          'zoom.meeting.scheduled',
          'zoom.meeting.updated',
          'zoom.meeting.cancelled',
          'zoom.meeting.live',
          'zoom.meeting.ended',
        ],
      })
      .expect(201);
    const reader = school.cms.requestAs(token);
    const secret = new TextEncoder().encode(SDK.sdkSecret);
    return {
      ...school,
      site,
      async newClass(data) {
        const classId = await school.editor.schedule(
          sessionData({ startTime: inHours(1), ...data })
        );
        const { documentId, zoomId }: Row = await waitUntil(
          async () => {
            const { body } = await reader.get(
              `/api/zoom/course-sessions/${classId}?populate=meeting`
            );
            return body.data.meeting?.zoomId ? body.data.meeting : null;
          },
          { what: 'the meeting', timeoutMs: 60_000 }
        );
        const made = school.zoom.meetings().find(({ id }) => String(id) === zoomId);
        return { classId, meeting: documentId, zoomId, passcode: made?.password ?? '' };
      },
      async verify(signature) {
        const { payload } = await jwtVerify(String(signature), secret, { algorithms: ['HS256'] });
        return payload;
      },
      async close() {
        await site.stop();
        await school.close();
      },
    };
  } catch (error) {
    await school.close();
    throw error;
  }
};
