import { createSettingsTable } from '../../server/src/settings';
import {
  bootStrapi,
  createTestApp,
  type BootedStrapi,
  type BootOptions,
  type TestApp,
} from '../support/strapi';
import { DEFAULT_HOST, startZoom, type TestZoom } from '../support/zoom';

const CONFIG = 'plugin::zoom.zoom-config';
const MEETING = 'plugin::zoom.meeting';
const TEST = '/zoom/settings/test-connection';
const SETTINGS = '/zoom/settings';

let zoom: TestZoom;
let app: TestApp;
let booted: BootedStrapi;

/** Every answer's text, to be searched for secrets at the end of each test. */
let answers: string[];
const call = async (method: 'get' | 'put' | 'post', path: string, body?: object) => {
  const admin = await booted.adminRequest();
  const answer = await admin[method](path).send(body);
  answers.push(answer.text);
  return answer;
};
const read = async () => (await call('get', SETTINGS)).body.data;
const put = (body: object) => call('put', SETTINGS, body);

const credentials = () => {
  const { accountId, clientId, clientSecret } = zoom.credentials;
  return { accountId, clientId, clientSecret };
};

const boot = async (options: Pick<BootOptions, 'env'> = {}): Promise<void> => {
  booted = await bootStrapi({ app, ...options });
};

const reboot = async (options: Pick<BootOptions, 'env'> = {}): Promise<void> => {
  await booted.stop();
  await boot(options);
};

beforeAll(async () => {
  zoom = await startZoom();
  app = await createTestApp({ zoom: zoom.addresses });
  await boot();
});
afterAll(async () => {
  await booted.stop();
  await app.remove();
  await zoom.stop();
});
beforeEach(() => {
  answers = [];
});
afterEach(() => {
  const said = [...answers, ...booted.logs].join('\n');
  for (const secret of ['wr0ng-secret', 'sdk-s3cret', 'hook-s3cret', 'env-s3cret']) {
    expect(said).not.toContain(secret);
  }
  expect(said).not.toContain(zoom.credentials.clientSecret);
});

describe('who may', () => {
  it.each([
    ['get', SETTINGS],
    ['put', SETTINGS],
    ['post', TEST],
  ] as const)('%s %s: nobody without a permission', async (method, path) => {
    await booted.request[method](path).expect(401);
    const token = await booted.createApiToken({ type: 'full-access' });
    await booted.requestAs(token)[method](path).expect(401);
    const editor = await booted.createAdminUser({ role: 'strapi-editor' });
    await editor.request[method](path).expect(403);
  });

  it('read with settings.read alone, and no more', async () => {
    const admin = await booted.adminRequest();
    const { body: made } = await admin
      .post('/admin/roles')
      .send({ name: 'Settings reader', description: '' })
      .expect(201);
    await admin
      .put(`/admin/roles/${made.data.id}/permissions`)
      .send({ permissions: [{ action: 'plugin::zoom.settings.read' }] })
      .expect(200);
    const reader = await booted.createAdminUser({ role: made.data.code });
    await reader.request.get(SETTINGS).expect(200);
    await reader.request.put(SETTINGS).send({ waitingRoom: false }).expect(403);
    await reader.request.post(TEST).expect(403);
  });
});

describe('before anything is entered', () => {
  it('GET answers the defaults', async () => {
    const { status, body } = await call('get', SETTINGS);
    expect(status).toBe(200);
    expect(body.data).toMatchObject({
      enabled: false,
      accountId: null,
      clientSecret: { isSet: false, readable: true, source: null },
      verifyWebhookSignatures: true,
      defaultHost: null,
      hosts: [],
      allowAllHosts: false,
      defaultTimezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      defaultDuration: 60,
      autoRecording: 'none',
      waitingRoom: true,
      joinBeforeHost: false,
      topicTemplate: '{courseName} - Session {sessionNumber}',
      mode: { kind: 'off' },
      readOnly: [],
      webhookUrl: '/api/webhooks/zoom',
    });
  });

  it('the connection test says what to enter, and asks Zoom nothing', async () => {
    const { status, body } = await call('post', TEST);
    expect(status).toBe(200);
    expect(body).toMatchObject({ success: false, message: expect.stringMatching(/enter account/) });
    expect(zoom.controls.calls()).toEqual([]);
  });

  it('two processes that save first at once make one row, and both are kept', async () => {
    const { db } = booted.strapi;
    const change = (edit: { waitingRoom: boolean } | { defaultDuration: number }) =>
      createSettingsTable(db).change((stored) => ({
        ...stored,
        values: { ...stored.values, ...edit },
      }));
    await Promise.all([change({ waitingRoom: false }), change({ defaultDuration: 45 })]);
    expect(await db.query(CONFIG).count()).toBe(1);
    expect(await read()).toMatchObject({ waitingRoom: false, defaultDuration: 45 });
    await put({ waitingRoom: true, defaultDuration: 60 });
  });
});

