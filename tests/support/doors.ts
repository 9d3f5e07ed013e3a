import { randomBytes } from 'node:crypto';

import supertest from 'supertest';

export type Agent = ReturnType<typeof supertest.agent>;

export type ApiTokenOptions =
  | { type: 'full-access' | 'read-only' }
  /** `permissions`: action uids such as `plugin::zoom.integration.list`. */
  | { type: 'custom'; permissions: string[] };

export type AdminUser = { id: number; email: string; token: string; request: Agent };

/** The doors of a running Strapi as its users have them: HTTP only. */
export type Doors = {
  url: string;
  /** Nobody in particular. */
  request: Agent;
  admin: {
    email: string;
    password: string;
    /** Session token of the super admin, who is registered at the first call. */
    token(): Promise<string>;
  };
  /** Requests of the super admin, to `/admin/…`, `/zoom/…`, `/content-manager/…`. */
  adminRequest(): Promise<Agent>;
  /** An API token of the content API, made by the super admin. */
  createApiToken(options: ApiTokenOptions): Promise<string>;
  /** Requests with this bearer token: an API token, an admin's or a site user's. */
  requestAs(token: string): Agent;
  /** A further person in the admin panel: `strapi-editor`, `strapi-author`, a custom role's code. */
  createAdminUser(options: { role: string }): Promise<AdminUser>;
};

const PASSWORD = 'Test-Passw0rd';
const FIRST_ADMIN = { firstname: 'Ada', lastname: 'Admin', email: 'ada@school.example' };

const unique = (): string => randomBytes(4).toString('hex');

/** Throws with the answer's body: a status alone does not say what went wrong. */
const expectStatus = (
  answer: { status: number; text: string },
  { status, what }: { status: number; what: string }
): void => {
  if (answer.status !== status) {
    throw new Error(`${what}: expected ${status}, got ${answer.status} ${answer.text}`);
  }
};

const agentFor = (url: string, token?: string): Agent => {
  const agent = supertest.agent(url);
  if (token !== undefined) agent.set('Authorization', `Bearer ${token}`);
  return agent;
};

/** The doors of the Strapi at `url`, new or restarted on an earlier database. */
export const openDoors = (url: string): Doors => {
  const request = agentFor(url);
  let token: Promise<string> | undefined;

  const enter = async (): Promise<string> => {
    const credentials = { email: FIRST_ADMIN.email, password: PASSWORD };
    const { body: init } = await agentFor(url).get('/admin/init');
    const hasAdmin = init.data.hasAdmin === true;
    const answer = hasAdmin
      ? await agentFor(url).post('/admin/login').send(credentials)
      : await agentFor(url)
          .post('/admin/register-admin')
          .send({ ...FIRST_ADMIN, password: PASSWORD });
    expectStatus(answer, { status: 200, what: hasAdmin ? 'admin log-in' : 'first admin' });
    return answer.body.data.token;
  };
  const superAdminToken = (): Promise<string> => (token ??= enter());
  const adminRequest = async (): Promise<Agent> => agentFor(url, await superAdminToken());

  return {
    url,
    request,
    admin: { email: FIRST_ADMIN.email, password: PASSWORD, token: superAdminToken },
    adminRequest,
    requestAs: (bearer) => agentFor(url, bearer),
    createApiToken: async (options) => {
      const admin = await adminRequest();
      const answer = await admin
        .post('/admin/api-tokens')
        .send({ name: `token ${unique()}`, description: '', lifespan: null, ...options });
      expectStatus(answer, { status: 201, what: 'API token' });
      return answer.body.data.accessKey;
    },
    createAdminUser: async ({ role }) => {
      const admin = await adminRequest();
      const { body: roles } = await admin.get('/admin/roles');
      const found = roles.data.find((candidate: { code: string }) => candidate.code === role);
      if (found === undefined) throw new Error(`No admin role has the code ${role}.`);
      const email = `${role}-${unique()}@school.example`;
      const name = { firstname: 'Eve', lastname: role };
      const invited = await admin.post('/admin/users').send({ ...name, email, roles: [found.id] });
      expectStatus(invited, { status: 201, what: 'invitation' });
      const { id, registrationToken } = invited.body.data;
      const registered = await agentFor(url)
        .post('/admin/register')
        .send({ registrationToken, userInfo: { ...name, password: PASSWORD } });
      expectStatus(registered, { status: 200, what: 'registration' });
      const own: string = registered.body.data.token;
      return { id, email, token: own, request: agentFor(url, own) };
    },
  };
};
