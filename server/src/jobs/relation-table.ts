import { z } from 'zod';

import type { Database } from './database';

const joinSchema = z.object({
  joinTable: z.object({
    name: z.string(),
    joinColumn: z.object({ name: z.string() }),
    inverseJoinColumn: z.object({ name: z.string() }),
  }),
});

/** The table in which a relation is kept, as Strapi names it. */
export type RelationTable = {
  table: string;
  /** Id of the row that owns the relation. */
  own: string;
  /** Id of the row it points at. */
  other: string;
};

/** @throws ZodError where the attribute is no relation with a table of its own. */
export const relationTable = (
  database: Database,
  { uid, attribute }: { uid: string; attribute: string }
): RelationTable => {
  const { joinTable } = joinSchema.parse(database.metadata.get(uid).attributes[attribute]);
  return {
    table: joinTable.name,
    own: joinTable.joinColumn.name,
    other: joinTable.inverseJoinColumn.name,
  };
};

export const tableOf = (database: Database, uid: string): string =>
  database.metadata.get(uid).tableName;

/** A moment as a `datetime` column is compared with: SQLite keeps milliseconds. */
export const storedMoment = (database: Database, iso: string): Date | number =>
  database.dialect.client === 'sqlite' ? Date.parse(iso) : new Date(iso);
