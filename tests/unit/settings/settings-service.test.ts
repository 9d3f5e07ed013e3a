import {
  DEFAULT_CALENDAR,
  DEFAULT_JOIN,
  DEFAULT_NOTICES,
  DEFAULT_RETENTION,
} from '../../../contracts';
import type { CredentialsVerdict } from '../../../server/src/settings/save-settings';
import { createSecretBox } from '../../../server/src/settings/secret-box';
import {
  createSettingsService,
  type SettingsDeps,
} from '../../../server/src/settings/settings-service';
import type { SettingsTable } from '../../../server/src/settings/settings-table';
import { parseStored, type StoredSettings } from '../../../server/src/settings/stored-settings';

const START = new Date('2026-03-01T10:00:00Z');
const HOUR_MS = 3_600_000;
const CREDENTIALS = { accountId: 'acc', clientId: 'cid', clientSecret: 's3cret' };

const inMemoryTable = (): SettingsTable & { row: StoredSettings } => {
  const table = {
    row: parseStored(null),
    read: async () => structuredClone(table.row),
    change: async (edit: (stored: StoredSettings) => StoredSettings) => {
      // Through JSON, as a database would.
      table.row = parseStored(JSON.parse(JSON.stringify(edit(structuredClone(table.row)))));
      return structuredClone(table.row);
    },
  };
  return table;
};

const setUp = (changes: Partial<SettingsDeps> & { encryptionKey?: string } = {}) => {
  const { encryptionKey = 'key', ...rest } = changes;
  const table = inMemoryTable();
  const world = {
    now: START,
    verdict: { kind: 'ok' } as CredentialsVerdict,
    checked: [] as unknown[],
    futureMeetings: 0,
    counted: [] as string[],
    errors: [] as string[],
  };
  const boxes = (key: string) =>
    createSecretBox({
      encryptionKey: key || undefined,
      strapiEncryption: { encrypt: () => null, decrypt: () => null },
    });
  const service = (more: Partial<SettingsDeps> = {}) =>
    createSettingsService({
      table,
      secretBox: boxes(encryptionKey),
      config: { active: true },
      serverTimezone: 'Europe/Paris',
      webhookUrl: 'https://cms.example/api/webhooks/zoom',
      now: () => world.now,
      log: { error: (message) => world.errors.push(message) },
      checkCredentials: async (credentials) => {
        world.checked.push(credentials);
        return world.verdict;
      },
      countFutureMeetings: async (accountId) => {
        world.counted.push(accountId);
        return world.futureMeetings;
      },
      detachment: () => ({ kind: 'attached' }),
      pause: () => null,
      reconcileHold: () => null,
      clockWarning: () => null,
      testConnection: () => Promise.reject(new Error('not asked here')),
      testStep: () => Promise.reject(new Error('not asked here')),
      ...rest,
      ...more,
    });
  return { table, world, service, boxes, settings: service() };
};

const errorOf = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason
  );
  const { name, message, details } = error as {
    name: string;
    message: string;
    details: { errors: { path: string[]; message: string; name: string }[] };
  };
  return { name, message, details, paths: details.errors.map(({ path }) => path.join('.')) };
};

