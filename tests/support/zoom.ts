import {
  createSimulator,
  type Controls,
  type Credentials,
  type LoggedCall,
  type MeetingState,
  type SimulatorOptions,
} from '../../simulator/src';

export type TestZoom = {
  url: string;
  /** Where downloads of recordings are sent on to. */
  storageUrl: string;
  credentials: Readonly<Credentials>;
  controls: Controls;
  /** `zoom` of `bootStrapi`: where Zoom is. */
  addresses: { apiBaseUrl: string; oauthBaseUrl: string };
  /** `zoom` of `bootStrapi`: where Zoom is and who we are, so that no setting need be saved. */
  pluginConfig: { apiBaseUrl: string; oauthBaseUrl: string } & Record<
    'accountId' | 'clientId' | 'clientSecret' | 'webhookSecretToken',
    string
  >;
  /** A body for `PUT /zoom/settings`: enabled, with these credentials and a licensed host. */
  settings: Record<string, unknown>;
  /** The meetings that exist now: neither deleted nor expired. */
  meetings(): MeetingState[];
  /** The calls that change something, the token's apart, in the order they came. */
  writes(): LoggedCall[];
  /**
   * Stops Zoom. Fails on any call that a well-made client does not send; a test that provokes one
   * looks at it (`controls.unexpected()`) and forgets it (`controls.clearCalls()`) first.
   */
  stop(): Promise<void>;
};

/** A licensed user of the simulator who may host. */
export const DEFAULT_HOST = 'maria.keller@company.com';

/** Five minutes between two webhook attempts become 100 ms. */
const TEST_TIME_SCALE = 1 / 3000;

/** Starts a local Zoom on a free port, in this process. */
export const startZoom = async (options: SimulatorOptions = {}): Promise<TestZoom> => {
  const simulator = createSimulator({ timeScale: TEST_TIME_SCALE, ...options });
  const { url } = await simulator.listen(0);
  const { credentials, controls } = simulator;
  const { accountId, clientId, clientSecret, webhookSecret } = credentials;
  const account = { accountId, clientId, clientSecret, webhookSecretToken: webhookSecret };
  const addresses = { apiBaseUrl: `${url}/v2`, oauthBaseUrl: url };
  return {
    url,
    storageUrl: simulator.storageUrl,
    credentials,
    controls,
    addresses,
    pluginConfig: { ...addresses, ...account },
    settings: { enabled: true, ...account, defaultHost: DEFAULT_HOST, hosts: [DEFAULT_HOST] },
    meetings: () => controls.state().meetings.filter((meeting) => meeting.deleted_at === null),
    writes: () =>
      controls.calls().filter(({ method, path }) => method !== 'GET' && path !== '/oauth/token'),
    stop: async () => {
      const unexpected = controls.unexpected();
      await simulator.close();
      if (unexpected.length > 0) {
        throw new Error(`Zoom saw calls it did not expect: ${JSON.stringify(unexpected, null, 2)}`);
      }
    },
  };
};
