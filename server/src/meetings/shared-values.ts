import { rowsOf, type Database, type Transaction } from '../jobs/database';

/**
 * Gives the other published languages of a session what the one that was just published says of
 * time, host and options. Strapi does so for drafts; a publish that follows a draft's save finds
 * nothing changed and leaves the other published versions behind (measured on 5.54). Written
 * without `updatedAt`, by which the Content Manager tells whether a draft has changes of its own.
 */
export const shareAmongPublished = async (input: {
  db: Database;
  trx: Transaction;
  uid: string;
  /** The attributes with one value for all languages. */
  shared: readonly string[];
  /** The row that was just published, and its other languages. */
  from: number;
  to: number[];
}): Promise<void> => {
  const { db, trx, shared, from, to } = input;
  if (to.length === 0) return;
  const meta = db.metadata.get(input.uid);
  const columns = shared.flatMap((name) => {
    const stored = meta.attributes[name];
    return stored && 'columnName' in stored && stored.columnName ? [stored.columnName] : [];
  });
  if (columns.length === 0) return;
  const rows = () => rowsOf(db, meta.tableName, trx);
  const values: unknown = await rows().where({ id: from }).first(columns);
  if (typeof values === 'object' && values !== null) {
    await rows().whereIn('id', to).update(values);
  }
};
