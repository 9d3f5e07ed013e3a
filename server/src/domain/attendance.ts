import { createColumn } from './column';
import { presenceOf } from './connection';
import { createConnectionTable, type Place } from './connection-table';
import { createNames } from './connection-names';
import { unitsOf } from './connection-units';
import { createIdentifierSets, NOBODY } from './identifier-sets';
import { mergeIntervals, secondsOf, type Interval } from './intervals';
import type { ParticipantIdentity, Sighting } from './participant-sighting';
import { groupPeople } from './person-groups';
import {
  byRank,
  IDENTIFIER_KINDS,
  identifier,
  identifiersOf,
  matchedBy,
  type Identifier,
  type MatchedBy,
  type RankedIdentifiers,
} from './person-keys';
import {
  linkByHand,
  NO_PARTS,
  type FoundPerson,
  type HandLink,
  type PersonPart,
} from './person-links';

/** One person in one instance of a meeting. */
export type PersonAttendance = {
  /** The strongest identifier. */
  key: Identifier;
  matchedBy: MatchedBy;
  identifiers: Identifier[];
  name: string | null;
  email: string | null;
  intervals: Interval[];
  seconds: number;
  /** Of the instance's length, 0 to 1; null while that is not known. */
  share: number | null;
  /** Whom somebody linked by hand, as they were found; none of all others. */
  parts: readonly PersonPart[];
};

export type Attendance = {
  /** By key. */
  people: PersonAttendance[];
  /** How many of them are there now; 0 for an instance that has ended. */
  present: number;
};

export type AttendanceBounds = {
  startedAt: number | null;
  /** Null while the instance runs. */
  endedAt: number | null;
  links: readonly HandLink[];
};

export type AttendanceFold = {
  /** Takes a sighting in; order and repetition make no difference. */
  add(sighting: Sighting): void;
  /** Who was there, by everything taken in so far. May be asked again later. */
  settle(bounds: AttendanceBounds): Attendance;
};

const EMAIL_RANK = IDENTIFIER_KINDS.indexOf('email');
const JOIN_RANK = IDENTIFIER_KINDS.indexOf('join');

/** A number takes no room of its own; up to nine digits one text alone is written so. */
const IS_NUMBER = /^[1-9]\d{0,8}$/;
const JOIN = identifier('join', '');
const placeOfJoin = (joinId: string): Place =>
  IS_NUMBER.test(joinId) ? Number(joinId) : identifier('join', joinId);
const joinAt = (place: Place): Identifier[] => {
  if (typeof place === 'number') return [identifier('join', String(place))];
  return place.startsWith(JOIN) ? [place] : [];
};

/** Where the presence of one who was sealed is kept: with the join, where no more is known. */
const placeOfSealed = (identifiers: readonly Identifier[]): Place => {
  const all = identifiers.join(' ');
  if (!all.startsWith(JOIN)) return all;
  return identifiers.length > 1 ? `sealed:${all}` : placeOfJoin(all.slice(JOIN.length));
};

/** Where one join is kept. Without Zoom's id of the join, one participant is one connection. */
const placeOf = (who: ParticipantIdentity, at: number): Place => {
  if (who.joinId) return placeOfJoin(who.joinId);
  const strongest = identifiersOf(who).flat().at(-1);
  // Nothing but a name, which two people may share: every moment is a person of its own.
  return strongest ?? `name:${at}:${who.name ?? ''}`;
};

