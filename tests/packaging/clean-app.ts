import { execFile, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { z } from 'zod';

import { openDoors, type Doors } from '../support/doors';
import { waitUntil } from '../support/wait';

const REPOSITORY = path.resolve(__dirname, '..', '..');
const run = promisify(execFile);
/** npm prints more than Node keeps by default. */
const MAX_OUTPUT_BYTES = 32 * 1024 * 1024;

const packedSchema = z.tuple([
  z.looseObject({ filename: z.string(), files: z.array(z.looseObject({ path: z.string() })) }),
]);

export type Packed = { tarball: string; files: string[] };

/** `npm pack` of what `npm run build` made; `npm test` builds before it comes here. */
export const packPlugin = async (folder: string): Promise<Packed> => {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const { stdout } = await run('npm', args, { cwd: REPOSITORY, maxBuffer: MAX_OUTPUT_BYTES });
  const [packed] = packedSchema.parse(JSON.parse(stdout));
  return {
    tarball: path.join(folder, packed.filename),
    files: packed.files.map((file) => file.path),
  };
};

export type RunningApp = Doors & { output(): string; stop(): Promise<void> };

export type CleanApp = {
  dir: string;
  npm(...args: string[]): Promise<string>;
  build(): Promise<void>;
  /** `strapi start` on a new database. */
  start(options: { strictParams: boolean }): Promise<RunningApp>;
};

const CONFIG: Record<string, string> = {
  server: `({ env }) => ({ host: '127.0.0.1', port: env.int('PORT'), app: { keys: ['a', 'b'] } })`,
  admin: `{
    auth: { secret: 'packaging' }, apiToken: { salt: 'packaging' },
    transfer: { token: { salt: 'packaging' } },
    secrets: { encryptionKey: 'packaging-encryption-key' }, autoOpen: false,
  }`,
  database: `({ env }) => ({ connection: {
    client: 'sqlite', connection: { filename: env('DATABASE_FILENAME') }, useNullAsDefault: true,
  } })`,
  middlewares: `[
    'strapi::logger', 'strapi::errors', 'strapi::security', 'strapi::cors', 'strapi::poweredBy',
    'strapi::query', 'strapi::body', 'strapi::session', 'strapi::favicon', 'strapi::public',
  ]`,
  api: `({ env }) => ({
    rest: { strictParams: env.bool('STRICT') },
    documents: { strictParams: env.bool('STRICT'), strictRelations: env.bool('STRICT') },
  })`,
  // All that a user has to write.
  plugins: `{ zoom: { enabled: true } }`,
};

const manifestSchema = z.looseObject({ devDependencies: z.record(z.string(), z.string()) });

/** A Strapi app as `create-strapi-app` makes it, in JavaScript, with the tarball as a dependency. */
const writeApp = async (dir: string, tarball: string): Promise<void> => {
  const manifest = await readFile(path.join(REPOSITORY, 'package.json'), 'utf8');
  const { devDependencies } = manifestSchema.parse(JSON.parse(manifest));
  const strapi = devDependencies['@strapi/strapi'];
  const dependencies = {
    '@strapi/strapi': strapi,
    '@strapi/plugin-users-permissions': strapi,
    'better-sqlite3': devDependencies['better-sqlite3'],
    react: '^18.0.0',
    'react-dom': '^18.0.0',
    'react-router-dom': '^6.0.0',
    'styled-components': '^6.0.0',
    'strapi-plugin-zoom': `file:${tarball}`,
  };
  const about = { name: 'clean-app', version: '0.0.0', private: true };
  await writeFile(path.join(dir, 'package.json'), JSON.stringify({ ...about, dependencies }));
  for (const folder of ['config', 'src', '.tmp', 'public/uploads']) {
    await mkdir(path.join(dir, folder), { recursive: true });
  }
  await writeFile(path.join(dir, 'src/index.js'), 'module.exports = {};');
  for (const [name, text] of Object.entries(CONFIG)) {
    await writeFile(path.join(dir, `config/${name}.js`), `module.exports = ${text};`);
  }
};

/** The driver's compiled part is taken from here, where it took a minute; nothing else is shared. */
const bringSqliteDriver = (dir: string): Promise<void> => {
  const built = 'node_modules/better-sqlite3/build';
  return cp(path.join(REPOSITORY, built), path.join(dir, built), { recursive: true });
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const cleanEnvironment = (): NodeJS.ProcessEnv => ({
  // Neither Jest's NODE_ENV nor npm's settings of the outer `npm test` are the user's.
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(ZOOM_|npm_|NODE_ENV|JEST_)/i.test(name))
  ),
  STRAPI_TELEMETRY_DISABLED: 'true',
  STRAPI_DISABLE_UPDATE_NOTIFICATION: 'true',
  JWT_SECRET: 'packaging',
});

/** Installs the tarball in a clean Strapi app in a temporary folder. */
export const installCleanApp = async (tarball: string): Promise<CleanApp> => {
  const dir = await mkdtemp(path.join(tmpdir(), 'zoom-clean-app-'));
  const env = cleanEnvironment();
  const inApp = { cwd: dir, env, maxBuffer: MAX_OUTPUT_BYTES };
  const bin = path.join(dir, 'node_modules/@strapi/strapi/bin/strapi.js');
  const npm = async (...args: string[]): Promise<string> => (await run('npm', args, inApp)).stdout;
  await writeApp(dir, tarball);
  await npm('install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund');
  await bringSqliteDriver(dir);

  return {
    dir,
    npm,
    build: async () => {
      await run(process.execPath, [bin, 'build'], inApp);
    },
    start: async ({ strictParams }) => {
      const port = await freePort();
      const child = spawn(process.execPath, [bin, 'start'], {
        cwd: dir,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: {
          ...env,
          PORT: String(port),
          DATABASE_FILENAME: `.tmp/data-${port}.db`,
          STRICT: String(strictParams),
        },
      });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
      }
      const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      const stop = async (): Promise<void> => {
        child.kill('SIGTERM');
        await exited;
      };
      const url = `http://127.0.0.1:${port}`;
      const isUp = async (): Promise<boolean> =>
        child.exitCode !== null || (await fetch(`${url}/_health`)).status === 204;
      await waitUntil(isUp, { timeoutMs: 120_000, what: 'the clean app' });
      if (child.exitCode !== null) throw new Error(`The clean app did not start:\n${output}`);
      return { ...openDoors(url), output: () => output, stop };
    },
  };
};

export const removeFolder = (dir: string): Promise<void> =>
  rm(dir, { recursive: true, force: true });
