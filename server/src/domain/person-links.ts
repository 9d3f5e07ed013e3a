import { mergeIntervals, type Interval } from './intervals';
import { byRank, type Identifier } from './person-keys';

/** A person's word that the row with the first key is the person with the second. */
export type HandLink = {
  from: Identifier;
  to: Identifier;
  /** For a person who was seen in no other way. */
  name: string | null;
};

/** One of those whom a link made one person, as they were found. */
export type PersonPart = { identifiers: Identifier[]; name: string | null; intervals: Interval[] };

export type FoundPerson = {
  key: Identifier;
  identifiers: Identifier[];
  name: string | null;
  namedAt: number;
  intervals: Interval[];
  isLinked: boolean;
  /** Of a linked person; else none. They outlive the events, so that a link can be taken back. */
  parts: readonly PersonPart[];
};

export const NO_PARTS: readonly PersonPart[] = [];

const partsOf = ({ key, identifiers, name, intervals, parts }: FoundPerson) =>
  parts.length > 0
    ? parts
    : [{ identifiers: identifiers.length > 0 ? identifiers : [key], name, intervals }];

/** The person with this key; else the only one who carries it, whose key has become a stronger one. */
const holderOf = (people: readonly FoundPerson[], of: Identifier): FoundPerson | undefined => {
  const exact = people.find(({ key }) => key === of);
  if (exact) return exact;
  const holders = people.filter(({ identifiers }) => identifiers.includes(of));
  return holders.length === 1 ? holders[0] : undefined;
};

const joined = (person: FoundPerson, other: FoundPerson): FoundPerson => {
  const identifiers = byRank([...new Set([...person.identifiers, ...other.identifiers])])
    .map((values) => values.sort())
    .flat();
  return {
    ...person,
    identifiers,
    name: person.name ?? other.name,
    intervals: mergeIntervals([...person.intervals, ...other.intervals]),
    isLinked: true,
    parts: [...partsOf(person), ...partsOf(other)],
  };
};

/**
 * The people after what was linked by hand. A link whose row is not (or no longer) there changes
 * nothing, so links outlive any new fold. Links of one row: the last one counts.
 */
export const linkByHand = (
  found: readonly FoundPerson[],
  links: readonly HandLink[]
): FoundPerson[] => {
  let people = [...found];
  for (const { from, to, name } of new Map(links.map((link) => [link.from, link])).values()) {
    const row = holderOf(people, from);
    if (row === undefined) continue;
    const target = holderOf(people, to);
    if (target === row) continue;
    const person = target
      ? joined(target, row)
      : {
          ...row,
          key: to,
          identifiers: [to, ...row.identifiers],
          name: name ?? row.name,
          isLinked: true,
          parts: partsOf(row),
        };
    people = people.filter((one) => one !== row && one !== target);
    people.push(person);
  }
  return people;
};