/** An empty attendance of one instance. Pure: time comes in with the sightings and the bounds. */
export const createAttendanceFold = (): AttendanceFold => {
  const connections = createConnectionTable();
  const sets = createIdentifierSets();
  const setOf = createColumn();
  const names = createNames();
  const sealedAt = new Map<number, readonly Interval[]>();

  const identify = (index: number, ranked: RankedIdentifiers): void => {
    const own = ranked.flat();
    setOf.set(index, sets.extend(setOf.get(index) ?? NOBODY, own));
  };

  const meet = (who: ParticipantIdentity, moment: number): number => {
    const index = connections.at(placeOf(who, moment));
    // The place says which join it was.
    identify(index, identifiersOf({ ...who, joinId: null }));
    if (who.name) names.tell(index, { name: who.name, at: moment });
    return index;
  };

  const add = (sighting: Sighting): void => {
    switch (sighting.kind) {
      case 'joined':
        connections.join(meet(sighting.who, sighting.at), sighting.at);
        return;
      case 'left':
        connections.leave(meet(sighting.who, sighting.at), sighting.at);
        return;
      case 'stayed': {
        const { who, from, to } = sighting;
        connections.stay(meet(who, from), { from, to });
        return;
      }
      case 'bound': {
        const { participantUuid, joinId } = sighting.to;
        const bond = connections.at(`bond:${participantUuid ?? ''}:${joinId ?? ''}`);
        identify(bond, identifiersOf({ ...sighting.who, ...noIdentity, ...sighting.to }));
        identify(bond, identifiersOf(sighting.who));
        return;
      }
      case 'sealed': {
        const { identifiers, intervals, name } = sighting;
        const index = connections.at(placeOfSealed(identifiers));
        identify(index, byRank(identifiers));
        sealedAt.set(index, [...(sealedAt.get(index) ?? []), ...intervals]);
        if (name !== null) names.keep(index, name);
        return;
      }
      default: {
        const never: never = sighting;
        return never;
      }
    }
  };

  const settle = (bounds: AttendanceBounds): Attendance => {
    const places = connections.places();
    const units = unitsOf({ places, setAt: (index) => setOf.get(index) ?? NOBODY, sets, joinAt });
    const found = groupPeople(units.identifiers).flatMap((group): FoundPerson[] => {
      const own = group.members.flatMap(units.membersOf);
      const sealed = mergeIntervals(own.flatMap((index) => sealedAt.get(index) ?? []));
      const when = { closeAt: bounds.endedAt, sealed };
      const intervals = mergeIntervals([
        ...sealed,
        ...own.flatMap((index) => presenceOf(connections.read(index), when)),
      ]);
      // A bond between connections that were never seen is nobody.
      if (intervals.length === 0) return [];
      const joins = own.flatMap((index) => joinAt(places[index] ?? ''));
      const identifiers = [
        ...group.identifiers.slice(0, JOIN_RANK).flat(),
        ...new Set([...(group.identifiers[JOIN_RANK] ?? []), ...joins].sort()),
      ];
      const key = identifiers[0] ?? String(own.map((index) => places[index]).sort()[0]);
      const parts = NO_PARTS;
      return [{ key, identifiers, intervals, isLinked: false, parts, ...names.best(own) }];
    });
    const people = linkByHand(found, bounds.links)
      .map((person) => toAttendance(person, bounds))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    const present =
      bounds.endedAt === null
        ? people.filter(({ intervals }) => intervals.at(-1)?.to === null).length
        : 0;
    return { people, present };
  };

  return { add, settle };
};

const noIdentity = {
  registrantId: null,
  customerKey: null,
  participantUserId: null,
  email: null,
  name: null,
};

const shareOf = (seconds: number, { startedAt, endedAt }: AttendanceBounds): number | null => {
  if (startedAt === null || endedAt === null || endedAt <= startedAt) return null;
  const share = (seconds * 1000) / (endedAt - startedAt);
  return Math.min(1, Math.round(share * 10_000) / 10_000);
};

const toAttendance = (person: FoundPerson, bounds: AttendanceBounds): PersonAttendance => {
  const { key, identifiers, name, intervals, isLinked, parts } = person;
  const seconds = secondsOf(intervals);
  const email = byRank(identifiers)[EMAIL_RANK]?.[0];
  return {
    key,
    matchedBy: isLinked ? 'hand' : matchedBy(key),
    identifiers,
    name,
    email: email === undefined ? null : email.slice('email:'.length),
    intervals,
    seconds,
    share: shareOf(seconds, bounds),
    parts,
  };
};