describe('what is in force', () => {
  it('is the defaults where nobody entered anything', async () => {
    const { settings } = setUp();
    const { data } = await settings.update({});
    expect(data).toEqual({
      enabled: false,
      accountId: null,
      clientId: null,
      sdkKey: null,
      clientSecret: { isSet: false, readable: true, source: null },
      sdkSecret: { isSet: false, readable: true, source: null },
      webhookSecretToken: { isSet: false, readable: true, source: null },
      verifyWebhookSignatures: true,
      webhookToleranceMinutes: 120,
      defaultHost: null,
      hosts: [],
      allowAllHosts: false,
      defaultTimezone: 'Europe/Paris',
      defaultDuration: 60,
      autoRecording: 'none',
      waitingRoom: true,
      joinBeforeHost: false,
      muteUponEntry: 'zoom',
      hostVideo: 'zoom',
      participantVideo: 'zoom',
      meetingAuthentication: 'zoom',
      alternativeHosts: [],
      topicTemplate: '{courseName} - Session {sessionNumber}',
      onUnpublish: 'delete',
      deleteGraceSeconds: 10,
      sendZoomReminders: false,
      onZoomChange: 'flag',
      lateAfterMinutes: 10,
      leftEarlyMinutes: 10,
      presentShare: 0.5,
      notices: DEFAULT_NOTICES,
      join: DEFAULT_JOIN,
      calendar: DEFAULT_CALENDAR,
      retention: DEFAULT_RETENTION,
      registration: {
        open: false,
        opensDaysBefore: null,
        closesMinutesBefore: 0,
        capacity: null,
        approval: 'automatic',
        confirmByEmail: false,
        withZoom: false,
      },
      releaseRecordings: 'on-arrival',
      archive: { enabled: false, fileTypes: ['MP4'], afterwards: 'keep' },
      archiveWarning: null,
      mode: { kind: 'off', because: expect.stringContaining('not enabled') },
      readOnly: [],
      verificationResumesAt: null,
      webhookUrl: 'https://cms.example/api/webhooks/zoom',
      reconcileHold: null,
      clockWarning: null,
    });
  });

  it('is configuration over what is stored', async () => {
    const { settings, service } = setUp();
    await settings.update({ ...CREDENTIALS, sdkKey: 'stored-key' });
    const configured = service({
      config: { active: true, accountId: 'acc-env', clientSecret: 'secret-env' },
    });
    await configured.refresh();
    expect(configured.current()).toMatchObject({
      sdkKey: 'stored-key',
      credentials: { accountId: 'acc-env', clientId: 'cid', clientSecret: 'secret-env' },
    });
    const view = await configured.view();
    expect(view.readOnly).toEqual(['accountId', 'clientSecret']);
    expect(view.clientSecret).toEqual({ isSet: true, readable: true, source: 'environment' });
  });

  it('has no credentials while one of the three is missing', async () => {
    const { settings } = setUp();
    await settings.update({ accountId: 'acc', clientSecret: 's3cret' });
    expect(settings.current().credentials).toBeNull();
    await settings.update({ clientId: 'cid' });
    expect(settings.current().credentials).toEqual(CREDENTIALS);
  });

  it('falls back to the default where a stored value is wrong', async () => {
    const { settings, table } = setUp();
    await settings.update({ accountId: 'acc', defaultDuration: 90 });
    table.row = parseStored({ values: { accountId: 'acc', defaultDuration: 'soon' }, secrets: 7 });
    expect(await settings.refresh()).toMatchObject({ accountId: 'acc', defaultDuration: 60 });
  });
});

