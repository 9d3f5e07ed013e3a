import { createSimulator, type Simulator } from '../../simulator/src';
import { bootStrapi, type BootedStrapi } from './strapi';

export const PATH = '/api/admin/integrations/zoom/meetings';
export const JOHN = 'john.doe@company.com';
export const MARIA = 'maria.keller@company.com';
/** In the account, but not among the hosts that the settings allow. */
export const AMIR = 'amir.haddad@company.com';
export const GRACE = 'grace.okafor@company.com';
export const NORA = 'nora.nohost@company.com';

/** Whose meetings the settings allow. */
export const POLICY = { defaultHost: JOHN, hosts: [MARIA, GRACE, NORA], allowAllHosts: false };

export const ACTIONS = ['list', 'get', 'create', 'update', 'cancel', 'startLink'];
export const action = (name: string) => `plugin::zoom.integration.${name}`;

export const DAY_MS = 24 * 60 * 60_000;
/** UTC with whole seconds, that many days from now. */
export const inDays = (days: number): string =>
  `${new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 14)}00:00Z`;

export const meetingBody = (changes: Record<string, unknown> = {}) => ({
  topic: 'Product Demo',
  type: 2 as const,
  start_time: inDays(7),
  duration: 45,
  timezone: 'America/New_York',
  ...changes,
});

/** The jobs that settle creates become due now. */
const makeDue = ({ strapi }: BootedStrapi) =>
  strapi.db.connection('zm_jobs').where('task', 'settle-create').update({ run_at: 0 });

/** The time that Zoom has for a lost create is over, and with it the jobs' waiting. */
export const endOfWait = async (booted: BootedStrapi) => {
  const meetings = booted.strapi.db.query('plugin::zoom.meeting');
  for (const { id, intent } of await meetings.findMany({ where: { intent: { $notNull: true } } })) {
    await meetings.update({
      where: { id },
      data: { intent: { ...intent, lookUpAt: new Date(0) } },
    });
  }
  await makeDue(booted);
};

export const zoomConfigOf = (simulator: Simulator) => ({
  apiBaseUrl: `${simulator.url}/v2`,
  oauthBaseUrl: simulator.url,
  accountId: simulator.credentials.accountId,
  clientId: simulator.credentials.clientId,
  clientSecret: simulator.credentials.clientSecret,
});

/**
 * A Strapi with a Zoom, managed over REST with a full-access token: there from the first test of the
 * file to its last. Fails a test whose calls Zoom does not expect.
 */
export const useManagement = () => {
  let simulator: Simulator;
  let booted: BootedStrapi;
  let api: ReturnType<BootedStrapi['requestAs']>;

  const saveSettings = async (changes: Record<string, unknown>) => {
    const admin = await booted.adminRequest();
    await admin.put('/zoom/settings').send(changes).expect(200);
  };

  beforeAll(async () => {
    simulator = createSimulator();
    await simulator.listen();
    booted = await bootStrapi({ zoom: zoomConfigOf(simulator) });
    await saveSettings({ enabled: true, ...POLICY });
    api = booted.requestAs(await booted.createApiToken({ type: 'full-access' }));
  });

  afterAll(async () => {
    // A boot that failed has its error shown already; what did start is closed.
    await (booted as BootedStrapi | undefined)?.stop();
    await simulator.close();
  });

  afterEach(() => {
    expect(simulator.controls.unexpected()).toEqual([]);
    simulator.controls.clearFaults();
    simulator.controls.clearCalls();
  });

  return {
    get booted() {
      return booted;
    },
    get api() {
      return api;
    },
    get credentials() {
      return simulator.credentials;
    },
    get controls() {
      return simulator.controls;
    },
    saveSettings,
    create: async (changes: Record<string, unknown> = {}) => {
      const { body } = await api.post(PATH).send(meetingBody(changes)).expect(201);
      return body.meeting;
    },
    createdInZoom: () => simulator.controls.calls({ method: 'POST', path: '/users/' }),
    listCalls: () =>
      simulator.controls
        .calls({ method: 'GET', path: '/users/' })
        .filter(({ path }) => path.endsWith('/meetings')),
    meetingsNamed: (topic: string) =>
      simulator.controls.state().meetings.filter((meeting) => meeting.topic === topic),
    rowsNamed: (topic: string) =>
      booted.strapi.db.query('plugin::zoom.meeting').findMany({ where: { topic } }),
    settleNow: () => makeDue(booted),
    letTimePass: () => endOfWait(booted),
    expectCleanLog: () =>
      expect(booted.logs.join('\n')).not.toMatch(/zak=|pwd=|secure123|hidden123|sim-client-secret/),
  };
};