describe('saving', () => {
  it('checks the credentials with Zoom, stores secrets encrypted and becomes active', async () => {
    const { status, body } = await put({
      ...zoom.settings,
      webhookSecretToken: 'hook-s3cret',
      sdkKey: 'sdk-key',
      sdkSecret: 'sdk-s3cret',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      warnings: [],
      data: {
        enabled: true,
        accountId: zoom.credentials.accountId,
        clientSecret: { isSet: true, readable: true, source: 'database' },
        sdkSecret: { isSet: true, readable: true, source: 'database' },
        webhookSecretToken: { isSet: true, readable: true, source: 'database' },
        defaultHost: DEFAULT_HOST,
        mode: { kind: 'active' },
      },
    });
    expect(zoom.controls.calls().map(({ path }) => path)).toContain('/oauth/token');
    const row = await booted.strapi.db.query(CONFIG).findOne({});
    expect(row.secrets.clientSecret).toMatch(/^v1:/);
    expect(JSON.stringify(row)).not.toMatch(/s3cret|sim-client-secret/);
  });

  it('is partial, keeps an absent or empty secret, and clears it with null', async () => {
    await put({ sdkSecret: '', topicTemplate: '{title}' });
    expect(await read()).toMatchObject({
      topicTemplate: '{title}',
      sdkSecret: { isSet: true },
      clientSecret: { isSet: true },
    });
    await put({ sdkSecret: null });
    expect(await read()).toMatchObject({ sdkSecret: { isSet: false, source: null } });
  });

  it.each([
    [{ defaultTimezone: 'Mars/Olympus' }, 'defaultTimezone', /IANA time zone/],
    [{ defaultDuration: 1441 }, 'defaultDuration', /1440/],
    [{ autoRecording: 'sometimes' }, 'autoRecording', /cloud/],
    [{ defaulttimezone: 'UTC' }, 'defaulttimezone', /did you mean defaultTimezone/],
  ])('refuses %j in Strapi’s own shape', async (changes, field, message) => {
    const { status, body } = await put(changes);
    expect(status).toBe(400);
    expect(body).toEqual({
      data: null,
      error: {
        status: 400,
        name: 'ValidationError',
        message: expect.stringMatching(message),
        details: {
          errors: [
            { path: [field], message: expect.stringMatching(message), name: 'ValidationError' },
          ],
        },
      },
    });
  });

  it('refuses credentials that Zoom refuses, and saves nothing of it', async () => {
    const { status, body } = await put({ clientSecret: 'wr0ng-secret', waitingRoom: false });
    expect(status).toBe(400);
    expect(body.error.message).toContain('Failed to authenticate with Zoom: ');
    expect(body.error.details.errors[0].path).toEqual(['clientSecret']);
    expect(await read()).toMatchObject({ waitingRoom: true, mode: { kind: 'active' } });
    expect((await call('post', TEST)).body.success).toBe(true);
  });

  it('saves what could not be checked because Zoom is away, and warns', async () => {
    zoom.controls.addFault({ kind: 'status', status: 503, path: '/oauth/token', times: 50 });
    const { status, body } = await put(credentials());
    zoom.controls.clearFaults();
    expect(status).toBe(200);
    expect(body.warnings).toEqual([expect.stringMatching(/could not be asked/)]);
    expect(body.data.clientSecret).toMatchObject({ isSet: true, readable: true });
  });

  it('asks before another account takes over while future meetings exist', async () => {
    const { accountId } = zoom.credentials;
    const meetings = booted.strapi.db.query(MEETING);
    const startTime = new Date(Date.now() + 86_400_000);
    const row = { zoomId: '81234567890', topic: 'Next week', state: 'scheduled', accountId };
    const { id } = await meetings.create({
      data: {
        ...row,
        syncState: 'synced',
        startTime,
        duration: 60,
        endTime: new Date(startTime.getTime() + 3_600_000),
      },
    });
    zoom.controls.changeCredentials({ accountId: 'other-account' });
    try {
      const refused = await put({ accountId: 'other-account' });
      expect(refused.status).toBe(409);
      expect(refused.body).toMatchObject({
        data: null,
        error: {
          status: 409,
          name: 'ConflictError',
          message: expect.stringMatching(/1 future meeting.*"confirmAccountChange": true/),
          details: { futureMeetings: 1 },
        },
      });
      expect(await read()).toMatchObject({ accountId });
      const confirmed = await put({ accountId: 'other-account', confirmAccountChange: true });
      expect(confirmed.body.data.accountId).toBe('other-account');
    } finally {
      await meetings.delete({ where: { id } });
      zoom.controls.changeCredentials({ accountId });
      await put({ accountId, confirmAccountChange: true });
    }
    expect(await read()).toMatchObject({ accountId });
  });

  it('switches signature verification off for an hour', async () => {
    const before = Date.now();
    const { body } = await put({ verifyWebhookSignatures: false });
    const resumesInMs = Date.parse(body.data.verificationResumesAt) - before;
    expect(body.data.verifyWebhookSignatures).toBe(false);
    expect(resumesInMs).toBeGreaterThan(59 * 60_000);
    expect(resumesInMs).toBeLessThan(61 * 60_000);
    const on = await put({ verifyWebhookSignatures: true });
    expect(on.body.data).toMatchObject({ verificationResumesAt: null });
  });

  it('says what the plugin does when it is switched off', async () => {
    const { body } = await put({ enabled: false });
    expect(body.data.mode).toEqual({ kind: 'off', because: expect.stringMatching(/not enabled/) });
    expect((await put({ enabled: true })).body.data.mode).toEqual({ kind: 'active' });
  });
});

