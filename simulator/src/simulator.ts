import type { AddressInfo } from 'node:net';
import { createApiServer } from './api/api-server';
import { createControls, type Controls } from './control/controls';
import { resolveOptions, type Credentials, type SimulatorOptions } from './options';
import { createStorageHost } from './recordings/storage-host';
import { createWorld } from './world';

export interface Simulator {
  /** Starts listening; 0 takes a free port. @default the option `port` */
  listen(port?: number): Promise<{ url: string }>;
  close(): Promise<void>;
  /** Address, known once `listen` has resolved. REST lies under `/v2`, the token at `/oauth/token`. */
  readonly url: string;
  /** Address of the host that downloads of recordings are sent on to, once listening. */
  readonly storageUrl: string;
  readonly credentials: Readonly<Credentials>;
  readonly controls: Controls;
}

export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const config = resolveOptions(options);
  let url: string | undefined;
  const readUrl = () => {
    if (url === undefined) throw new Error('The simulator has no address yet: await listen().');
    return url;
  };
  let storageUrl = '';
  const world = createWorld(config, { url: readUrl, storageUrl: () => storageUrl });
  const storage = createStorageHost(world);
  const controls = createControls(world);
  const server = createApiServer(world, controls);

  return {
    async listen(port = config.port) {
      await server.listen({ port, host: config.hostname });
      storageUrl = await storage.listen(config.hostname);
      const address = server.server.address() as AddressInfo;
      url = `http://${config.hostname}:${address.port}`;
      return { url };
    },
    async close() {
      world.webhooks.close();
      await storage.close();
      await server.close();
    },
    get url() {
      return readUrl();
    },
    get storageUrl() {
      return storageUrl;
    },
    credentials: world.credentials,
    controls,
  };
}
