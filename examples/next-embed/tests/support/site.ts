import path from 'node:path';

import { freePort } from '../../../../scripts/demo/ports';
import { start } from '../../../../scripts/processes';
import { waitUntil } from '../../../../tests/support/wait';

const EXAMPLE = path.resolve(__dirname, '../..');

export type Site = { url: string; stop(): Promise<void> };

/** The built example, as `npm start` starts it. */
export const startSite = async (
  env: Record<'STRAPI_URL' | 'STRAPI_TOKEN' | 'REVALIDATE_SECRET', string>
): Promise<Site> => {
  const port = await freePort(0);
  const url = `http://127.0.0.1:${port}`;
  let output = '';
  const child = start(
    {
      command: process.execPath,
      args: [
        path.join(EXAMPLE, 'node_modules/next/dist/bin/next'),
        'start',
        ...['--port', String(port), '--hostname', '127.0.0.1'],
      ],
      cwd: EXAMPLE,
      env: { ...process.env, ...env, SITE_URL: url, NODE_ENV: 'production' },
    },
    (chunk) => {
      output += chunk;
    }
  );
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
  };
  try {
    await waitUntil(
      async () => {
        if (child.exitCode !== null) return true;
        return (await fetch(`${url}/log-in`)).ok;
      },
      { what: 'the site', timeoutMs: 120_000, everyMs: 200 }
    );
    if (child.exitCode !== null) throw new Error(`The site did not start:\n${output}`);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
};
