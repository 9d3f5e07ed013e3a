import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { newestChange } from '../build-plugin';
import { ROOT, runQuietly, start } from '../processes';

const PLAYGROUND = path.join(ROOT, 'playground');
const STRAPI = path.join(ROOT, 'node_modules/@strapi/strapi/bin/strapi.js');
/** Ten times what it takes on two cores that have nothing else to do. */
const START_TIMEOUT_MS = 120_000;

const QUIET = {
  STRAPI_TELEMETRY_DISABLED: 'true',
  STRAPI_DISABLE_UPDATE_NOTIFICATION: 'true',
};

/** Writes `playground/.env` with random secrets, once: later runs keep their encryption key. */
export const prepareSecrets = async (): Promise<'written' | 'kept'> => {
  const file = path.join(PLAYGROUND, '.env');
  if (existsSync(file)) return 'kept';
  const secret = (): string => randomBytes(24).toString('base64url');
  const lines = [
    'HOST=127.0.0.1',
    'PORT=1337',
    `APP_KEYS=${secret()},${secret()}`,
    ...['API_TOKEN_SALT', 'ADMIN_JWT_SECRET', 'TRANSFER_TOKEN_SALT', 'JWT_SECRET'].map(
      (name) => `${name}=${secret()}`
    ),
    `ENCRYPTION_KEY=${secret()}`,
  ];
  await writeFile(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  return 'written';
};

/** Builds the app and its admin panel where that is older than the plugin or the app's own files. */
export const buildPlayground = async (env: NodeJS.ProcessEnv): Promise<'built' | 'fresh'> => {
  // Written last and with each build; what TypeScript compiles anew stays as old as its last change.
  const panel = path.join(PLAYGROUND, 'dist/build/index.html');
  const app = path.join(PLAYGROUND, 'dist/config/plugins.js');
  if (existsSync(panel) && existsSync(app)) {
    const sources = ['playground/config', 'playground/src', 'playground/package.json', 'dist'];
    if ((await stat(panel)).mtimeMs >= (await newestChange(sources))) return 'fresh';
  }
  await runQuietly({
    command: process.execPath,
    args: [STRAPI, 'build'],
    cwd: PLAYGROUND,
    env: { ...env, ...QUIET },
  });
  return 'built';
};

export type RunningPlayground = {
  url: string;
  /** Everything Strapi printed. */
  logFile: string;
  /** The last lines of the log, for a failure. */
  lastLines(count: number): Promise<string>;
  /** Rejects when Strapi ends by itself. */
  crashed: Promise<never>;
  stop(): Promise<void>;
  /** Removes database and log. */
  forget(): Promise<void>;
};

const isHealthy = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/_health`)).status === 204;
  } catch {
    return false;
  }
};

/** Starts the playground on a new, empty SQLite database, as `strapi start` does for its users. */
export const startPlayground = async (options: {
  port: number;
  env: NodeJS.ProcessEnv;
}): Promise<RunningPlayground> => {
  const url = `http://127.0.0.1:${options.port}`;
  await mkdir(path.join(PLAYGROUND, '.tmp'), { recursive: true });
  const folder = await mkdtemp(path.join(PLAYGROUND, '.tmp', 'demo-'));
  const logFile = path.join(folder, 'strapi.log');
  const log = createWriteStream(logFile);
  const child = start(
    {
      command: process.execPath,
      args: [STRAPI, 'start'],
      cwd: PLAYGROUND,
      env: {
        ...options.env,
        ...QUIET,
        HOST: '127.0.0.1',
        PORT: String(options.port),
        PUBLIC_URL: url,
        DATABASE_FILENAME: path.join(folder, 'data.db'),
      },
    },
    (chunk) => log.write(chunk)
  );
  const exited = once(child, 'exit');
  // Whatever ends this process ends Strapi too.
  process.once('exit', () => child.kill('SIGTERM'));
  const crashed = exited.then(([code]): never => {
    throw new Error(`Strapi ended by itself (exit code ${String(code)}); its log: ${logFile}`);
  });
  // Awaited together with what is going on at the time; never unhandled.
  crashed.catch(() => undefined);

  const lastLines = async (count: number): Promise<string> =>
    (await readFile(logFile, 'utf8')).trimEnd().split('\n').slice(-count).join('\n');
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await exited;
    log.end();
  };

  const deadline = performance.now() + START_TIMEOUT_MS;
  while (!(await Promise.race([isHealthy(url), crashed]))) {
    if (performance.now() > deadline) {
      await stop();
      throw new Error(`Strapi did not answer within two minutes:\n${await lastLines(30)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const forget = (): Promise<void> => rm(folder, { recursive: true, force: true });
  return { url, logFile, lastLines, crashed, stop, forget };
};
