import type { rowsOf } from './database';

type Rows = ReturnType<typeof rowsOf>;

const escapeLike = (text: string): string => text.replace(/[!%_]/g, (sign) => `!${sign}`);
const asciiLower = (text: string): string => text.replace(/[A-Z]/g, (sign) => sign.toLowerCase());
const capitalised = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/**
 * How a text may stand in a column after `LOWER`, which on SQLite lowers ASCII alone: `ü` is then
 * looked for as `Ü` too, as it stands at the beginning of a word or in capitals.
 */
export const spellings = (text: string): string[] => {
  const lower = text.toLowerCase();
  return [...new Set([lower, ...[text, capitalised(lower), text.toUpperCase()].map(asciiLower)])];
};

/** Leaves the rows in which one of the columns contains the text, whatever its case. */
export const whereContains = (rows: Rows, columns: readonly string[], text: string): void => {
  const patterns = spellings(text).map((spelling) => `%${escapeLike(spelling)}%`);
  rows.where((either) => {
    for (const column of columns) {
      for (const pattern of patterns) {
        either.orWhereRaw("LOWER(??) LIKE ? ESCAPE '!'", [column, pattern]);
      }
    }
  });
};
