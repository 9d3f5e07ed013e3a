import type { Place } from './connection-table';
import { NOBODY, type IdentifierSets } from './identifier-sets';
import { byRank, IDENTIFIER_KINDS, type Identifier, type RankedIdentifiers } from './person-keys';

const JOIN_RANK = IDENTIFIER_KINDS.indexOf('join');
const END = -1;

/** Connections taken together, because the same is known of who they are. */
export type ConnectionUnits = {
  identifiers: RankedIdentifiers[];
  /** The connections of a unit, by index. */
  membersOf(unit: number): number[];
};

/**
 * Who is one person is asked of units instead of connections: those with equal identifiers are one
 * person whatever else is found, since at the strongest of them nothing stronger can tell them apart.
 * Of the ids of their joins a unit needs those only that others speak of.
 */
export const unitsOf = (input: {
  places: readonly Place[];
  setAt: (index: number) => number;
  sets: IdentifierSets;
  joinAt: (place: Place) => Identifier[];
}): ConnectionUnits => {
  const { places, setAt, sets, joinAt } = input;
  const spokenOf = new Set<Identifier>();
  const unitOfSet = new Map<number, number>();
  const identifiers: RankedIdentifiers[] = [];
  const first: number[] = [];
  const next = new Int32Array(places.length).fill(END);

  for (let number = 0; number < sets.count(); number += 1) {
    for (const join of byRank(sets.of(number))[JOIN_RANK] ?? []) spokenOf.add(join);
  }
  const newUnit = (set: number): number => {
    if (set !== NOBODY) unitOfSet.set(set, identifiers.length);
    return identifiers.push(byRank(sets.of(set))) - 1;
  };
  places.forEach((place, index) => {
    const set = setAt(index);
    const unit = unitOfSet.get(set) ?? newUnit(set);
    next[index] = first[unit] ?? END;
    first[unit] = index;
    const joins = identifiers[unit]?.[JOIN_RANK];
    for (const join of joinAt(place)) {
      if (spokenOf.has(join) && !joins?.includes(join)) joins?.push(join);
    }
  });

  return {
    identifiers,
    membersOf: (unit) => {
      const members: number[] = [];
      for (let at = first[unit] ?? END; at !== END; at = next[at] ?? END) members.push(at);
      return members;
    },
  };
};
