import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { createTestDatabase, type DatabaseKind, type TestDatabase } from './databases';

export const REPOSITORY = path.resolve(__dirname, '..', '..');

export type AppConfig = {
  /** `config` of the plugin in `config/plugins`. */
  zoom?: Record<string, unknown>;
  /** Further entries of `config/plugins`. */
  plugins?: Record<string, unknown>;
  /** Merged over the defaults of `config/server`. */
  server?: Record<string, unknown>;
  /** Merged over the defaults of `config/admin`. */
  admin?: Record<string, unknown>;
  /** Strapi's template has it on: an unknown query key is a 400. @default true */
  strictParams?: boolean;
  /** Replaces the template's list in `config/middlewares`; null: there is no such file. */
  middlewares?: unknown[] | null;
};

export type AppOptions = AppConfig & {
  /** @default 'sqlite' */
  database?: DatabaseKind;
  /** Further files by path inside the app (`src/api/…`, `src/extensions/…`), JavaScript or JSON. */
  appFiles?: Record<string, string>;
  /** The plugin's TypeScript, or what `npm run build` made of it. @default 'source' */
  from?: 'source' | 'dist';
};

/** A minimal Strapi app on disk with its database; may be booted many times, one after another. */
export type TestApp = {
  dir: string;
  port: number;
  database: TestDatabase;
  /** Changes the configuration for the next boot; what is not named stays. */
  configure(changes: AppConfig): Promise<void>;
  /** Copies folder and database file to a new app: a staging copy. SQLite only. */
  copy(changes?: AppConfig): Promise<TestApp>;
  remove(): Promise<void>;
};

const findFreePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });

const TEMPLATE_MIDDLEWARES = [
  'strapi::logger',
  'strapi::errors',
  'strapi::security',
  'strapi::cors',
  'strapi::poweredBy',
  'strapi::query',
  'strapi::body',
  'strapi::session',
  'strapi::favicon',
  'strapi::public',
];

const configFiles = (
  config: AppConfig,
  { port, database }: { port: number; database: TestDatabase }
): Record<string, unknown> => ({
  server: {
    host: '127.0.0.1',
    port,
    app: { keys: ['test-key-one', 'test-key-two'] },
    logger: { updates: { enabled: false }, startup: { enabled: false } },
    ...config.server,
  },
  admin: {
    auth: { secret: 'test-admin-secret' },
    apiToken: { salt: 'test-api-token-salt' },
    transfer: { token: { salt: 'test-transfer-salt' } },
    secrets: { encryptionKey: 'test-encryption-key-0123456789abcdef' },
    // Many log-ins in one test run would meet Strapi's limit of five in five minutes.
    rateLimit: { enabled: false },
    autoOpen: false,
    flags: { nps: false, promoteEE: false },
    ...config.admin,
  },
  api: {
    rest: { defaultLimit: 25, maxLimit: 100, strictParams: config.strictParams ?? true },
    documents: {
      strictParams: config.strictParams ?? true,
      strictRelations: config.strictParams ?? true,
    },
  },
  database: { connection: database.connection },
  middlewares: config.middlewares ?? TEMPLATE_MIDDLEWARES,
  plugins: {
    'users-permissions': { config: { jwtSecret: 'test-jwt-secret' } },
    zoom: { enabled: true, resolve: './zoom-plugin', config: config.zoom ?? {} },
    ...config.plugins,
  },
});

/** Read anew at each boot, since the module cache outlives a boot in the same process. */
const configModule = (name: string): string =>
  [
    `const read = () => require('node:fs').readFileSync(__dirname + '/../config.json', 'utf8');`,
    `module.exports = () => JSON.parse(read())[${JSON.stringify(name)}];`,
  ].join('\n');

/** MySQL's driver warns at every migration: nothing a test run should show. */
const DATABASE_MODULE = `
const fs = require('node:fs');
const quiet = () => {};
module.exports = () => {
  const { connection } = JSON.parse(fs.readFileSync(__dirname + '/../config.json', 'utf8')).database;
  const log = { warn: quiet, error: quiet, deprecate: quiet, debug: quiet };
  return { connection: { ...connection, log } };
};
`;