describe('the connection test', () => {
  it('names the account', async () => {
    const { status, body } = await call('post', TEST);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      success: true,
      message: 'Connected to Zoom successfully!',
      account: 'John Doe (john.doe@company.com)',
      missingScopes: [],
    });
    expect(body.steps.map(({ state }: { state: string }) => state)).toEqual(['ok', 'ok', 'ok']);
  });

  it('names a missing scope in both spellings with its feature', async () => {
    zoom.controls.changeScopes(['meeting:read:admin', 'user:read:admin']);
    const { status, body } = await call('post', TEST);
    zoom.controls.changeScopes(['meeting:read:admin', 'meeting:write:admin', 'user:read:admin']);
    expect(status).toBe(200);
    expect(body).toMatchObject({ success: false, message: expect.stringContaining('creating') });
    expect(body.message).toContain('meeting:write:admin');
    expect(body.message).toContain('meeting:write:meeting:admin');
    expect(body.steps[1]).toMatchObject({ name: 'scopes', state: 'failed' });
    expect((await call('post', TEST)).body.success).toBe(true);
  });

  it('says that a host does not exist', async () => {
    await put({ defaultHost: 'nobody@company.com' });
    const { body } = await call('post', TEST);
    await put({ defaultHost: DEFAULT_HOST });
    expect(body.success).toBe(false);
    expect(body.steps[2]).toMatchObject({ name: 'host', state: 'failed' });
    expect(body.message).toContain('nobody@company.com');
  });
});

