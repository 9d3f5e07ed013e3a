import {
  createConnectionStep,
  createConnectionTest,
} from '../../../server/src/settings/connection';
import { createCredentialsCheck } from '../../../server/src/settings/credentials-check';
import { defaultSettings } from '../../../server/src/settings/stored-settings';
import type { Settings, ZoomCredentials } from '../../../server/src/settings/types';
import { createZoomClient, missingScopes, type ZoomClient } from '../../../server/src/zoom';
import { startZoom, DEFAULT_HOST, type TestZoom } from '../../support/zoom';

let zoom: TestZoom;
beforeEach(async () => {
  zoom = await startZoom();
});
afterEach(() => zoom.stop());

const neverCounted = () => Promise.reject(new Error('no meeting is written here'));

const clientFor = (credentials: ZoomCredentials | null): ZoomClient =>
  createZoomClient({
    ...zoom.addresses,
    credentials: () => credentials,
    plan: 'pro',
    dayBudget: { reserve: neverCounted, release: neverCounted, fill: neverCounted },
    clock: () => new Date(),
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    timeoutMs: 20_000,
  });

const credentials = (): ZoomCredentials => {
  const { accountId, clientId, clientSecret } = zoom.credentials;
  return { accountId, clientId, clientSecret };
};

const setUp = (changes: Partial<Settings> = {}, isActive = true) => {
  const settings: Settings = {
    ...defaultSettings('UTC'),
    defaultHost: DEFAULT_HOST,
    credentials: credentials(),
    webhookSecretToken: null,
    sdkSecret: null,
    unreadableBecause: null,
    ...changes,
  };
  const connected: true[] = [];
  const deps = {
    zoom: clientFor(settings.credentials),
    settings: { refresh: async () => settings },
    missingScopes,
    isActive,
    onConnected: () => void connected.push(true),
  };
  return { run: createConnectionTest(deps), step: createConnectionStep(deps), connected };
};

const states = (steps: { name: string; state: string }[]) =>
  steps.map(({ name, state }) => `${name} ${state}`);

