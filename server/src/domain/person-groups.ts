import { IDENTIFIER_KINDS, type Identifier, type RankedIdentifiers } from './person-keys';

/** Indexes into the given list that are one person. */
export type PersonGroup = { members: number[]; identifiers: RankedIdentifiers };

type Group = { members: number[]; ranked: Set<Identifier>[] };

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const isBare = (group: Group, rank: number): boolean =>
  group.ranked.slice(0, rank).every((values) => values.size === 0);

/** Whether something stronger says that these are different people. */
const areToldApart = (groups: readonly Group[], rank: number): boolean => {
  for (let stronger = 0; stronger < rank; stronger += 1) {
    const sets = groups.flatMap(({ ranked }) => {
      const values = ranked[stronger];
      return values && values.size > 0 ? [values] : [];
    });
    const [first, ...others] = sets;
    if (first === undefined || others.length === 0) continue;
    const shared = [...first].some((value) => others.every((values) => values.has(value)));
    if (!shared) return true;
  }
  return false;
};

/** The identifiers of a rank that several connections carry, in an order of their own. */
const sharedAt = (
  connections: readonly RankedIdentifiers[],
  rank: number
): [Identifier, number[]][] => {
  const first = new Map<Identifier, number>();
  const shared = new Map<Identifier, number[]>();
  connections.forEach((ranked, index) => {
    for (const value of ranked[rank] ?? []) {
      const holder = first.get(value);
      if (holder === undefined) first.set(value, index);
      else shared.set(value, [...(shared.get(value) ?? [holder]), index]);
    }
  });
  return [...shared].sort(([a], [b]) => compareText(a, b));
};

/**
 * Who is one person, among connections with the identifiers they have.
 *
 * An identifier makes one person of all who carry it, unless something stronger tells them apart:
 * two children with registrations of their own on one parent's account stay two. Those who carry
 * nothing stronger are then one person of their own: whose connection that was is not guessed.
 * The same for any order of the connections, since identifiers are looked at in an order of their own.
 */
export const groupPeople = (connections: readonly RankedIdentifiers[]): PersonGroup[] => {
  // Made for those alone who share something: most people of a large class do not.
  const groupOf = new Map<number, Group>();
  const groupAt = (index: number): Group => {
    const known = groupOf.get(index);
    if (known) return known;
    const ranked = connections[index] ?? [];
    const made = { members: [index], ranked: ranked.map((values) => new Set(values)) };
    groupOf.set(index, made);
    return made;
  };

  const unite = (groups: readonly Group[]): void => {
    const [largest, ...others] = [...groups].sort((a, b) => b.members.length - a.members.length);
    if (largest === undefined) return;
    for (const other of others) {
      for (const member of other.members) {
        largest.members.push(member);
        groupOf.set(member, largest);
      }
      other.ranked.forEach((values, rank) => {
        for (const value of values) largest.ranked[rank]?.add(value);
      });
    }
  };

  for (let rank = 0; rank < IDENTIFIER_KINDS.length; rank += 1) {
    for (const [, indexes] of sharedAt(connections, rank)) {
      const groups = [...new Set(indexes.map(groupAt))];
      if (groups.length < 2) continue;
      unite(areToldApart(groups, rank) ? groups.filter((group) => isBare(group, rank)) : groups);
    }
  }

  const alone = connections.flatMap((identifiers, index): PersonGroup[] =>
    groupOf.has(index) ? [] : [{ members: [index], identifiers }]
  );
  const together = [...new Set(groupOf.values())].map(({ members, ranked }) => ({
    members,
    identifiers: ranked.map((values) => [...values].sort(compareText)),
  }));
  return [...alone, ...together];
};
