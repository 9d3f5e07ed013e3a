import { createColumn } from './column';

type Name = { name: string | null; namedAt: number };

/** Of several names the latest counts: people correct theirs. */
const isBetterName = (known: Name, told: { name: string; at: number }): boolean => {
  if (known.name === null || told.at !== known.namedAt) {
    return known.name === null || told.at > known.namedAt;
  }
  return told.name > known.name;
};

/** The names that connections were told, each text kept once. */
export const createNames = () => {
  const texts = new Map<string, number>();
  const all: string[] = [];
  const nameAt = createColumn();
  const toldAt = createColumn();

  const numberOf = (name: string): number => {
    const known = texts.get(name);
    if (known !== undefined) return known;
    texts.set(name, all.length);
    return all.push(name) - 1;
  };
  const of = (index: number): Name => ({
    name: all[nameAt.get(index) ?? -1] ?? null,
    namedAt: toldAt.get(index) ?? 0,
  });

  return {
    tell: (index: number, told: { name: string; at: number }): void => {
      if (!isBetterName(of(index), told)) return;
      nameAt.set(index, numberOf(told.name));
      toldAt.set(index, told.at);
    },
    /** A name of which nobody knows when it was told: any other one counts more. */
    keep: (index: number, name: string): void => {
      if (of(index).name === null) nameAt.set(index, numberOf(name));
    },
    best: (indexes: readonly number[]): Name =>
      indexes
        .map(of)
        .reduce<Name>(
          (best, { name, namedAt }) =>
            name !== null && isBetterName(best, { name, at: namedAt }) ? { name, namedAt } : best,
          { name: null, namedAt: 0 }
        ),
  };
};