describe('the connection test', () => {
  it('succeeds step by step', async () => {
    const { run, connected } = setUp();
    expect(await run()).toEqual({
      success: true,
      message: 'Connected to Zoom successfully!',
      account: 'John Doe (john.doe@company.com)',
      steps: [
        { name: 'token', state: 'ok', message: expect.any(String) },
        { name: 'scopes', state: 'ok', message: expect.any(String) },
        { name: 'host', state: 'ok', message: expect.stringContaining(DEFAULT_HOST) },
      ],
      missingScopes: [],
    });
    expect(connected).toEqual([true]);
  });

  it('gives each step by itself', async () => {
    const { step, connected } = setUp();
    expect(await step('token')).toMatchObject({ step: { name: 'token', state: 'ok' } });
    expect(await step('scopes')).toMatchObject({
      step: { name: 'scopes', state: 'ok' },
      missingScopes: [],
    });
    expect(connected).toEqual([]);
    expect(await step('host')).toMatchObject({
      step: { name: 'host', state: 'ok' },
      account: 'John Doe (john.doe@company.com)',
    });
    expect(connected).toEqual([true]);
  });

  it('gives the missing scopes with the step that found them', async () => {
    zoom.controls.changeScopes(['meeting:read:admin', 'user:read:admin']);
    const answer = await setUp().step('scopes');
    expect(answer.step.state).toBe('failed');
    expect(answer.missingScopes.map(({ granular }) => granular)).toContain(
      'meeting:write:meeting:admin'
    );
  });

  it('asks for a fresh token each time', async () => {
    const { run } = setUp();
    await run();
    await run();
    const tokens = zoom.controls.calls().filter(({ path }) => path === '/oauth/token');
    expect(tokens).toHaveLength(2);
  });

  it('says that a default host must be chosen', async () => {
    const answer = await setUp({ defaultHost: null }).run();
    expect(answer.success).toBe(true);
    expect(answer.steps[2]).toEqual({
      name: 'host',
      state: 'skipped',
      message: expect.stringContaining('choose one'),
    });
  });

  it('fails at the token with Zoom’s reason', async () => {
    const { run, connected } = setUp({
      credentials: { ...credentials(), clientSecret: 'wr0ng-secret' },
    });
    const answer = await run();
    expect(answer).toMatchObject({ success: false, missingScopes: [] });
    expect(states(answer.steps)).toEqual(['token failed', 'scopes skipped', 'host skipped']);
    expect(answer.message).toMatch(/^Failed to authenticate with Zoom: Invalid client_id/);
    expect(answer.message).toMatch(/client secret/);
    expect(JSON.stringify(answer)).not.toContain('wr0ng');
    expect(connected).toEqual([]);
  });

  it.each([
    ['incomplete credentials', { credentials: null }, /enter account ID/],
    [
      'an unreadable secret',
      { credentials: null, unreadableBecause: 'the encryption key changed: enter it again' },
      /the encryption key changed: enter it again/,
    ],
  ])('fails at the token with %s, without asking Zoom', async (_what, changes, message) => {
    const answer = await setUp(changes).run();
    expect(answer).toMatchObject({ success: false, message: expect.stringMatching(message) });
    expect(states(answer.steps)).toEqual(['token failed', 'scopes skipped', 'host skipped']);
    expect(zoom.controls.calls()).toEqual([]);
  });

  it('sends nothing to Zoom while the plugin is not active', async () => {
    const answer = await setUp({}, false).run();
    expect(answer).toMatchObject({ success: false, message: expect.stringMatching(/active/) });
    expect(zoom.controls.calls()).toEqual([]);
  });

  it('names each missing scope in both spellings with its feature', async () => {
    zoom.controls.changeScopes(['meeting:read:admin', 'user:read:admin']);
    const answer = await setUp().run();
    expect(states(answer.steps)).toEqual(['token ok', 'scopes failed', 'host skipped']);
    expect(answer.missingScopes).toContainEqual({
      classic: 'meeting:write:admin',
      granular: 'meeting:write:meeting:admin',
      feature: 'creating meetings',
      required: true,
    });
    const required = answer.missingScopes.filter((scope) => scope.required);
    for (const { classic, granular, feature } of required) {
      for (const word of [classic, granular, feature]) expect(answer.message).toContain(word);
    }
    expect(answer.message).toMatch(/Add them in the Zoom App Marketplace/);
  });

  it('succeeds without an optional scope, and names it', async () => {
    const classic = ['meeting:read:admin', 'meeting:write:admin', 'report:read:admin'];
    const recordings = ['recording:read:admin', 'recording:write:admin'];
    const users = ['user:read:user:admin', 'user:read:token:admin'];
    zoom.controls.changeScopes([...classic, ...recordings, ...users]);
    const answer = await setUp().run();
    expect(answer).toMatchObject({
      success: true,
      missingScopes: [{ granular: 'user:read:list_users:admin', required: false }],
    });
    expect(answer.steps[1]?.message).toContain('user:read:list_users:admin');
  });

  it('notes the 40 minutes of a basic host', async () => {
    const answer = await setUp({ defaultHost: 'ben.basic@company.com' }).run();
    expect(answer.success).toBe(true);
    expect(answer.steps[2]?.message).toMatch(/40 minutes/);
  });

  it('fails at a host without a licence', async () => {
    const answer = await setUp({ defaultHost: 'uma.unassigned@company.com' }).run();
    expect(states(answer.steps)).toEqual(['token ok', 'scopes ok', 'host failed']);
    expect(answer.message).toMatch(/uma\.unassigned@company\.com .*licence.*another default host/);
  });

  it('fails at a host that does not exist', async () => {
    const answer = await setUp({ defaultHost: 'nobody@company.com' }).run();
    expect(states(answer.steps)).toEqual(['token ok', 'scopes ok', 'host failed']);
    expect(answer.message).toMatch(/nobody@company\.com/);
  });

  it('fails where Zoom is while it cannot be reached', async () => {
    zoom.controls.addFault({ kind: 'drop-before-commit', path: '/oauth/token', times: 5 });
    const answer = await setUp().run();
    expect(states(answer.steps)).toEqual(['token failed', 'scopes skipped', 'host skipped']);
    expect(answer.message).toMatch(/could not be reached/);
  });
});

describe('the check of credentials', () => {
  const check = createCredentialsCheck({ clientFor });

  it('accepts what Zoom accepts', async () => {
    expect(await check(credentials())).toEqual({ kind: 'ok' });
  });

  it.each(['clientSecret', 'clientId', 'accountId'] as const)(
    'tells of a wrong %s',
    async (field) => {
      const verdict = await check({ ...credentials(), [field]: 'wr0ng' });
      expect(verdict).toEqual({ kind: 'refused', because: expect.stringMatching(/Check /) });
      expect(JSON.stringify(verdict)).not.toMatch(/wr0ng|Failed to authenticate/);
    }
  );

  it.each([
    { kind: 'drop-before-commit', path: '/oauth/token' } as const,
    { kind: 'status', status: 503, path: '/oauth/token' } as const,
  ])('says nothing about them while Zoom is away: $kind', async (fault) => {
    zoom.controls.addFault({ ...fault, times: 5 });
    expect(await check(credentials())).toMatchObject({ kind: 'unreachable' });
  });
});
