import type { Core } from '@strapi/types';

import { TABLE } from '../../../contracts/identifiers';

/** Strapi's database layer, `strapi.db`. */
export type Database = Core.Strapi['db'];

type Rows = ReturnType<Database['connection']['queryBuilder']>;
export type Transaction = NonNullable<Parameters<Rows['transacting']>[0]>;

/** Where a module writes what a person who runs the server should read. */
export type JobLog = Record<'info' | 'warn' | 'error', (message: string) => unknown>;

/**
 * A query on one of the plugin's tables: inside `transaction` where one is given, else on a
 * connection of its own. Goes around `db.query`, so no lifecycle hook of the app sees these rows.
 */
export const rowsOf = (database: Database, table: string, transaction?: Transaction): Rows => {
  const rows = database.getConnection(table);
  return transaction === undefined ? rows : rows.transacting(transaction);
};

/** A query on the table of jobs. */
export const jobRows = (database: Database, transaction?: Transaction): Rows =>
  rowsOf(database, TABLE.job, transaction);

/** A new document id as Strapi gives one, for rows that are written around its documents. */
export const newDocumentId = (database: Database, uid: string): string => {
  const attribute = database.metadata.get(uid).attributes['documentId'] ?? {};
  return (Reflect.get(attribute, 'default') as () => string)();
};
