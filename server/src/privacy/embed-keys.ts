import { z } from 'zod';

import { UID } from '../../../contracts/identifiers';
import type { Database } from '../jobs/database';
import { isAddressOf, type Person } from './person';

const rowSchema = z.looseObject({
  id: z.number(),
  key: z.string(),
  email: z.string().nullish(),
});

/** What embedded meetings know a person by: keys that were given to the address. */
export const createEmbedKeys = ({ database }: { database: Database }) => {
  const query = () => database.query(UID.customerKey);

  const rows = async (person: Person) => {
    const found: unknown[] = await query().findMany({ where: { email: { $eqi: person.email } } });
    return found
      .map((row) => rowSchema.parse(row))
      .filter(({ email }) => isAddressOf(email, person));
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
