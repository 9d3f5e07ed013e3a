import { randomBytes } from 'node:crypto';

import { z } from 'zod';

export const ADMIN = {
  email: 'demo@school.example',
  firstname: 'Demo',
  lastname: 'Admin',
  password: `Demo-${randomBytes(6).toString('hex')}1`,
};

const SESSIONS = '/content-manager/collection-types/plugin::zoom.course-session';

const documentSchema = z.looseObject({ data: z.looseObject({ documentId: z.string() }) });
const tokenSchema = z.looseObject({ data: z.looseObject({ token: z.string() }) });
const accessKeySchema = z.looseObject({ data: z.looseObject({ accessKey: z.string() }) });
const text = z.string().nullable();
const panelSchema = z.looseObject({
  data: z.looseObject({
    meeting: z
      .looseObject({
        documentId: z.string(),
        state: z.string(),
        syncState: z.string(),
        syncError: text,
        topic: text,
        startTime: text,
        endTime: text,
        zoomId: text,
        joinUrl: text,
      })
      .nullable(),
  }),
});
export type PanelMeeting = NonNullable<z.infer<typeof panelSchema>['data']['meeting']>;

const savedSchema = z.looseObject({ warnings: z.array(z.string()) });
const stepSchema = z.looseObject({ name: z.string(), state: z.string(), message: z.string() });
const connectionSchema = z.looseObject({
  success: z.boolean(),
  message: z.string(),
  account: z.string().optional(),
  steps: z.array(stepSchema),
});

const managedSchema = z.looseObject({
  meeting: z.looseObject({
    id: z.string(),
    topic: z.string(),
    start_time: z.string().optional(),
  }),
});
const siteListSchema = z.looseObject({ data: z.array(z.record(z.string(), z.unknown())) });
const sessionListSchema = z.looseObject({
  data: z.array(
    z.looseObject({
      title: z.string().nullable(),
      meeting: z
        .looseObject({ state: z.string(), joinUrl: z.string().nullable().optional() })
        .nullable(),
    })
  ),
});

export type SessionFields = {
  courseName: string;
  sessionNumber: number;
  startTime: string;
  duration: number;
  timezone: string;
  hostEmail?: string;
};

/** Strapi as the admin panel and a site see it: its HTTP API, nothing else. */
export type StrapiApi = {
  registerAdmin(): Promise<void>;
  createApiToken(): Promise<string>;
  saveSettings(body: Record<string, unknown>): Promise<z.infer<typeof savedSchema>>;
  testConnection(): Promise<z.infer<typeof connectionSchema>>;
  createSession(fields: SessionFields): Promise<string>;
  updateSession(documentId: string, fields: Partial<SessionFields>): Promise<void>;
  publish(documentId: string): Promise<void>;
  unpublish(documentId: string): Promise<void>;
  cloneSession(documentId: string, fields: Partial<SessionFields>): Promise<string>;
  deleteSession(documentId: string): Promise<void>;
  /** What the side panel of the session shows. */
  meetingOf(documentId: string): Promise<PanelMeeting | null>;
  /** As a site reads it, with the API token. */
  readSessions(): Promise<z.infer<typeof sessionListSchema>['data']>;
  /** The entries at a path of the content API, with the API token. */
  readAsSite(path: string): Promise<Record<string, unknown>[]>;
  /** The meeting as Zoom has it, through meeting management; null where Zoom has none. */
  managedMeeting(zoomId: string): Promise<{ topic: string; startTime: string | null } | null>;
};

type Call = { method: string; path: string; body?: unknown; bearer?: string };
type Answer = { status: number; body: unknown };

const createCaller =
  (url: string) =>
  async ({ method, path, body, bearer }: Call): Promise<Answer> => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const received = await answer.text();
    return { status: answer.status, body: received === '' ? null : JSON.parse(received) };
  };

const refused = (call: Call, { status, body }: Answer): Error =>
  new Error(`${call.method} ${call.path} answered ${status}: ${JSON.stringify(body)}`);

export const createStrapiApi = (url: string): StrapiApi => {
  const send = createCaller(url);
  let adminToken: string | undefined;
  let apiToken: string | undefined;
  const succeed = async (call: Call): Promise<unknown> => {
    const answer = await send(call);
    if (answer.status >= 300) throw refused(call, answer);
    return answer.body;
  };
  const asAdmin = (method: string, path: string, body?: unknown): Promise<unknown> =>
    succeed({ method, path, body, ...(adminToken === undefined ? {} : { bearer: adminToken }) });
  const asSite = (path: string): Call => ({
    method: 'GET',
    path,
    ...(apiToken === undefined ? {} : { bearer: apiToken }),
  });

  return {
    async registerAdmin() {
      adminToken = tokenSchema.parse(await asAdmin('POST', '/admin/register-admin', ADMIN)).data
        .token;
    },
    async createApiToken() {
      const made = await asAdmin('POST', '/admin/api-tokens', {
        name: 'Demo site',
        description: 'Made by npm run demo',
        type: 'full-access',
        lifespan: null,
      });
      apiToken = accessKeySchema.parse(made).data.accessKey;
      return apiToken;
    },
    async saveSettings(body) {
      return savedSchema.parse(await asAdmin('PUT', '/zoom/settings', body));
    },
    async testConnection() {
      return connectionSchema.parse(await asAdmin('POST', '/zoom/settings/test-connection'));
    },
    async createSession(fields) {
      return documentSchema.parse(await asAdmin('POST', SESSIONS, fields)).data.documentId;
    },
    async updateSession(documentId, fields) {
      await asAdmin('PUT', `${SESSIONS}/${documentId}`, fields);
    },
    async publish(documentId) {
      await asAdmin('POST', `${SESSIONS}/${documentId}/actions/publish`, {});
    },
    async unpublish(documentId) {
      await asAdmin('POST', `${SESSIONS}/${documentId}/actions/unpublish`, {});
    },
    async cloneSession(documentId, fields) {
      const made = await asAdmin('POST', `${SESSIONS}/clone/${documentId}`, fields);
      return documentSchema.parse(made).data.documentId;
    },
    async deleteSession(documentId) {
      await asAdmin('DELETE', `${SESSIONS}/${documentId}`);
    },
    async meetingOf(documentId) {
      const path = `/zoom/sessions/plugin::zoom.course-session/${documentId}`;
      return panelSchema.parse(await asAdmin('GET', path)).data.meeting;
    },
    async readSessions() {
      const path = '/api/zoom/course-sessions?populate=meeting&sort=startTime';
      return sessionListSchema.parse(await succeed(asSite(path))).data;
    },
    async readAsSite(path) {
      return siteListSchema.parse(await succeed(asSite(path))).data;
    },
    async managedMeeting(zoomId) {
      const call = asSite(`/api/admin/integrations/zoom/meetings/${zoomId}`);
      const answer = await send(call);
      if (answer.status === 404) return null;
      if (answer.status !== 200) throw refused(call, answer);
      const { meeting } = managedSchema.parse(answer.body);
      return { topic: meeting.topic, startTime: meeting.start_time ?? null };
    },
  };
};
