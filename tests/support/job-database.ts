import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { Database } from '@strapi/database';

import { TABLE } from '../../contracts/identifiers';
import { internalTables } from '../../server/src/content-types/internal-tables';
import type { Database as PluginDatabase } from '../../server/src/jobs/database';
import { type DatabaseKind, createTestDatabase } from './databases';

export type JobDatabase = {
  kind: DatabaseKind;
  database: PluginDatabase;
  /** All rows of the table of jobs, by key, numbers as numbers. */
  jobs(): Promise<JobRow[]>;
  /** Writes to a job's row behind everybody's back. */
  patchJob(key: string, columns: Record<string, unknown>): Promise<void>;
  clear(): Promise<void>;
  close(): Promise<void>;
};

export type JobRow = {
  key: string;
  task: string;
  version: number;
  payload: string;
  runAt: number;
  priority: number | null;
  attempts: number;
  leaseUntil: number | null;
  leaseBy: string | null;
  lastError: string | null;
};

const KINDS: DatabaseKind[] = ['sqlite', 'postgres', 'mysql'];

const silent = (): void => undefined;

/** The plugin's internal tables on Strapi's own database layer, without the rest of Strapi. */
export const openJobDatabase = async (kind: DatabaseKind): Promise<JobDatabase> => {
  const dir = await mkdtemp(path.join(tmpdir(), 'zoom-jobs-'));
  const server = await createTestDatabase(kind, dir);
  const database = new Database({
    connection: server.connection as ConstructorParameters<typeof Database>[0]['connection'],
    settings: { migrations: { dir: path.join(dir, 'migrations') } },
    logger: { debug: silent, info: silent, warn: silent, error: silent },
  });
  await database.init({ models: structuredClone(internalTables) as never });
  // Only our tables: Strapi's migrations expect Strapi's own.
  await database.schema.syncSchema();
  return {
    kind,
    database,
    async jobs() {
      const rows = await database.connection(TABLE.job).orderBy('key');
      return rows.map(toJobRow);
    },
    async patchJob(key, columns) {
      await database.connection(TABLE.job).where({ key }).update(columns);
    },
    async clear() {
      for (const table of Object.values(TABLE)) {
        if (await database.connection.schema.hasTable(table))
          await database.connection(table).delete();
      }
    },
    async close() {
      await database.destroy();
      await server.drop();
      await rm(dir, { recursive: true, force: true });
    },
  };
};

const number = (value: unknown): number | null => (value === null ? null : Number(value));

const toJobRow = (row: Record<string, never>): JobRow => ({
  key: row.key!,
  task: row.task!,
  version: Number(row.version),
  payload: row.payload!,
  runAt: Number(row.run_at),
  priority: number(row.priority),
  attempts: Number(row.attempts),
  leaseUntil: number(row.lease_until),
  leaseBy: row.lease_by ?? null,
  lastError: row.last_error ?? null,
});

/** Jest decides what to skip before anything asynchronous runs: hence the process of its own. */
const availableKinds = (): DatabaseKind[] => {
  const script = `
    const { isDatabaseAvailable } = require(${JSON.stringify(path.join(__dirname, 'databases.ts'))});
    Promise.all(${JSON.stringify(KINDS)}.map(async (kind) => (await isDatabaseAvailable(kind)) && kind))
      .then((kinds) => console.log(JSON.stringify(kinds.filter(Boolean))));`;
  const answer = spawnSync(process.execPath, ['--require', 'tsx/cjs', '-e', script], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (answer.status !== 0) throw new Error(`databases could not be looked for: ${answer.stderr}`);
  return JSON.parse(answer.stdout) as DatabaseKind[];
};

/**
 * The same cases on each database: on SQLite always, on the others where a server is reachable
 * (`databases.ts`); those that are not are listed as skipped.
 */
export const onEachDatabase = (title: string, cases: (opened: () => JobDatabase) => void): void => {
  const available = availableKinds();
  for (const kind of KINDS) {
    const isAvailable = available.includes(kind);
    const suite = isAvailable ? describe : describe.skip;
    suite(isAvailable ? `${title} on ${kind}` : `${title} on ${kind}: no server reachable`, () => {
      let opened: JobDatabase | undefined;

      beforeAll(async () => {
        opened = await openJobDatabase(kind);
      });
      beforeEach(() => opened?.clear());
      afterAll(() => opened?.close());

      cases(() => {
        if (opened === undefined) throw new Error('the database is open only while cases run');
        return opened;
      });
    });
  }
};
