import { z } from 'zod';

/** A number that some drivers give as a text: counts and sums on PostgreSQL and MySQL; null is 0. */
export const numeric = z
  .union([z.number(), z.string(), z.bigint()])
  .nullable()
  .transform((value) => Number(value ?? 0));

/** A number of a column that some drivers give as a text: big integers on PostgreSQL. */
export const numberColumn = z.union([z.number(), z.string()]).transform(Number);
