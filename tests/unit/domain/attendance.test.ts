import fc from 'fast-check';

import {
  createAttendanceFold,
  type Attendance,
  type PersonAttendance,
} from '../../../server/src/domain/attendance';
import type { HandLink } from '../../../server/src/domain/person-links';
import type {
  ParticipantIdentity,
  Sighting,
} from '../../../server/src/domain/participant-sighting';
import {
  classMoment,
  generatedClass,
  listRowsOf,
  sightingsOf,
  staysOf,
  truthOf,
  type TrueAttendance,
} from '../../support/classes';

const fold = (
  sightings: readonly Sighting[],
  { endsAt = 90, links = [] }: { endsAt?: number | null; links?: HandLink[] } = {}
): Attendance => {
  const attendance = createAttendanceFold();
  for (const sighting of sightings) attendance.add(sighting);
  return attendance.settle({
    startedAt: classMoment(0),
    endedAt: endsAt === null ? null : classMoment(endsAt),
    links,
  });
};

const minutesOf = (person: PersonAttendance): [number, number][] =>
  person.intervals.map(({ from, to }) => [
    (from - classMoment(0)) / 60_000,
    ((to ?? Number.NaN) - classMoment(0)) / 60_000,
  ]);

/** Attendance in the words of the generator's truth. */
const asTruth = ({ people }: Attendance): TrueAttendance => {
  const numberOf = ({ key }: PersonAttendance) => Number(/(\d+)(@|$)/.exec(key)?.[1]);
  const isGuest = ({ matchedBy }: PersonAttendance) =>
    matchedBy === 'participant-uuid' || matchedBy === 'none';
  return {
    known: people
      .filter((person) => !isGuest(person))
      .map((person) => ({ person: numberOf(person), minutes: minutesOf(person) }))
      .sort((a, b) => a.person - b.person),
    guests: people
      .filter(isGuest)
      .flatMap(minutesOf)
      .sort((a, b) => a[0] - b[0] || a[1] - b[1]),
  };
};

const RUNS = 2000;
const seed = Number(process.env['FAST_CHECK_SEED'] ?? Date.now() % 2 ** 31);

/** Everything in some order, some of it more than once. */
const shuffled = (sightings: Sighting[]): fc.Arbitrary<Sighting[]> =>
  fc.array(fc.nat({ max: Math.max(0, sightings.length - 1) }), { maxLength: 12 }).chain((again) => {
    const all = [...sightings, ...again.flatMap((index) => sightings[index] ?? [])];
    return fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length });
  });

describe(`attendance of generated classes (seed ${seed})`, () => {
  const check = <T>(arbitrary: fc.Arbitrary<T>, test: (value: T) => void): void =>
    fc.assert(fc.property(arbitrary, test), { numRuns: RUNS, seed });

  test('any order and repetition of the webhooks gives the truth', () => {
    check(
      generatedClass.chain((one) =>
        shuffled(sightingsOf(staysOf(one))).map((told) => ({ one, told }))
      ),
      ({ one, told }) => expect(asTruth(fold(told))).toEqual(truthOf(one))
    );
  });

  test('the participant list alone gives the truth', () => {
    check(
      generatedClass.chain((one) =>
        shuffled(listRowsOf(staysOf(one))).map((told) => ({ one, told }))
      ),
      ({ one, told }) => expect(asTruth(fold(told))).toEqual(truthOf(one))
    );
  });

  test('whatever webhooks are lost, with the list they give the truth', () => {
    check(
      generatedClass.chain((one) => {
        const stays = staysOf(one);
        return fc
          .subarray(sightingsOf(stays))
          .chain((kept) => shuffled([...kept, ...listRowsOf(stays)]))
          .map((told) => ({ one, told }));
      }),
      ({ one, told }) => expect(asTruth(fold(told))).toEqual(truthOf(one))
    );
  });

  test('what was sealed and then told again, in part, is the truth still', () => {
    check(
      generatedClass.chain((one) => {
        const all = [...sightingsOf(staysOf(one)), ...listRowsOf(staysOf(one))];
        const sealed = fold(all).people.map(
          ({ identifiers, name, intervals }): Sighting => ({
            kind: 'sealed',
            identifiers,
            name,
            intervals,
          })
        );
        return fc
          .subarray(all)
          .chain((late) => shuffled([...sealed, ...late]))
          .map((told) => ({ one, told }));
      }),
      ({ one, told }) => expect(asTruth(fold(told)).known).toEqual(truthOf(one).known)
    );
  });
});

const who = (more: Partial<ParticipantIdentity> & { joinId: string }): ParticipantIdentity => ({
  registrantId: null,
  customerKey: null,
  participantUserId: null,
  email: null,
  participantUuid: null,
  name: 'Ana',
  ...more,
});
const joined = (one: ParticipantIdentity, minute: number): Sighting => ({
  kind: 'joined',
  who: one,
  at: classMoment(minute),
});
const left = (one: ParticipantIdentity, minute: number): Sighting => ({
  kind: 'left',
  who: one,
  at: classMoment(minute),
});
const stay = (one: ParticipantIdentity, from: number, to: number): Sighting[] => [
  joined(one, from),
  left(one, to),
];

