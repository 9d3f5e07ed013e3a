import type { Identifier } from './person-keys';

/** No cleaned identifier has it in it. */
const BETWEEN = '\u0000';

/** The set of those who are told by nothing but their connection. */
export const NOBODY = 0;

/**
 * Sets of identifiers, each kept once and known by a number: a person who joins five times is told
 * five times by the same ones.
 */
export const createIdentifierSets = () => {
  const numbers = new Map<string, number>([['', NOBODY]]);
  const sets: (readonly Identifier[])[] = [[]];

  return {
    count: (): number => sets.length,
    of: (number: number): readonly Identifier[] => sets[number] ?? [],

    /** The number of a set with further identifiers. */
    extend: (number: number, by: readonly Identifier[]): number => {
      const known = sets[number] ?? [];
      if (by.every((one) => known.includes(one))) return number;
      const all = [...new Set([...known, ...by])].sort();
      const text = all.join(BETWEEN);
      const same = numbers.get(text);
      if (same !== undefined) return same;
      numbers.set(text, sets.length);
      return sets.push(all) - 1;
    },
  };
};
export type IdentifierSets = ReturnType<typeof createIdentifierSets>;
