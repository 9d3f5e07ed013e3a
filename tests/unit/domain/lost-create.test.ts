import {
  lostCreateSchema,
  matchCandidates,
  plausibleMeetings,
  type LostCreate,
  type LostCreateCandidate,
} from '../../../server/src/domain/lost-create';

const startedAt = new Date('2026-03-01T09:00:00Z');
const startTime = new Date('2026-03-10T15:00:00Z');

const lost = (changes: Partial<LostCreate> = {}): LostCreate => ({
  host: 'teacher@example.com',
  topic: 'Anatomy - Session 3',
  startTime,
  durationMinutes: 60,
  passcode: { kind: 'marker', value: 'k3Hs92LqPz' },
  startedAt,
  ...changes,
});

const candidate = (changes: Partial<LostCreateCandidate> = {}): LostCreateCandidate => ({
  id: '81234567890',
  topic: 'Anatomy - Session 3',
  startTime,
  durationMinutes: 60,
  createdAt: new Date('2026-03-01T09:00:01Z'),
  password: 'k3Hs92LqPz',
  ...changes,
});

describe('plausibleMeetings', () => {
  const plausibleIds = (
    listed: LostCreateCandidate[],
    changes: Partial<LostCreate> = {},
    owned: string[] = []
  ) =>
    plausibleMeetings({ lost: lost(changes), listed, ownedIds: new Set(owned) }).map(
      ({ id }) => id
    );

  it('keeps what matches topic, start, duration and creation time', () => {
    expect(
      plausibleIds([
        candidate({ id: '1' }),
        candidate({ id: '2', topic: 'Another' }),
        candidate({ id: '3', startTime: new Date('2026-03-10T16:00:00Z') }),
        candidate({ id: '4', durationMinutes: 45 }),
        candidate({ id: '5', createdAt: new Date('2026-03-01T08:57:59Z') }),
        candidate({ id: '6', startTime: null }),
      ])
    ).toEqual(['1']);
  });

  it('allows two minutes between the clocks', () => {
    expect(plausibleIds([candidate({ createdAt: new Date('2026-03-01T08:58:00Z') })])).toHaveLength(
      1
    );
  });

  it('leaves out what a row owns, and names a recurring meeting once', () => {
    expect(
      plausibleIds([candidate({ id: '1' }), candidate({ id: '2' }), candidate({ id: '2' })], {}, [
        '1',
      ])
    ).toEqual(['2']);
  });

  it('expects a start in the past to have become now', () => {
    const past = { startTime: new Date('2025-01-20T10:00:00Z') };
    const now = candidate({ startTime: new Date('2026-03-01T09:00:02Z') });
    const later = candidate({ startTime: new Date('2026-03-01T10:00:02Z') });
    expect(plausibleIds([now], past)).toHaveLength(1);
    expect(plausibleIds([later], past)).toHaveLength(0);
    expect(plausibleIds([now])).toHaveLength(0);
  });

  it('reads spaces and composed letters alike in topics', () => {
    expect(
      plausibleIds([candidate({ topic: 'Cours  d\u2019e\u0301te\u0301' })], {
        topic: 'Cours d\u2019\u00e9t\u00e9 ',
      })
    ).toHaveLength(1);
  });

  it('does not compare a start that Zoom chose', () => {
    expect(plausibleIds([candidate({ startTime: null })], { startTime: null })).toHaveLength(1);
  });
});

describe('matchCandidates', () => {
  it('finds nothing among no candidates', () => {
    expect(matchCandidates(lost(), [])).toEqual({ kind: 'none' });
  });

  it('adopts the one with the marker among equals', () => {
    const ours = candidate({ id: '2' });
    const others = [
      candidate({ id: '1', password: 'other' }),
      candidate({ id: '3', password: null }),
    ];
    expect(matchCandidates(lost(), [...others, ours])).toEqual({
      kind: 'adopt',
      meeting: ours,
      surplus: [],
    });
  });

  it('adopts the earliest of two with one marker; the rest is surplus', () => {
    const first = candidate({ id: '9', createdAt: new Date('2026-03-01T09:00:01Z') });
    const second = candidate({ id: '1', createdAt: new Date('2026-03-01T09:00:05Z') });
    expect(matchCandidates(lost(), [second, first])).toEqual({
      kind: 'adopt',
      meeting: first,
      surplus: [second],
    });
  });

  it('never takes a meeting whose passcode differs, even a single one', () => {
    expect(matchCandidates(lost(), [candidate({ password: 'other' })])).toEqual({ kind: 'none' });
  });

  it('without a marker adopts exactly one', () => {
    const none = lost({ passcode: { kind: 'none' } });
    const one = candidate({ id: '1', password: 'whatever' });
    const two = candidate({ id: '2', password: 'else' });
    expect(matchCandidates(none, [one])).toEqual({ kind: 'adopt', meeting: one, surplus: [] });
    expect(matchCandidates(none, [two, one])).toMatchObject({ kind: 'ambiguous' });
    expect(matchCandidates(none, [candidate({ createdAt: null })])).toEqual({ kind: 'none' });
  });

  it('never calls a meeting surplus for a passcode that a person chose', () => {
    const chosen = lost({ passcode: { kind: 'chosen', value: 'secure123' } });
    const one = candidate({ id: '1', password: 'secure123' });
    const two = candidate({ id: '2', password: 'secure123' });
    const other = candidate({ id: '3', password: 'different' });
    expect(matchCandidates(chosen, [one, other])).toMatchObject({ kind: 'adopt', meeting: one });
    expect(matchCandidates(chosen, [one, two, other])).toEqual({
      kind: 'ambiguous',
      meetings: [one, two],
    });
  });
});

describe('lostCreateSchema', () => {
  it('reads back what was stored as JSON', () => {
    expect(lostCreateSchema.parse(JSON.parse(JSON.stringify(lost())))).toEqual(lost());
  });

  it('keeps a start that is null', () => {
    const stored: unknown = JSON.parse(JSON.stringify(lost({ startTime: null })));
    expect(lostCreateSchema.parse(stored).startTime).toBeNull();
  });
});
