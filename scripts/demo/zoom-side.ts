import { createInterface } from 'node:readline/promises';

import { createSimulator, type Controls } from '../../simulator/src';
import { bold, print, yellow } from '../terminal';
import type { RealAccount } from './options';
import { freePort } from './ports';

const PREFERRED_PORT = 4010;

/** The Zoom that the demo talks to. */
export type ZoomSide = {
  /** What Strapi needs in its environment to find it. */
  env: Record<string, string>;
  /** A body for `PUT /zoom/settings`. */
  settings: Record<string, unknown>;
  close(): Promise<void>;
} & (
  | { kind: 'simulator'; url: string; controls: Controls }
  /** Nobody can start a meeting or send a webhook on a real account by script. */
  | { kind: 'real' }
);

const HOSTS = ['maria.keller@company.com', 'amir.haddad@company.com', 'grace.okafor@company.com'];

/** A local Zoom in this process, on port 4010 where that is free. */
export const startSimulatedZoom = async (): Promise<ZoomSide> => {
  const simulator = createSimulator();
  const { url } = await simulator.listen(await freePort(PREFERRED_PORT));
  const { accountId, clientId, clientSecret, webhookSecret } = simulator.credentials;
  return {
    kind: 'simulator',
    url,
    controls: simulator.controls,
    env: {
      ZOOM_API_BASE_URL: `${url}/v2`,
      ZOOM_OAUTH_BASE_URL: url,
      DEMO_RECORDING_HOSTS: [url, simulator.storageUrl].join(','),
    },
    settings: {
      enabled: true,
      ...{ accountId, clientId, clientSecret },
      webhookSecretToken: webhookSecret,
      defaultHost: HOSTS[0],
      hosts: HOSTS,
    },
    close: () => simulator.close(),
  };
};

/** A real account, once a person has typed its id. */
export const confirmRealZoom = async (account: RealAccount): Promise<ZoomSide> => {
  print(yellow(bold('\nThis writes to a real Zoom account.')));
  print(`  Meetings of ${account.host} are created, moved and deleted on ${account.accountId}.`);
  print('  Those the demo made are deleted again at its end.');
  const prompt = createInterface({ input: process.stdin, output: process.stdout });
  const typed = await prompt.question('  Type the account id to go on: ');
  prompt.close();
  if (typed.trim() !== account.accountId) throw new Error('Not confirmed: nothing was sent.');
  const { accountId, clientId, clientSecret, host } = account;
  return {
    kind: 'real',
    env: {},
    settings: {
      enabled: true,
      accountId,
      clientId,
      clientSecret,
      defaultHost: host,
      hosts: [host],
    },
    close: () => Promise.resolve(),
  };
};