describe('an update', () => {
  it('keeps what it does not name', async () => {
    const { settings } = setUp();
    await settings.update({ ...CREDENTIALS, waitingRoom: false, defaultDuration: 45 });
    await settings.update({ joinBeforeHost: true });
    expect(settings.current()).toMatchObject({
      waitingRoom: false,
      joinBeforeHost: true,
      defaultDuration: 45,
      credentials: CREDENTIALS,
    });
  });

  it('keeps a secret that is absent or empty, and clears it with null', async () => {
    const { settings } = setUp();
    await settings.update({ webhookSecretToken: 'token' });
    await settings.update({ webhookSecretToken: '' });
    expect(settings.current().webhookSecretToken).toBe('token');
    const { data } = await settings.update({ webhookSecretToken: null });
    expect(settings.current().webhookSecretToken).toBeNull();
    expect(data.webhookSecretToken).toEqual({ isSet: false, readable: true, source: null });
  });

  it('stores secrets encrypted and answers none', async () => {
    const { settings, table } = setUp();
    const saved = await settings.update({ ...CREDENTIALS, sdkSecret: 'sdk-s3cret' });
    expect(JSON.stringify(saved)).not.toMatch(/s3cret/);
    expect(JSON.stringify(table.row)).not.toMatch(/s3cret/);
    expect(saved.data.clientSecret).toEqual({ isSet: true, readable: true, source: 'database' });
  });

  it('tidies hosts', async () => {
    const { settings } = setUp();
    const { data } = await settings.update({
      defaultHost: '  Anna@School.example ',
      hosts: ['Anna@School.example', 'anna@school.example ', 'KDcuGIm1QgePTO8WbOqwIQ'],
    });
    expect(data.defaultHost).toBe('anna@school.example');
    expect(data.hosts).toEqual(['anna@school.example', 'KDcuGIm1QgePTO8WbOqwIQ']);
    expect((await settings.update({ defaultHost: null })).data.defaultHost).toBeNull();
  });

  it.each([
    [{ defaultTimezone: 'Mars/Olympus' }, 'defaultTimezone', /IANA time zone/],
    [{ defaultDuration: 0 }, 'defaultDuration', /./],
    [{ autoRecording: 'always' }, 'autoRecording', /./],
    [{ clientSecret: 'two words' }, 'clientSecret', /must not contain spaces/],
    [{ hosts: ['a@b.example', ''] }, 'hosts.1', /./],
    [{ defaultHosts: 'x' }, 'defaultHosts', /is not a setting: did you mean defaultHost\?/],
  ])('refuses %j', async (body, path, message) => {
    const { settings, world } = setUp();
    const error = await errorOf(settings.update(body));
    expect(error.name).toBe('ValidationError');
    expect(error.paths).toEqual([path]);
    expect(error.message).toMatch(message);
    expect(error.message).toContain(path);
    expect(error.details.errors[0]).toMatchObject({ name: 'ValidationError' });
    expect(JSON.stringify(error)).not.toContain('two words');
    expect(world.checked).toEqual([]);
  });

  it.each([null, undefined, 'x', []])('refuses the body %j', async (body) => {
    const { settings } = setUp();
    expect((await errorOf(settings.update(body))).name).toBe('ValidationError');
  });

  it('refuses a secret while there is no key to encrypt it, and says what to set', async () => {
    const { settings, table } = setUp({ encryptionKey: '' });
    const error = await errorOf(settings.update({ webhookSecretToken: 'token', enabled: true }));
    expect(error.paths).toEqual(['webhookSecretToken']);
    expect(error.message).toMatch(
      /admin\.secrets\.encryptionKey.*ENCRYPTION_KEY.*ZOOM_ENCRYPTION_KEY/
    );
    expect(table.row).toEqual({ values: {}, secrets: {} });
  });

  it('refuses to change what configuration sets, and accepts it unchanged', async () => {
    const { service, table } = setUp();
    const settings = service({
      config: { active: true, accountId: 'acc-env', clientSecret: 'secret-env' },
    });
    const error = await errorOf(
      settings.update({ accountId: 'other', clientSecret: 'secret-env', waitingRoom: false })
    );
    expect(error.paths).toEqual(['accountId', 'clientSecret']);
    expect(error.message).toMatch(/ZOOM_ACCOUNT_ID.*zoom\.config\.accountId/);
    expect(error.message).not.toContain('secret-env');
    expect((await errorOf(settings.update({ clientSecret: null }))).paths).toEqual([
      'clientSecret',
    ]);
    await settings.update({ accountId: 'acc-env', clientSecret: '', waitingRoom: false });
    expect(table.row.values).toEqual({ waitingRoom: false });
    expect(table.row.secrets).toEqual({});
  });

  it('keeps both of two updates at once', async () => {
    const { settings } = setUp();
    await Promise.all([
      settings.update({ waitingRoom: false }),
      settings.update({ defaultDuration: 30 }),
    ]);
    expect(settings.current()).toMatchObject({ waitingRoom: false, defaultDuration: 30 });
  });
});