/** Logs go to the test that booted Strapi in its own process, else to the console. */
const LOGGER_MODULE = `
const { Writable } = require('node:stream');
const { winston, formats } = require('@strapi/logger');
module.exports = () => {
  const sink = globalThis[Symbol.for('zoom.test.logs')];
  const format = winston.format.combine(
    winston.format.errors({ stack: true }),
    formats.levelFilter('error', 'warn', 'info', 'debug'),
    winston.format.printf(({ level, message, stack }) => level + ': ' + (stack || message))
  );
  const stream = new Writable({ write(chunk, _, done) { sink.push(String(chunk).trimEnd()); done(); } });
  const transport = sink ? new winston.transports.Stream({ stream }) : new winston.transports.Console();
  return { level: 'debug', format, transports: [transport] };
};
`;

const pluginEntry = (from: 'source' | 'dist'): string =>
  from === 'source'
    ? `module.exports = require(${JSON.stringify(path.join(REPOSITORY, 'server/src/index.ts'))}).default;`
    : `module.exports = require(${JSON.stringify(path.join(REPOSITORY, 'dist/server'))});`;

const MANIFEST = {
  name: 'zoom-test-app',
  version: '0.0.0',
  private: true,
  dependencies: { '@strapi/strapi': '5', '@strapi/plugin-users-permissions': '5' },
  strapi: { uuid: false },
};

const writeApp = async (dir: string, files: Record<string, string>): Promise<void> => {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(dir, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
};

const toApp = (made: {
  dir: string;
  port: number;
  database: TestDatabase;
  config: AppConfig;
}): TestApp => {
  const { dir, port, database } = made;
  let config = made.config;
  const save = (): Promise<void> =>
    writeFile(
      path.join(dir, 'config.json'),
      JSON.stringify(configFiles(config, { port, database }), null, 2)
    );
  return {
    dir,
    port,
    database,
    configure: (changes) => {
      config = { ...config, ...changes };
      return save();
    },
    copy: async (changes = {}) => {
      if (database.kind !== 'sqlite') throw new Error('Only an app on SQLite can be copied.');
      const target = await mkdtemp(path.join(tmpdir(), 'zoom-app-'));
      await cp(dir, target, { recursive: true, verbatimSymlinks: true });
      const twin = toApp({
        dir: target,
        port: await findFreePort(),
        database: await createTestDatabase('sqlite', target),
        config,
      });
      await twin.configure(changes);
      return twin;
    },
    remove: async () => {
      await database.drop();
      await rm(dir, { recursive: true, force: true });
    },
  };
};

/** Writes a minimal Strapi app that uses the plugin; booted by `bootStrapi` or `spawnStrapi`. */
export const createTestApp = async (options: AppOptions = {}): Promise<TestApp> => {
  const { database: kind = 'sqlite', appFiles = {}, from = 'source', ...config } = options;
  const dir = await mkdtemp(path.join(tmpdir(), 'zoom-app-'));
  await mkdir(path.join(dir, 'public', 'uploads'), { recursive: true });
  await mkdir(path.join(dir, '.tmp'));
  await symlink(path.join(REPOSITORY, 'node_modules'), path.join(dir, 'node_modules'));
  const names = ['server', 'admin', 'api', 'plugins'];
  if (config.middlewares !== null) names.push('middlewares');
  await writeApp(dir, {
    'package.json': JSON.stringify(MANIFEST),
    'src/index.js': 'module.exports = {};',
    'config/logger.js': LOGGER_MODULE,
    'config/database.js': DATABASE_MODULE,
    ...Object.fromEntries(names.map((name) => [`config/${name}.js`, configModule(name)])),
    // Without `exports` the loader takes strapi-server.js, so coverage sees the source.
    'zoom-plugin/package.json': JSON.stringify({
      name: 'strapi-plugin-zoom',
      version: '0.0.0',
      strapi: { kind: 'plugin', name: 'zoom', displayName: 'Zoom' },
    }),
    'zoom-plugin/strapi-server.js': pluginEntry(from),
    ...appFiles,
  });
  const app = toApp({
    dir,
    port: await findFreePort(),
    database: await createTestDatabase(kind, dir),
    config,
  });
  await app.configure({});
  return app;
};