describe('after another encryption key came', () => {
  const originalAdmin = { admin: {} };
  beforeAll(async () => {
    await app.configure({
      admin: { secrets: { encryptionKey: 'another-encryption-key-0123456789' } },
    });
    await reboot();
  });
  afterAll(async () => {
    await app.configure(originalAdmin);
    await reboot();
  });

  it('secrets are unreadable, an empty save keeps them, and entering them again helps', async () => {
    const sealed = (await booted.strapi.db.query(CONFIG).findOne({})).secrets;
    const { body } = await put({ clientSecret: '', webhookSecretToken: '', waitingRoom: false });
    expect((await booted.strapi.db.query(CONFIG).findOne({})).secrets).toEqual(sealed);
    expect(body.data).toMatchObject({
      waitingRoom: false,
      clientSecret: { isSet: true, readable: false, source: 'database' },
      webhookSecretToken: { isSet: true, readable: false, source: 'database' },
      mode: {
        kind: 'paused',
        because: expect.stringContaining('the encryption key changed: enter it again'),
      },
    });
    const test = await call('post', TEST);
    expect(test.body).toMatchObject({
      success: false,
      message: expect.stringContaining('the encryption key changed: enter it again'),
    });
    const entered = await put({ ...credentials(), webhookSecretToken: 'hook-s3cret' });
    expect(entered.body.data).toMatchObject({
      clientSecret: { isSet: true, readable: true },
      mode: { kind: 'active' },
    });
  });
});

describe('without any encryption key', () => {
  beforeAll(async () => {
    // Strapi's loader keeps what an earlier boot in this process set: an absent key would stay.
    await app.configure({ admin: { secrets: { encryptionKey: '' } } });
    await reboot();
  });
  afterAll(async () => {
    await app.configure({ admin: {} });
    await reboot();
  });

  it('saving a secret is refused with the remedy', async () => {
    const { status, body } = await put({ webhookSecretToken: 'hook-s3cret' });
    expect(status).toBe(400);
    expect(body.error.details.errors).toEqual([
      expect.objectContaining({
        path: ['webhookSecretToken'],
        message: expect.stringMatching(/admin\.secrets\.encryptionKey.*ZOOM_ENCRYPTION_KEY/),
      }),
    ]);
    expect((await put({ waitingRoom: true })).status).toBe(200);
  });

  it('ZOOM_ENCRYPTION_KEY is one', async () => {
    await reboot({ env: { ZOOM_ENCRYPTION_KEY: 'a key of the plugin alone' } });
    const { body } = await put({ sdkSecret: 'sdk-s3cret' });
    expect(body.data.sdkSecret).toEqual({ isSet: true, readable: true, source: 'database' });
  });
});

describe('credentials from the environment', () => {
  beforeAll(async () => {
    await app.configure({ server: { url: 'https://cms.school.example' } });
    await reboot({
      env: { ZOOM_ACCOUNT_ID: 'env-account', ZOOM_CLIENT_SECRET: 'env-s3cret', ZOOM_CLIENT_ID: '' },
    });
  });

  it('win over stored ones and are read-only', async () => {
    expect(await read()).toMatchObject({
      accountId: 'env-account',
      clientId: zoom.credentials.clientId,
      clientSecret: { isSet: true, readable: true, source: 'environment' },
      readOnly: ['accountId', 'clientSecret'],
    });
    const { status, body } = await put({ accountId: 'mine', clientSecret: 'wr0ng-secret' });
    expect(status).toBe(400);
    expect(body.error.details.errors).toEqual([
      expect.objectContaining({
        path: ['accountId'],
        message: expect.stringContaining('ZOOM_ACCOUNT_ID'),
      }),
      expect.objectContaining({
        path: ['clientSecret'],
        message: expect.stringContaining('ZOOM_CLIENT_SECRET'),
      }),
    ]);
    expect((await put({ accountId: 'env-account', clientSecret: '' })).status).toBe(200);
  });

  it('the webhook address carries server.url', async () => {
    expect((await read()).webhookUrl).toBe('https://cms.school.example/api/webhooks/zoom');
  });
});

describe('a wrong configuration', () => {
  it('stops the boot, naming the key', async () => {
    await booted.stop();
    await expect(bootStrapi({ app, env: { ZOOM_PLAN: 'premium' } })).rejects.toThrow(
      /zoom\.config\.plan is a string \("premium"\).*"free", "pro" or "business"/
    );
    await boot();
  });
});
