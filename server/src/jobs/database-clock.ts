import type { Database } from './database';

type Raw = ReturnType<Database['connection']['raw']>;

/**
 * The moment a statement runs, as whole epoch milliseconds, by the database's own clock: the one
 * clock that all processes on one database share, so leases and due times never hang on how well
 * the servers' clocks agree.
 *
 * - SQLite: `'now'` is one moment within a statement; `%f` is `SS.SSS`.
 * - PostgreSQL: `now()` would be the start of the transaction, `clock_timestamp()` is now.
 * - MySQL, MariaDB: `UNIX_TIMESTAMP(NOW(3))` reads the session's time zone and is an hour wrong
 *   when summer time ends; the distance from the epoch in UTC is not.
 */
const NOW_MS: Record<string, string> = {
  sqlite:
    "(CAST(strftime('%s', 'now') AS INTEGER) * 1000 + CAST(substr(strftime('%f', 'now'), 4) AS INTEGER))",
  postgres: 'CAST(FLOOR(EXTRACT(EPOCH FROM clock_timestamp()) * 1000) AS bigint)',
  mysql: "(TIMESTAMPDIFF(MICROSECOND, '1970-01-01 00:00:00', UTC_TIMESTAMP(6)) DIV 1000)",
};

const nowSql = (database: Database): string => {
  const sql = NOW_MS[database.dialect.client];
  if (sql === undefined) {
    throw new Error(`zoom: no clock is known for the database client "${database.dialect.client}"`);
  }
  return sql;
};

/** SQL: now, in epoch milliseconds by the database's clock. */
export const databaseNow = (database: Database): Raw => database.connection.raw(nowSql(database));

/** SQL: that many milliseconds from now by the database's clock. */
export const databaseNowPlus = (database: Database, delayMs: number): Raw =>
  database.connection.raw(`${nowSql(database)} + ${wholeMs(delayMs)}`);

/** The same as text, for a larger expression. */
export const databaseNowPlusSql = (database: Database, delayMs: number): string =>
  `(${nowSql(database)} + ${wholeMs(delayMs)})`;

/** SQL: no worker holds the job, or its lease has run out. */
export const notHeld = (database: Database): string =>
  `(lease_until IS NULL OR lease_until <= ${nowSql(database)})`;

const wholeMs = (delayMs: number): number => {
  if (!Number.isFinite(delayMs))
    throw new TypeError(`zoom: ${delayMs} is no number of milliseconds`);
  return Math.round(delayMs);
};
