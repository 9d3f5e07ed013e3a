import { createStrapi, type Core } from '@strapi/strapi';

import { createTestApp, type AppOptions, type TestApp } from './app-folder';
import { openDoors, type Doors } from './doors';

export { createTestApp, type TestApp } from './app-folder';
export { describeOn, type DatabaseKind } from './databases';

export type BootOptions = {
  /** Environment of this boot; `undefined` removes a variable. `ZOOM_*` of the shell never counts. */
  env?: Record<string, string | undefined>;
} & (
  | ({ app?: undefined } & AppOptions)
  /** An app to boot once more; whoever made it removes it. */
  | { app: TestApp }
);

export type BootedStrapi = Doors & {
  strapi: Core.Strapi;
  app: TestApp;
  /** Every line logged since the boot began (`level: text`), SQL excepted. */
  logs: string[];
  /** Gives a role of the site's users (`public`, `authenticated`) these actions. */
  grant(options: { role: 'public' | 'authenticated'; actions: string[] }): Promise<void>;
  /** Registers a site user (role `authenticated`) and gives a JWT. */
  createSiteUser(): Promise<{ id: number; email: string; jwt: string }>;
  /** Stops Strapi; removes the app with its database unless it was handed in as `app`. */
  stop(): Promise<void>;
};

const LOGS = Symbol.for('zoom.test.logs');

/** Sets the variables and gives what puts the old ones back. */
const setEnvironment = (env: Record<string, string | undefined>): (() => void) => {
  const stale = Object.keys(process.env).filter((name) => name.startsWith('ZOOM_'));
  const wanted: Record<string, string | undefined> = {
    ...Object.fromEntries(stale.map((name) => [name, undefined])),
    STRAPI_TELEMETRY_DISABLED: 'true',
    ...env,
  };
  const before = Object.keys(wanted).map((name) => [name, process.env[name]] as const);
  const assign = ([name, value]: readonly [string, string | undefined]): void => {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  };
  Object.entries(wanted).forEach(assign);
  return () => before.forEach(assign);
};

const listen = (strapi: Core.Strapi, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    strapi.server.mount();
    strapi.server.httpServer.once('error', reject);
    strapi.server.httpServer.listen(port, '127.0.0.1', resolve);
  });

/**
 * Boots a real Strapi with the plugin in this process, listening on a free port, without the admin
 * panel's files. Modules are loaded once per test file: a test of extensions, which the loader
 * writes into the plugin's own objects, gets a file for itself or uses `spawnStrapi`.
 */
export const bootStrapi = async (options: BootOptions = {}): Promise<BootedStrapi> => {
  const { env = {}, app: given, ...appOptions } = options;
  const app = given ?? (await createTestApp(appOptions));
  const restoreEnvironment = setEnvironment(env);
  const logs: string[] = [];
  Reflect.set(globalThis, LOGS, logs);
  const strapi = createStrapi({
    appDir: app.dir,
    distDir: app.dir,
    autoReload: false,
    serveAdminPanel: false,
  });
  const cleanUp = async (): Promise<void> => {
    restoreEnvironment();
    if (given === undefined) await app.remove();
  };
  try {
    await strapi.load();
    await listen(strapi, app.port);
  } catch (error) {
    await strapi.destroy().catch(() => undefined);
    await cleanUp();
    throw error;
  }
  const url = `http://127.0.0.1:${app.port}`;
  const doors = openDoors(url);
  return {
    ...doors,
    strapi,
    app,
    logs,
    grant: async ({ role, actions }) => {
      const found = await strapi.db
        .query('plugin::users-permissions.role')
        .findOne({ where: { type: role } });
      for (const action of actions) {
        await strapi.db
          .query('plugin::users-permissions.permission')
          .create({ data: { action, role: found.id } });
      }
    },
    createSiteUser: async () => {
      const name = `user${Math.random().toString(36).slice(2, 10)}`;
      const email = `${name}@students.example`;
      const { body } = await doors
        .requestAs('')
        .post('/api/auth/local/register')
        .send({ username: name, email, password: 'Test-Passw0rd' });
      return { id: body.user.id, email, jwt: body.jwt };
    },
    stop: async () => {
      await strapi.destroy();
      await cleanUp();
    },
  };
};
