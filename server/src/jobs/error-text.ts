const MAX_LENGTH = 1000;

/**
 * Knex puts the whole statement, values included, before the driver's own words:
 * `insert into … values ('secret') - UNIQUE constraint failed`.
 */
const STATEMENT = /^\s*(insert|update|delete|select|with|replace|begin|commit|rollback)\b.* - /is;

/** What an error says, without the statement and its values: may be stored, logged and shown. */
export const errorWords = (error: unknown): string =>
  error instanceof Error
    ? error.message.replace(STATEMENT, '').slice(0, MAX_LENGTH)
    : 'something that is no Error was thrown';

/** The same with the error's name in front, where a reader looks for its source. */
export const errorText = (error: unknown): string => {
  const isOurs = error instanceof Error && 'retry' in error && 'reach' in error;
  return isOurs || !(error instanceof Error)
    ? errorWords(error)
    : `${error.name}: ${errorWords(error)}`.slice(0, MAX_LENGTH);
};
