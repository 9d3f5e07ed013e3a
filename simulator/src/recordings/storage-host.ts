import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { World } from '../world';
import type { LoggedDownload } from './recording-book';
import { serveFile } from './serve-file';

export interface StorageHost {
  listen(hostname: string): Promise<string>;
  close(): Promise<void>;
}

/**
 * The host that downloads are sent on to: its links are signed, and like the big object stores it
 * refuses a request that is signed and carries an Authorization as well.
 */
export function createStorageHost(world: World): StorageHost {
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://storage');
    const found = world.recordings.fileByKey(url.pathname.slice(1));
    const entry: LoggedDownload = {
      host: 'storage',
      fileId: found?.file.id ?? '',
      hadAuthorization: request.headers.authorization !== undefined,
      status: 0,
      bytes: 0,
      isOver: false,
    };
    world.recordings.downloads.push(entry);
    const refusal = entry.hadAuthorization ? 400 : found ? null : 404;
    if (refusal !== null || !found) {
      entry.status = refusal ?? 404;
      entry.isOver = true;
      response.writeHead(entry.status).end();
      return;
    }
    void serveFile(world, response, { file: found.file, entry });
  });

  return {
    listen: (hostname) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(0, hostname, () => {
          const { port } = server.address() as AddressInfo;
          resolve(`http://${hostname}:${port}`);
        });
      }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