describe('credentials', () => {
  it('are checked with Zoom when they change, and only then', async () => {
    const { settings, world } = setUp();
    await settings.update({ accountId: 'acc', clientId: 'cid' });
    expect(world.checked).toEqual([]);
    await settings.update({ clientSecret: 's3cret' });
    expect(world.checked).toEqual([CREDENTIALS]);
    await settings.update({ accountId: 'acc', clientId: 'cid', clientSecret: '', enabled: true });
    expect(world.checked).toHaveLength(1);
    await settings.update({ clientId: 'cid-2' });
    expect(world.checked[1]).toEqual({ ...CREDENTIALS, clientId: 'cid-2' });
  });

  it('that Zoom refuses are not saved', async () => {
    const { settings, world, table } = setUp();
    await settings.update(CREDENTIALS);
    const before = structuredClone(table.row);
    world.verdict = { kind: 'refused', because: 'Invalid client_id or client_secret' };
    const error = await errorOf(settings.update({ clientSecret: 'wr0ng', waitingRoom: false }));
    expect(error.name).toBe('ValidationError');
    expect(error.paths).toEqual(['clientSecret']);
    expect(error.details.errors[0]?.message).toBe(
      'Failed to authenticate with Zoom: Invalid client_id or client_secret'
    );
    expect(error.message).not.toContain('wr0ng');
    expect(table.row).toEqual(before);
    expect(settings.current().credentials).toEqual(CREDENTIALS);
  });

  it('are saved with a warning while Zoom is away', async () => {
    const { settings, world } = setUp();
    world.verdict = { kind: 'unreachable', because: 'no answer within 30 seconds' };
    const { warnings } = await settings.update(CREDENTIALS);
    expect(warnings).toEqual([expect.stringContaining('no answer within 30 seconds')]);
    expect(settings.current().credentials).toEqual(CREDENTIALS);
  });

  it('are not sent to Zoom while the plugin is not active', async () => {
    const { service, world } = setUp();
    const { warnings } = await service({ config: { active: false } }).update(CREDENTIALS);
    expect(world.checked).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining('zoom.config.active')]);
  });

  it('of another account need a confirmation while future meetings exist', async () => {
    const { settings, world } = setUp();
    await settings.update(CREDENTIALS);
    world.futureMeetings = 12;
    const error = await errorOf(settings.update({ accountId: 'other' }));
    expect(error.name).toBe('ConflictError');
    expect(error.message).toMatch(/12 future meetings.*"confirmAccountChange": true/);
    expect(world.counted).toEqual(['acc']);
    expect(settings.current().accountId).toBe('acc');
    expect((await errorOf(settings.update({ accountId: null }))).name).toBe('ConflictError');
    await settings.update({ accountId: 'acc', clientId: 'cid-2' });
    await settings.update({ accountId: 'other', confirmAccountChange: true });
    expect(settings.current().accountId).toBe('other');
  });
});

describe('a secret that no longer decrypts', () => {
  it('is shown as unreadable, pauses, and is kept until it is entered again', async () => {
    const { settings, service, boxes, table } = setUp();
    await settings.update({ ...CREDENTIALS, webhookSecretToken: 'token', enabled: true });
    const sealed = structuredClone(table.row.secrets);

    const later = service({ secretBox: boxes('new key') });
    const { data } = await later.update({ clientSecret: '', waitingRoom: false });
    expect(table.row.secrets).toEqual(sealed);
    expect(data.clientSecret).toEqual({ isSet: true, readable: false, source: 'database' });
    expect(data.webhookSecretToken).toEqual({ isSet: true, readable: false, source: 'database' });
    expect(data.mode).toEqual({
      kind: 'paused',
      because: expect.stringContaining('the encryption key changed: enter it again'),
      since: START.toISOString(),
    });
    expect(later.mode()).toEqual(data.mode);
    expect(later.current()).toMatchObject({
      credentials: null,
      webhookSecretToken: null,
      unreadableBecause: 'the encryption key changed: enter it again',
    });

    await later.update({ clientSecret: 's3cret' });
    expect(later.current()).toMatchObject({ credentials: CREDENTIALS, unreadableBecause: null });
    expect((await later.view()).mode).toEqual({ kind: 'active' });
    expect(table.row.secrets.webhookSecretToken).toBe(sealed.webhookSecretToken);
  });

  it('is tried once, not at each refresh', async () => {
    const { settings, service } = setUp();
    await settings.update(CREDENTIALS);
    let tries = 0;
    const open = (): null => {
      tries += 1;
      return null;
    };
    const later = service({ secretBox: { seal: () => null, open } });
    await later.refresh();
    await later.refresh();
    expect(tries).toBe(1);
  });
});

describe('switched-off signature verification', () => {
  it('comes on again by itself after 60 minutes', async () => {
    const { settings, world } = setUp();
    const { data } = await settings.update({ verifyWebhookSignatures: false });
    expect(data.verifyWebhookSignatures).toBe(false);
    expect(data.verificationResumesAt).toBe('2026-03-01T11:00:00.000Z');
    world.now = new Date(START.getTime() + HOUR_MS - 1);
    expect(settings.current().verifyWebhookSignatures).toBe(false);
    world.now = new Date(START.getTime() + HOUR_MS);
    expect(settings.current().verifyWebhookSignatures).toBe(true);
    expect((await settings.view()).verificationResumesAt).toBeNull();
  });

  it('is not prolonged by a form that is saved again, and ends when switched on', async () => {
    const { settings, world } = setUp();
    await settings.update({ verifyWebhookSignatures: false });
    world.now = new Date(START.getTime() + HOUR_MS / 2);
    const again = await settings.update({ verifyWebhookSignatures: false });
    expect(again.data.verificationResumesAt).toBe('2026-03-01T11:00:00.000Z');
    const on = await settings.update({ verifyWebhookSignatures: true });
    expect(on.data).toMatchObject({ verifyWebhookSignatures: true, verificationResumesAt: null });
  });
});

