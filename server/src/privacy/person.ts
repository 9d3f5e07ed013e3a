/**
 * Whom we look for: an address in lower case, what else they are known by, what they are called, the
 * runs of meetings that they were in, and by which numbers they joined each.
 */
export type Person = {
  email: string;
  ids: Set<string>;
  names: Set<string>;
  runs: Set<string>;
  joins: Map<string, Set<string>>;
};

export const newPerson = (email: string): Person => ({
  email: normalEmail(email),
  ids: new Set(),
  names: new Set(),
  runs: new Set(),
  joins: new Map(),
});

/** By what an erased person is called from then on. */
export type PersonPseudonyms = {
  email: { from: string; to: string };
  /** By the id that is replaced. */
  ids: ReadonlyMap<string, string>;
};

export const normalEmail = (email: string): string => email.trim().toLowerCase();

/** Compared once more after the database: to some of MySQL's collations `é` is `e`. */
export const isAddressOf = (found: unknown, { email }: Pick<Person, 'email'>): boolean =>
  typeof found === 'string' && normalEmail(found) === email;

/** `kind:value` of attendance: the value may itself contain a colon. */
const valueOf = (identifier: string): string => identifier.slice(identifier.indexOf(':') + 1);
const kindOf = (identifier: string): string => identifier.slice(0, identifier.indexOf(':') + 1);

/** One join is known by a small number that others have too. */
const TOO_COMMON = 'join:';

/** The ids in attendance's identifiers that are somebody's own. */
export const ownIds = (identifiers: readonly string[], email: string): string[] =>
  identifiers
    .filter((one) => one.includes(':') && !one.startsWith(TOO_COMMON))
    .map(valueOf)
    .filter((value) => value !== '' && normalEmail(value) !== email);

/** The numbers of joins in attendance's identifiers. */
export const joinsIn = (identifiers: readonly string[]): string[] =>
  identifiers.filter((one) => one.startsWith(TOO_COMMON)).map(valueOf);

/** An identifier of attendance after the erasure. */
export const pseudonymous = (identifier: string, { email, ids }: PersonPseudonyms): string => {
  if (!identifier.includes(':') || identifier.startsWith(TOO_COMMON)) return identifier;
  const value = valueOf(identifier);
  const to = normalEmail(value) === email.from ? email.to : (ids.get(value) ?? value);
  return `${kindOf(identifier)}${to}`;
};
