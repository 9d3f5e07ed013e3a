const MAX_LENGTH = 1000;

/**
 * Knex puts the whole statement, values included, before the driver's own words:
 * `insert into … values ('secret') - UNIQUE constraint failed`; an error written out has its name first.
 */
const STATEMENT =
  /^\s*(?:\w+: )?(insert|update|delete|select|with|replace|begin|commit|rollback)\b.* - /is;

/**
 * An error by what it has: one that a native driver made may be of another realm than ours, where
 * `instanceof` says no (better-sqlite3 keeps the `Error` of the first context that loaded it).
 */
const isError = (error: unknown): error is Error =>
  error instanceof Error ||
  (typeof error === 'object' &&
    error !== null &&
    ['name', 'message', 'stack'].every((key) => typeof Reflect.get(error, key) === 'string'));

/** What an error says, without the statement and its values: may be stored, logged and shown. */
export const errorWords = (error: unknown): string =>
  isError(error)
    ? error.message.replace(STATEMENT, '').slice(0, MAX_LENGTH)
    : 'something that is no Error was thrown';

/** The same with the error's name in front, where a reader looks for its source. */
export const errorText = (error: unknown): string => {
  const isOurs = isError(error) && 'retry' in error && 'reach' in error;
  return isOurs || !isError(error)
    ? errorWords(error)
    : `${error.name}: ${errorWords(error)}`.slice(0, MAX_LENGTH);
};
