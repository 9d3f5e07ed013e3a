import { createHmac } from 'node:crypto';
import { z } from 'zod';

import { TABLE } from '../../../contracts/identifiers';
import { ERASED_DOMAIN } from '../domain/person-in-payload';
import { rowsOf, type Database, type Transaction } from '../jobs/database';
import { normalEmail } from './person';

/**
 * What somebody is known again by; a `speaker` by the run and the name that a transcript has, a `join`
 * by the run and its number.
 */
export type Trait = { kind: 'email' | 'id' | 'speaker' | 'join'; value: string };

/** One erasure: everything that was known of one person. */
export type Erasure = { person: string; erasedAt: Date };

const rowSchema = z.object({
  hash: z.string(),
  person: z.string(),
  erased_at: z.union([z.number(), z.string()]).transform(Number),
});
/** Values of one statement; SQLite binds 32,766. */
const BATCH = 500;

const normalName = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();
export const speakerOf = (run: string, name: string): Trait => ({
  kind: 'speaker',
  value: `${run}\n${normalName(name)}`,
});

/** @param key of the run, as `runKey` makes it. */
export const joinOf = (key: string, join: string): Trait => ({
  kind: 'join',
  value: `${key}\n${join}`,
});

export type ErasedPeople = ReturnType<typeof createErasedPeople>;

/**
 * Who was erased, as hashes under a key that is not in the database: enough to know the person again
 * in what Zoom tells later, and to nobody without the key a name or an address. With another key
 * they are known no more.
 */
export const createErasedPeople = ({ database, key }: { database: Database; key: string }) => {
  const digest = (use: string, { kind, value }: Trait): string => {
    const normal = kind === 'email' ? normalEmail(value) : value;
    return createHmac('sha256', key).update(`zoom ${use} ${kind}\n${normal}`).digest('hex');
  };
  const hashOf = (trait: Trait): string => digest('erased', trait);
  const pseudonymOf = (trait: Trait): string => `erased-${digest('pseudonym', trait).slice(0, 24)}`;

  return {
    /** The same for the same id wherever and whenever it is met, so that one person stays one. */
    idFor: (id: string): string => pseudonymOf({ kind: 'id', value: id }),
    emailFor: (email: string): string =>
      `${pseudonymOf({ kind: 'email', value: email })}@${ERASED_DOMAIN}`,

    /** Remembers that these traits are an erased person's. */
    remember: async (
      traits: readonly Trait[],
      { person, erasedAt }: Erasure,
      transaction?: Transaction
    ): Promise<void> => {
      const hashes = [...new Set(traits.map(hashOf))].sort();
      for (let from = 0; from < hashes.length; from += BATCH) {
        await rowsOf(database, TABLE.erased, transaction)
          .insert(
            hashes
              .slice(from, from + BATCH)
              .map((hash) => ({ hash, person, erased_at: erasedAt.getTime() }))
          )
          .onConflict('hash')
          .ignore();
      }
    },

    /** Nobody was ever erased: then nothing that arrives needs a look. */
    isNobody: async (transaction?: Transaction): Promise<boolean> => {
      const rows: unknown[] = await rowsOf(database, TABLE.erased, transaction)
        .limit(1)
        .select('id');
      return rows.length === 0;
    },

    /** Whose traits these are; those of nobody erased are not in the answer. */
    find: async (
      traits: readonly Trait[],
      transaction?: Transaction
    ): Promise<(trait: Trait) => Erasure | null> => {
      const found = new Map<string, Erasure>();
      const hashes = [...new Set(traits.map(hashOf))];
      for (let from = 0; from < hashes.length; from += BATCH) {
        const rows: unknown[] = await rowsOf(database, TABLE.erased, transaction)
          .whereIn('hash', hashes.slice(from, from + BATCH))
          .select(Object.keys(rowSchema.shape));
        for (const row of rows.map((one) => rowSchema.parse(one))) {
          found.set(row.hash, { person: row.person, erasedAt: new Date(row.erased_at) });
        }
      }
      return (trait) => found.get(hashOf(trait)) ?? null;
    },

    /** The person has come back by a registration of their own: what follows is theirs again. */
    forget: async (email: string): Promise<void> => {
      const hash = hashOf({ kind: 'email', value: email });
      await database.transaction(async ({ trx }) => {
        const rows: unknown[] = await rowsOf(database, TABLE.erased, trx)
          .where({ hash })
          .select(Object.keys(rowSchema.shape));
        for (const { person } of rows.map((row) => rowSchema.parse(row))) {
          await rowsOf(database, TABLE.erased, trx).where({ person }).delete();
        }
      });
    },
  };
};