describe('the mode', () => {
  const ready = { ...CREDENTIALS, enabled: true };

  const cases: [string, Partial<SettingsDeps>, RegExp][] = [
    ['off', { config: { active: false } }, /zoom\.config\.active/],
    [
      'detached',
      { detachment: () => ({ kind: 'detached', because: 'copied', boundTo: 'p' }) },
      /copied/,
    ],
    ['paused', { pause: () => ({ because: 'token refused', since: START }) }, /token refused/],
  ];

  it.each(cases)('is %s', async (kind, deps, because) => {
    const { service } = setUp();
    const { data } = await service(deps).update(ready);
    expect(data.mode).toEqual(
      expect.objectContaining({ kind, because: expect.stringMatching(because) })
    );
  });

  it('is off while credentials are missing, and names them', async () => {
    const { settings } = setUp();
    const { data } = await settings.update({ enabled: true, accountId: 'acc' });
    expect(data.mode).toEqual({ kind: 'off', because: expect.stringContaining('clientId') });
    expect((await settings.update(ready)).data.mode).toEqual({ kind: 'active' });
  });
});

describe('listeners', () => {
  it('hear of each save, here or in another process, and of no mere read', async () => {
    const { settings, service } = setUp();
    const other = service();
    await other.refresh();
    const heard: [number, number][] = [];
    other.onChange((now, before) => heard.push([now.defaultDuration, before.defaultDuration]));
    await settings.update({ defaultDuration: 30 });
    await other.refresh();
    await other.refresh();
    await other.update({ defaultDuration: 20 });
    expect(heard).toEqual([
      [30, 60],
      [20, 30],
    ]);
  });

  it('that fail do not fail the save', async () => {
    const { settings, world } = setUp();
    settings.onChange(() => {
      throw new Error('listener broke');
    });
    await settings.update({ enabled: true });
    expect(settings.current().enabled).toBe(true);
    expect(world.errors).toEqual([expect.stringContaining('listener broke')]);
  });
});

describe('settings that have fields of their own', () => {
  test('a notice is changed field by field, all others stay', async () => {
    const { settings } = setUp();
    await settings.update({
      notices: { reminder: { enabled: true, minutesBefore: [10, 60, 60] } },
    });
    const { data } = await settings.update({
      notices: { reminder: { subject: 'Soon: {topic}' }, cancelled: { enabled: true } },
    });
    expect(data.notices).toEqual({
      ...DEFAULT_NOTICES,
      reminder: {
        ...DEFAULT_NOTICES.reminder,
        enabled: true,
        minutesBefore: [60, 10],
        subject: 'Soon: {topic}',
      },
      cancelled: { ...DEFAULT_NOTICES.cancelled, enabled: true },
    });
  });

  test.each([
    ['notices.cancelled.text', { notices: { cancelled: { text: 'Join {joinUrl}' } } }],
    ['notices.reminder.subject', { notices: { reminder: { subject: 'Hi {fristName}' } } }],
    ['notices.reminder.subject', { notices: { reminder: { subject: 'One\nBcc: two' } } }],
    ['notices.reminder.minutesBefore.0', { notices: { reminder: { minutesBefore: [0] } } }],
    ['notices.reminder.minuteBefore', { notices: { reminder: { minuteBefore: 5 } } }],
    ['notices.locale', { notices: { locale: 'not a language' } }],
    ['retention.eventsDays', { retention: { eventsDays: null } }],
    ['retention.attendanceDays', { retention: { attendanceDays: 0.5 } }],
  ])('%s is named where it is wrong', async (field, body) => {
    const { settings } = setUp();
    const error = await errorOf(settings.update(body));
    expect(error.name).toBe('ValidationError');
    expect(error.details.errors[0]!.path.join('.')).toBe(field);
  });

  test('null keeps for ever, days end that', async () => {
    const { settings } = setUp();
    await settings.update({ retention: { attendanceDays: 365, eventsDays: 14 } });
    const { data } = await settings.update({ retention: { attendanceDays: null } });
    expect(data.retention).toEqual({
      eventsDays: 14,
      attendanceDays: null,
      recordingsDays: null,
      registrantsDays: null,
      embedKeysDays: null,
    });
  });
});
