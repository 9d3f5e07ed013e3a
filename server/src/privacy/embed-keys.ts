import { z } from 'zod';

import { UID } from '../../../contracts/identifiers';
import type { Database } from '../jobs/database';
import { isAddressOf, type Person } from './person';

const rowSchema = z.looseObject({
  id: z.number(),
  key: z.string(),
  email: z.string().nullish(),
});

/** Keys of one statement. */
const BATCH = 200;

/**
 * What embedded meetings know a person by: keys that were given to the address, and those of a guest
 * of whom somebody said who it is.
 */
export const createEmbedKeys = ({ database }: { database: Database }) => {
  const query = () => database.query(UID.customerKey);

  const rows = async (person: Person) => {
    const rowsWhere = async (where: object) => {
      const found: unknown[] = await query().findMany({ where });
      return found.map((row) => rowSchema.parse(row));
    };
    const named = await rowsWhere({ email: { $eqi: person.email } });
    const own = new Map(
      named.filter(({ email }) => isAddressOf(email, person)).map((row) => [row.id, row])
    );
    const ids = [...person.ids];
    for (let from = 0; from < ids.length; from += BATCH) {
      const known = await rowsWhere({ key: { $in: ids.slice(from, from + BATCH) } });
      for (const row of known) own.set(row.id, row);
    }
    return [...own.values()];
  };

  return {
    rows,
    learnIds: async (person: Person): Promise<void> => {
      for (const { key } of await rows(person)) person.ids.add(key);
    },
    /** @returns how many were removed. */
    remove: async (person: Person): Promise<number> => {
      const ids = (await rows(person)).map(({ id }) => id);
      if (ids.length > 0) await query().deleteMany({ where: { id: { $in: ids } } });
      return ids.length;
    },
  };
};
