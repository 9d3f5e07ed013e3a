import {
  moveRegistration,
  planRegistration,
  registrationWindow,
  sameAddress,
  seatsOf,
  type RegistrableMeeting,
} from '../../../server/src/domain/registration';
import { DEFAULT_REGISTRATION } from '../../../contracts/registration';

const START = new Date('2031-03-10T18:00:00Z');
const before = (minutes: number) => new Date(START.getTime() - minutes * 60_000);
const DAY = 24 * 60;

const meeting = (changes: Partial<RegistrableMeeting> = {}): RegistrableMeeting => ({
  state: 'scheduled',
  startTime: START,
  removedAt: null,
  ...changes,
});
const settings = (changes: Partial<typeof DEFAULT_REGISTRATION> = {}) => ({
  ...DEFAULT_REGISTRATION,
  open: true,
  ...changes,
});
const kindAt = (now: Date, changes: Partial<typeof DEFAULT_REGISTRATION> = {}) =>
  registrationWindow({ settings: settings(changes), meeting: meeting(), now }).kind;

describe('when one can register', () => {
  it('is from the first day until the start, as far as the settings say', () => {
    expect(kindAt(before(400 * DAY))).toBe('open');
    expect(kindAt(before(1))).toBe('open');
    expect(kindAt(START)).toBe('closed');
  });

  it('is within days and minutes before the start, to the moment', () => {
    const rule = { opensDaysBefore: 7, closesMinutesBefore: 30 };
    expect(kindAt(before(7 * DAY + 1), rule)).toBe('too-early');
    expect(kindAt(before(7 * DAY), rule)).toBe('open');
    expect(kindAt(before(31), rule)).toBe('open');
    expect(kindAt(before(30), rule)).toBe('closed');
  });

  it.each([
    ['registration is off', settings({ open: false }), meeting()],
    ['the class was cancelled', settings(), meeting({ state: 'cancelled' })],
    ['its session was unpublished', settings(), meeting({ removedAt: before(100) })],
    ['the class is over', settings(), meeting({ state: 'ended' })],
    ['it has no time yet', settings(), meeting({ startTime: null, state: 'unscheduled' })],
  ])('is not while %s', (_why, rule, of) => {
    const window = registrationWindow({ settings: rule, meeting: of, now: before(60) });
    expect(window.kind).toBe('closed');
  });
});

describe('seats', () => {
  it.each([
    [null, null, false, null],
    [20, null, false, 20],
    [20, 5, false, 5],
    [null, 5, false, 5],
    [null, null, true, 4999],
    [10_000, null, true, 4999],
    [20, null, true, 20],
  ])('settings %p, own %p, in Zoom %p: %p', (...[capacity, ownCapacity, isInZoom, all]) => {
    expect(seatsOf({ settings: { capacity }, ownCapacity, isInZoom })).toBe(all);
  });
});

describe('a wish to register', () => {
  const open = registrationWindow({ settings: settings(), meeting: meeting(), now: before(60) });
  const closed = registrationWindow({ settings: settings(), meeting: meeting(), now: START });
  const plan = (changes: Partial<Parameters<typeof planRegistration>[0]> = {}) =>
    planRegistration({
      window: open,
      known: null,
      isGuest: true,
      seats: { all: 2, taken: 1 },
      approval: 'automatic',
      ...changes,
    });

  it('is granted, or waits for a person', () => {
    expect(plan()).toEqual({ kind: 'enter', state: 'approved' });
    expect(plan({ approval: 'manual' })).toEqual({ kind: 'enter', state: 'pending' });
    expect(plan({ known: 'cancelled' })).toEqual({ kind: 'enter', state: 'approved' });
  });

  it('changes nothing twice, and nothing that an editor decided', () => {
    for (const known of ['pending', 'approved', 'denied'] as const) {
      expect(plan({ known })).toEqual({ kind: 'keep' });
    }
    expect(plan({ known: 'denied', isGuest: false })).toEqual({ kind: 'keep' });
  });

  it.each([null, 'pending', 'approved', 'denied', 'cancelled'] as const)(
    'of a guest with an address that is %p is refused as everybody’s',
    (known) => {
      const full = { all: 2, taken: 2 };
      expect(plan({ known, seats: full })).toEqual({ kind: 'refuse', because: 'full' });
      expect(plan({ known, window: closed })).toEqual({ kind: 'refuse', because: 'closed' });
    }
  );

  it('of an account that has a seat is never refused', () => {
    const account = { known: 'approved', isGuest: false } as const;
    expect(plan({ ...account, seats: { all: 2, taken: 2 } })).toEqual({ kind: 'keep' });
    expect(plan({ ...account, window: closed })).toEqual({ kind: 'keep' });
  });
});

describe('decisions', () => {
  it.each([
    ['pending', 'approve', 'approved'],
    ['pending', 'deny', 'denied'],
    ['pending', 'cancel', 'cancelled'],
    ['approved', 'approve', 'there-already'],
    ['approved', 'deny', 'denied'],
    ['approved', 'cancel', 'cancelled'],
    ['denied', 'approve', 'approved'],
    ['denied', 'deny', 'there-already'],
    ['denied', 'cancel', 'impossible'],
    ['cancelled', 'approve', 'approved'],
    ['cancelled', 'deny', 'impossible'],
    ['cancelled', 'cancel', 'there-already'],
  ] as const)('%s, %s: %s', (from, decision, to) => {
    const move = moveRegistration(from, decision);
    expect(move.kind === 'move' ? move.to : move.kind).toBe(to);
  });

  it('know an address in any case', () => {
    expect(sameAddress('Ann@School.example ', 'ann@school.EXAMPLE')).toBe(true);
    expect(sameAddress('ann@school.example', 'anné@school.example')).toBe(false);
  });
});
