import fc from 'fast-check';

import {
  applyMeetingEvent,
  type MeetingEvent,
  type MeetingSeenByEvents,
} from '../../../server/src/domain/meeting-event';
import { KEPT_ENDED_RUNS, NO_RUNS } from '../../../server/src/domain/meeting-runs';

const PLANNED_END = new Date('2026-03-02T11:00:00Z');
const BEFORE_END = new Date('2026-03-02T10:30:00Z');
const AFTER_END = new Date('2026-03-02T11:05:00Z');

const meeting = (more: Partial<MeetingSeenByEvents> = {}): MeetingSeenByEvents => ({
  state: 'scheduled',
  uuid: null,
  plannedEnd: PLANNED_END,
  runs: NO_RUNS,
  hasCreateUnderWay: false,
  deletedAt: null,
  lastSent: null,
  hasDrift: false,
  ...more,
});

const at = (minutes: number): string =>
  new Date(Date.parse('2026-03-02T10:00:00Z') + minutes * 60_000).toISOString();
const started = (uuid: string, minutes: number): MeetingEvent => ({
  kind: 'started',
  uuid,
  startedAt: at(minutes),
});
const ended = (uuid: string, span: { from: number | null; to: number }): MeetingEvent => ({
  kind: 'ended',
  uuid,
  startedAt: span.from === null ? null : at(span.from),
  endedAt: at(span.to),
});

const fold = (
  events: MeetingEvent[],
  { now = BEFORE_END, from = meeting() }: { now?: Date; from?: MeetingSeenByEvents } = {}
): MeetingSeenByEvents =>
  events.reduce((row, event) => {
    const outcome = applyMeetingEvent({ meeting: row, event, now });
    return outcome.kind === 'change' ? { ...row, ...outcome.changes } : row;
  }, from);

describe('started and ended', () => {
  test('a start makes the meeting live with its uuid', () => {
    expect(fold([started('A', 0)])).toMatchObject({ state: 'live', uuid: 'A' });
  });

  test('an end after the planned end ends it, one before gives it back', () => {
    const run = [started('A', 0), ended('A', { from: 0, to: 20 })];
    expect(fold(run, { now: AFTER_END }).state).toBe('ended');
    expect(fold(run, { now: BEFORE_END }).state).toBe('scheduled');
    expect(fold(run, { now: PLANNED_END }).state).toBe('ended');
  });

  test('an end that comes before its start leaves the meeting over', () => {
    const row = fold([ended('A', { from: 0, to: 70 }), started('A', 0)], { now: AFTER_END });
    expect(row).toMatchObject({ state: 'ended', uuid: 'A', runs: { current: null } });
  });

  test("an old run's end never closes a newer run", () => {
    const row = fold([
      started('A', 0),
      started('B', 10),
      ended('A', { from: 0, to: 12 }),
      ended('A', { from: 0, to: 12 }),
    ]);
    expect(row).toMatchObject({ state: 'live', uuid: 'B', runs: { current: { uuid: 'B' } } });
  });

  test("an old run's start never takes the place of a newer run", () => {
    expect(fold([started('B', 10), started('A', 0)])).toMatchObject({ state: 'live', uuid: 'B' });
  });

  test('a run whose end was lost is over when a later one has ended', () => {
    const row = fold([started('A', 0), ended('B', { from: 10, to: 70 })], { now: AFTER_END });
    expect(row).toMatchObject({ state: 'ended', runs: { current: null } });
  });

  test('a class opened again after its planned end is live again', () => {
    const row = fold([started('A', 0), ended('A', { from: 0, to: 61 }), started('B', 63)], {
      now: AFTER_END,
    });
    expect(row).toMatchObject({ state: 'live', uuid: 'B' });
  });

  test('a meeting that a read found running is closed by the end of that run alone', () => {
    const from = meeting({ state: 'live', uuid: 'R' });
    expect(fold([ended('Q', { from: -30, to: -20 })], { from }).state).toBe('live');
    expect(fold([ended('R', { from: 0, to: 61 })], { from, now: AFTER_END }).state).toBe('ended');
  });

  test('an end without a start time closes its run', () => {
    const row = fold([started('A', 0), ended('A', { from: null, to: 61 })], { now: AFTER_END });
    expect(row.runs).toEqual({
      current: null,
      ended: [{ uuid: 'A', startedAt: at(0), endedAt: at(61) }],
    });
  });

  test('a cancelled meeting stays cancelled, its run is on record', () => {
    const row = fold([started('A', 0)], { from: meeting({ state: 'cancelled' }) });
    expect(row).toMatchObject({ state: 'cancelled', runs: { current: { uuid: 'A' } } });
  });

  test('repeated news is no change', () => {
    const row = fold([started('A', 0), ended('A', { from: 0, to: 61 })], { now: AFTER_END });
    for (const event of [started('A', 0), ended('A', { from: 0, to: 61 })]) {
      const outcome = applyMeetingEvent({ meeting: row, event, now: AFTER_END });
      expect(outcome.kind).toBe('nothing');
    }
  });

  test('ended runs are kept up to a limit, the newest ones', () => {
    const many = Array.from({ length: KEPT_ENDED_RUNS + 5 }, (_, index) =>
      ended(`run ${index}`, { from: index, to: index + 1 })
    );
    const row = fold(many);
    expect(row.runs.ended).toHaveLength(KEPT_ENDED_RUNS);
    expect(row.runs.ended.at(-1)?.uuid).toBe(`run ${KEPT_ENDED_RUNS + 4}`);
    expect(fold([started('run 0', 0)], { from: row })).toEqual(row);
  });
});

