import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';

import mysql from 'mysql2/promise';
import pg from 'pg';

export type DatabaseKind = 'sqlite' | 'postgres' | 'mysql';

/**
 * The databases this run tests on. `npm test` sets `TEST_DATABASES` to what it finds running;
 * a bare `npx jest` has SQLite alone.
 */
const selected = (process.env.TEST_DATABASES ?? 'sqlite').split(',');

/** `describe` for tests on that database; skipped, and counted so, where the run has none. */
export const describeOn = (kind: DatabaseKind): jest.Describe =>
  selected.includes(kind) ? describe : describe.skip;

/** What Strapi's `config/database` wants, and the way to get rid of it. */
export type TestDatabase = {
  kind: DatabaseKind;
  connection: Record<string, unknown>;
  drop(): Promise<void>;
};

/** Server to make databases on; `TEST_POSTGRES_URL` names another. */
const postgresUrl = (): string =>
  process.env.TEST_POSTGRES_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';

const MYSQL_SOCKET = '/run/mysqld/mysqld.sock';

/** Server to make databases on; `TEST_MYSQL_URL` names another than the local socket's. */
const mysqlServer = (): mysql.ConnectionOptions => {
  const url = process.env.TEST_MYSQL_URL;
  if (url === undefined) return { socketPath: MYSQL_SOCKET, user: 'root' };
  const { hostname, port, username, password } = new URL(url);
  return { host: hostname, port: Number(port || 3306), user: username, password };
};

const withPostgres = async <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: postgresUrl(), connectionTimeoutMillis: 2000 });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const withMysql = async <T>(work: (connection: mysql.Connection) => Promise<T>): Promise<T> => {
  const connection = await mysql.createConnection({ ...mysqlServer(), connectTimeout: 2000 });
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
};

/** Whether tests on that database can run here; `npm test` names those that cannot as skipped. */
export const isDatabaseAvailable = async (kind: DatabaseKind): Promise<boolean> => {
  if (kind === 'sqlite') return true;
  if (kind === 'mysql' && process.env.TEST_MYSQL_URL === undefined && !existsSync(MYSQL_SOCKET)) {
    return false;
  }
  try {
    await (kind === 'postgres'
      ? withPostgres((client) => client.query('SELECT 1'))
      : withMysql((connection) => connection.query('SELECT 1')));
    return true;
  } catch {
    return false;
  }
};

const postgresDatabase = async (name: string): Promise<TestDatabase> => {
  await withPostgres((client) => client.query(`CREATE DATABASE ${name}`));
  const { hostname, port, username, password } = new URL(postgresUrl());
  return {
    kind: 'postgres',
    connection: {
      client: 'postgres',
      connection: {
        host: hostname,
        port: Number(port || 5432),
        user: decodeURIComponent(username),
        password: decodeURIComponent(password),
        database: name,
      },
      pool: { min: 0, max: 10 },
    },
    drop: async () => {
      await withPostgres((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
};

const mysqlDatabase = async (name: string): Promise<TestDatabase> => {
  await withMysql((connection) => connection.query(`CREATE DATABASE ${name}`));
  return {
    kind: 'mysql',
    connection: {
      client: 'mysql',
      connection: { ...mysqlServer(), database: name },
      pool: { min: 0, max: 10 },
    },
    drop: async () => {
      await withMysql((connection) => connection.query(`DROP DATABASE IF EXISTS ${name}`));
    },
  };
};

/** A new, empty database; on SQLite a file in `dir`, which goes with the folder. */
export const createTestDatabase = async (
  kind: DatabaseKind,
  dir: string
): Promise<TestDatabase> => {
  const name = `zoom_test_${randomBytes(6).toString('hex')}`;
  switch (kind) {
    case 'sqlite':
      return {
        kind,
        connection: {
          client: 'sqlite',
          connection: { filename: path.join(dir, '.tmp', 'data.db') },
          useNullAsDefault: true,
        },
        drop: () => Promise.resolve(),
      };
    case 'postgres':
      return postgresDatabase(name);
    case 'mysql':
      return mysqlDatabase(name);
    default:
      return kind satisfies never;
  }
};