describe('who is one person', () => {
  test('two guests with one name stay two people', () => {
    const { people } = fold([
      ...stay(who({ joinId: '1', participantUuid: 'A' }), 0, 30),
      ...stay(who({ joinId: '2', participantUuid: 'B' }), 10, 40),
    ]);
    expect(people.map(({ key, matchedBy }) => [key, matchedBy])).toEqual([
      ['uuid:A', 'participant-uuid'],
      ['uuid:B', 'participant-uuid'],
    ]);
  });

  test('a guest of the list, of whom only a join is known, is not matched', () => {
    const { people } = fold([
      ...stay(who({ joinId: '1' }), 0, 5),
      ...stay(who({ joinId: '2' }), 6, 9),
    ]);
    expect(people.map(({ matchedBy }) => matchedBy)).toEqual(['none', 'none']);
  });

  test('two devices are one presence', () => {
    const [person] = fold([
      ...stay(who({ joinId: '1', registrantId: 'R', email: 'ana@x.example' }), 0, 40),
      ...stay(who({ joinId: '2', email: 'Ana@X.example ' }), 20, 60),
    ]).people;
    expect(person).toMatchObject({ key: 'registrant:R', matchedBy: 'registrant', seconds: 3600 });
    expect(person?.share).toBeCloseTo(60 / 90, 3);
  });

  test('two registrants on one account stay two, and what only the account tells is neither', () => {
    const { people } = fold([
      ...stay(who({ joinId: '1', registrantId: 'R1', participantUserId: 'U' }), 0, 40),
      ...stay(who({ joinId: '2', registrantId: 'R2', participantUserId: 'U' }), 0, 50),
      ...stay(who({ joinId: '3', participantUserId: 'U' }), 0, 60),
    ]);
    expect(people.map(({ key, seconds }) => [key, seconds / 60])).toEqual([
      ['registrant:R1', 40],
      ['registrant:R2', 50],
      ['user:U', 60],
    ]);
  });

  test('a link in the browser and an app are one person by their address', () => {
    const { people } = fold([
      ...stay(who({ joinId: '1', customerKey: 'site-7', email: 'ana@x.example' }), 0, 10),
      ...stay(who({ joinId: '2', participantUserId: 'U', email: 'ana@x.example' }), 20, 30),
    ]);
    expect(people).toHaveLength(1);
    expect(people[0]).toMatchObject({ key: 'customer:site-7', seconds: 1200 });
  });

  test('a telephone that is bound to a participant is that participant', () => {
    const guest = who({ joinId: '1', participantUuid: 'A' });
    const phone = who({ joinId: '2', participantUuid: 'P', name: '+41 …' });
    const bound: Sighting = {
      kind: 'bound',
      who: guest,
      to: { participantUuid: 'P', joinId: '2' },
    };
    const told = [...stay(guest, 0, 20), ...stay(phone, 10, 40), bound];
    expect(fold(told).people.map(({ seconds }) => seconds)).toEqual([2400]);
    expect(fold([bound]).people).toEqual([]);
  });

  test('a row linked by hand is that person after any new fold', () => {
    const links = [{ from: 'uuid:A', to: 'registrant:R', name: 'Ana Ruiz' }];
    const guest = stay(who({ joinId: '1', participantUuid: 'A' }), 0, 30);
    expect(fold(guest, { links }).people).toMatchObject([
      { key: 'registrant:R', matchedBy: 'hand', name: 'Ana Ruiz', seconds: 1800 },
    ]);
    const later = [
      ...guest,
      ...stay(who({ joinId: '4', participantUuid: 'A' }), 40, 50),
      ...stay(who({ joinId: '5', registrantId: 'R' }), 60, 70),
    ];
    expect(fold(later, { links }).people).toMatchObject([
      { key: 'registrant:R', matchedBy: 'hand', seconds: 3000 },
    ]);
  });
});

describe('how long', () => {
  const ana = who({ joinId: '1', participantUuid: 'A' });

  test('an open interval is closed at the end of the instance, and counts nothing before', () => {
    expect(fold([joined(ana, 30)]).people[0]).toMatchObject({ seconds: 3600 });
    const live = fold([joined(ana, 30)], { endsAt: null });
    expect(live).toMatchObject({ present: 1, people: [{ seconds: 0, share: null }] });
    expect(live.people[0]?.intervals.at(-1)?.to).toBeNull();
  });

  test('the list closes what a lost leave left open', () => {
    const listed: Sighting = {
      kind: 'stayed',
      who: who({ joinId: '1' }),
      from: classMoment(30) + 2000,
      to: classMoment(45),
    };
    expect(fold([joined(ana, 30), listed]).people[0]).toMatchObject({ seconds: 900 });
  });

  test('a list that has not counted yet says nothing about how long', () => {
    const early: Sighting = {
      kind: 'stayed',
      who: who({ joinId: '1' }),
      from: classMoment(30),
      to: classMoment(30),
    };
    expect(fold([joined(ana, 30), early]).people[0]).toMatchObject({ seconds: 3600 });
    expect(fold([early]).people[0]).toMatchObject({ seconds: 0 });
  });

  test('somebody of whom only the leave is known was there, for an unknown time', () => {
    expect(fold([left(ana, 20)]).people).toMatchObject([{ seconds: 0 }]);
  });

  test('one join id that is used again in one class is several stays', () => {
    const told = [...stay(ana, 0, 10), ...stay(ana, 10, 20), ...stay(ana, 30, 40)];
    expect(fold(told).people.map(minutesOf)).toEqual([
      [
        [0, 20],
        [30, 40],
      ],
    ]);
  });
});
