import fc from 'fast-check';

import type { ParticipantIdentity, Sighting } from '../../server/src/domain/participant-sighting';

/** One join of one device, in whole minutes of the class. */
type Stay = { from: number; to: number };
type Device = { stays: Stay[]; hides: boolean };
type PersonKind = 'registrant' | 'customer' | 'user' | 'email' | 'guest';
type Person = { kind: PersonKind; hasEmail: boolean; name: string; devices: Device[] };

export type GeneratedClass = { endsAt: number; people: Person[] };

const START = Date.parse('2026-03-02T10:00:00Z');
export const classMoment = (minute: number): number => START + minute * 60_000;

const LENGTH = 90;

/** Stays of one device: one after another, never touching. */
const stays = (most: number): fc.Arbitrary<Stay[]> =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: LENGTH }), { minLength: 2, maxLength: most * 2 })
    .map((minutes) => {
      const sorted = [...minutes].sort((a, b) => a - b);
      const pairs: Stay[] = [];
      for (let index = 0; index + 1 < sorted.length; index += 2) {
        pairs.push({ from: sorted[index] ?? 0, to: sorted[index + 1] ?? 0 });
      }
      return pairs;
    });

const person: fc.Arbitrary<Person> = fc.record({
  kind: fc.constantFrom<PersonKind>('registrant', 'customer', 'user', 'email', 'guest'),
  hasEmail: fc.boolean(),
  // Few names for many people: a name tells nobody from another.
  name: fc.constantFrom('Ana', 'Ben', 'iPhone'),
  devices: fc.array(fc.record({ stays: stays(3), hides: fc.boolean() }), {
    minLength: 1,
    maxLength: 2,
  }),
});

/** Classes with rejoins, second devices, namesakes, and devices that tell less than others. */
export const generatedClass: fc.Arbitrary<GeneratedClass> = fc.record({
  endsAt: fc.constant(LENGTH),
  people: fc.array(person, { minLength: 1, maxLength: 5 }),
});

/** A guest has one device: what else a guest had, nobody could know to be the same guest's. */
const devicesOf = ({ kind, devices }: Person): Device[] =>
  kind === 'guest' ? devices.slice(0, 1) : devices;

const identityOf = (
  { kind, hasEmail, name }: Person,
  at: { person: number; device: number; stay: number; hides: boolean }
): ParticipantIdentity => {
  const has = (wanted: PersonKind) => (kind === wanted ? `${wanted}-${at.person}` : null);
  const email =
    kind !== 'guest' && (hasEmail || kind === 'email') ? `p${at.person}@x.example` : null;
  // A second device may show the address alone.
  const hides = at.hides && email !== null;
  return {
    registrantId: hides ? null : has('registrant'),
    customerKey: hides ? null : has('customer'),
    participantUserId: hides ? null : has('user'),
    email,
    participantUuid: `uuid-${at.person}-${at.device}`,
    joinId: `join-${at.person}-${at.device}-${at.stay}`,
    name,
  };
};

export type KnownStay = { who: ParticipantIdentity; from: number; to: number };

export const staysOf = ({ people }: GeneratedClass): KnownStay[] =>
  people.flatMap((one, person) =>
    devicesOf(one).flatMap((device, deviceIndex) =>
      device.stays.map(({ from, to }, stay) => ({
        // The first device tells everything, so that there is something to match the others with.
        who: identityOf(one, {
          person,
          device: deviceIndex,
          stay,
          hides: deviceIndex > 0 && device.hides,
        }),
        from: classMoment(from),
        to: classMoment(to),
      }))
    )
  );

/** What webhooks tell of the class. */
export const sightingsOf = (from: readonly KnownStay[]): Sighting[] =>
  from.flatMap((stay): Sighting[] => [
    { kind: 'joined', who: stay.who, at: stay.from },
    { kind: 'left', who: stay.who, at: stay.to },
  ]);

/** What the participant list tells: it has no participant uuid. */
export const listRowsOf = (from: readonly KnownStay[]): Sighting[] =>
  from.map((stay) => ({
    kind: 'stayed',
    who: { ...stay.who, participantUuid: null },
    from: stay.from,
    to: stay.to,
  }));

export type TrueAttendance = {
  /** Merged minutes per person with an id or address, by person. */
  known: { person: number; minutes: [number, number][] }[];
  /** Every stay of guests, in order. */
  guests: [number, number][];
};

const merged = (stays: readonly Stay[]): [number, number][] => {
  const minutes = new Array<boolean>(LENGTH).fill(false);
  for (const { from, to } of stays) for (let at = from; at < to; at += 1) minutes[at] = true;
  const spans: [number, number][] = [];
  minutes.forEach((isThere, at) => {
    const last = spans.at(-1);
    if (!isThere) return;
    if (last && last[1] === at) last[1] = at + 1;
    else spans.push([at, at + 1]);
  });
  return spans;
};

const byStart = (a: [number, number], b: [number, number]) => a[0] - b[0] || a[1] - b[1];

/** Counted minute by minute, in no way like the product does it. */
export const truthOf = ({ people }: GeneratedClass): TrueAttendance => ({
  known: people.flatMap((one, person) =>
    one.kind === 'guest'
      ? []
      : [{ person, minutes: merged(devicesOf(one).flatMap(({ stays }) => stays)) }]
  ),
  guests: people
    .filter(({ kind }) => kind === 'guest')
    .flatMap((one) => devicesOf(one).flatMap(({ stays }) => stays))
    .map(({ from, to }): [number, number] => [from, to])
    .sort(byStart),
});