/** Runs one after another; Zoom may report the end of one a little after the start of the next. */
const runsArbitrary = fc
  .array(
    fc.record({
      uuid: fc.uuid(),
      minutes: fc.integer({ min: 1, max: 40 }),
      overlap: fc.integer({ min: -5, max: 1 }),
      isStartTold: fc.boolean(),
      isEndTold: fc.boolean(),
    }),
    { minLength: 1, maxLength: 5 }
  )
  .map((runs) => {
    let from = 0;
    return runs.flatMap((run, index) => {
      const span = { from, to: from + run.minutes };
      from = span.to - Math.min(run.overlap, run.minutes - 1);
      const isLast = index === runs.length - 1;
      return [
        ...(run.isStartTold || (isLast && !run.isEndTold) ? [started(run.uuid, span.from)] : []),
        ...(run.isEndTold ? [ended(run.uuid, span)] : []),
      ];
    });
  });

const shuffled = runsArbitrary.chain((events) =>
  fc.record({
    events: fc.constant(events),
    arrival: fc
      .tuple(
        fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
        fc.shuffledSubarray(events)
      )
      .chain(([once, twice]) =>
        fc.shuffledSubarray([...once, ...twice], { minLength: once.length + twice.length })
      ),
    now: fc.constantFrom(BEFORE_END, AFTER_END),
  })
);

test('any order and number of deliveries of the same events ends in the same row', () => {
  fc.assert(
    fc.property(shuffled, ({ events, arrival, now }) => {
      expect(fold(arrival, { now })).toEqual(fold(events, { now }));
    }),
    { numRuns: 2000 }
  );
});

describe('the other events', () => {
  const outcomeOf = (event: MeetingEvent, more: Partial<MeetingSeenByEvents> = {}) =>
    applyMeetingEvent({ meeting: meeting(more), event, now: BEFORE_END }).kind;

  test('created is looked into only while a create is under way', () => {
    const event: MeetingEvent = { kind: 'created', topic: 'Yoga' };
    expect(outcomeOf(event)).toBe('nothing');
    expect(outcomeOf(event, { hasCreateUnderWay: true })).toBe('look-up');
  });

  test('updated makes us read, unless it repeats what we sent', () => {
    const lastSent = { topic: 'Yoga', start_time: '2026-03-02T10:00:00Z', 'settings.x': true };
    const updated = (changed: Record<string, unknown>): MeetingEvent => ({
      kind: 'updated',
      changed,
    });
    expect(outcomeOf(updated({ topic: 'Yoga' }), { lastSent })).toBe('nothing');
    const sameMoment = updated({ start_time: '2026-03-02T11:00:00+01:00', 'settings.x': true });
    expect(outcomeOf(sameMoment, { lastSent })).toBe('nothing');
    expect(outcomeOf(updated({ topic: 'Judo' }), { lastSent })).toBe('read');
    expect(outcomeOf(updated({ topic: 'Yoga', agenda: 'x' }), { lastSent })).toBe('read');
    expect(outcomeOf(updated({}), { lastSent })).toBe('read');
    expect(outcomeOf(updated({ topic: 'Yoga' }))).toBe('read');
  });

  test('a change back to our values is read while a difference is on record', () => {
    const event: MeetingEvent = { kind: 'updated', changed: { topic: 'Yoga' } };
    expect(outcomeOf(event, { lastSent: { topic: 'Yoga' }, hasDrift: true })).toBe('read');
  });

  test.each(['deleted', 'permanently-deleted'] as const)('%s is confirmed by a read', (kind) => {
    expect(outcomeOf({ kind, isWhole: true })).toBe('confirm-gone');
    expect(outcomeOf({ kind, isWhole: true }, { deletedAt: BEFORE_END })).toBe('nothing');
    expect(outcomeOf({ kind, isWhole: false })).toBe('read');
  });

  test('recovered makes us read', () => {
    expect(outcomeOf({ kind: 'recovered' }, { deletedAt: BEFORE_END })).toBe('read');
  });
});
