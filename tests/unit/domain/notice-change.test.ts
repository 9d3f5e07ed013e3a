import fc from 'fast-check';

import { decideNotices, type NoticeFacts } from '../../../server/src/domain/notice-change';

const NOW = new Date('2026-03-02T10:00:00Z');
const AHEAD = '2026-03-03T10:00:00.000Z';
const LATER = '2026-03-04T10:00:00.000Z';
const PAST = '2026-03-01T10:00:00.000Z';

const facts = (changes: Partial<NoticeFacts> = {}): NoticeFacts => ({
  state: 'scheduled',
  startTime: AHEAD,
  linkHash: 'a',
  ...changes,
});

const changesOf = (known: Partial<NoticeFacts>, now: Partial<NoticeFacts>) =>
  decideNotices({ known: facts(known), facts: facts(now), now: NOW }).changes;

describe('what registrants are told', () => {
  type Case = [Partial<NoticeFacts>, Partial<NoticeFacts>, string[]];
  const cases: [string, ...Case][] = [
    ['nothing new', {}, {}, []],
    ['another time', {}, { startTime: LATER }, ['rescheduled']],
    ['another link', {}, { linkHash: 'b' }, ['linkChanged']],
    ['both', {}, { startTime: LATER, linkHash: 'b' }, ['rescheduled', 'linkChanged']],
    ['a first time', { state: 'unscheduled', startTime: null, linkHash: null }, {}, []],
    ['a link that is away', {}, { linkHash: null }, []],
    ['called off', {}, { state: 'cancelled' }, ['cancelled']],
    ['called off after it was over', { startTime: PAST }, { state: 'cancelled' }, []],
    ['called off before it was planned', { state: 'unscheduled' }, { state: 'cancelled' }, []],
    ['on again', { state: 'cancelled' }, {}, ['rescheduled']],
    ['moved into the past', {}, { startTime: PAST }, []],
    ['live', {}, { state: 'live', startTime: LATER }, []],
    ['over', {}, { state: 'ended' }, []],
    ['on its way', {}, { state: 'unscheduled', startTime: null, linkHash: null }, []],
  ];
  test.each(cases)('%s', (...[, known, now, wanted]) => {
    expect(changesOf(known, now)).toEqual(wanted);
  });

  test('a link that was away for a while and is another one now is told', () => {
    const away = decideNotices({ known: facts(), facts: facts({ linkHash: null }), now: NOW });
    expect(
      decideNotices({ known: away.known, facts: facts({ linkHash: 'b' }), now: NOW }).changes
    ).toEqual(['linkChanged']);
  });

  const anyFacts = fc.record({
    state: fc.constantFrom('unscheduled', 'scheduled', 'live', 'ended', 'cancelled'),
    startTime: fc.constantFrom(null, PAST, AHEAD, LATER),
    linkHash: fc.constantFrom(null, 'a', 'b'),
  }) as fc.Arbitrary<NoticeFacts>;

  test('what was told once is not told again', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, (known, now) => {
        const first = decideNotices({ known, facts: now, now: NOW });
        const again = decideNotices({ known: first.known, facts: now, now: NOW });
        expect(again.changes).toEqual([]);
        expect(again.known).toEqual(first.known);
      })
    );
  });
});
