import { JOIN_STATES } from '../../../contracts/join';
import type { JoinableMeeting, JoinVerdict } from '../../../server/src/domain/join-policy';
import { permissionByRuling, verdictByRuling } from '../../../server/src/domain/join-ruling';

const NOW = new Date('2027-03-01T10:30:00Z');
const window = {
  opensAt: new Date('2027-03-01T09:45:00Z'),
  closesAt: new Date('2027-03-01T11:30:00Z'),
};
const meeting = (changes: Partial<JoinableMeeting> = {}): JoinableMeeting => ({
  state: 'scheduled',
  startTime: new Date('2027-03-01T10:00:00Z'),
  endTime: new Date('2027-03-01T11:00:00Z'),
  hasLink: true,
  isSkipped: false,
  ...changes,
});
const verdict = (changes: Partial<JoinVerdict> = {}): JoinVerdict => ({
  state: 'open',
  window,
  reason: null,
  ...changes,
});
const CLOSED = JOIN_STATES.filter((state) => state !== 'open' && state !== 'live');

test.each(CLOSED)('%s keeps somebody out, in the app’s words or ours', (state) => {
  const rule = (reason?: string | null) =>
    verdictByRuling(verdict(), { ruling: { state, reason }, meeting: meeting(), now: NOW });
  expect(rule('Not on a Monday.')).toEqual({ state, reason: 'Not on a Monday.', window });
  expect(rule().reason).toMatch(/\w/);
  expect(rule(null)).toEqual(rule());
  expect(permissionByRuling({ state })).toEqual({ may: false, because: rule().reason });
});

test.each(['open', 'live'] as const)(
  '%s lets somebody in, and reads as the meeting is',
  (state) => {
    for (const own of CLOSED.map((closed) => verdict({ state: closed, reason: 'No.' }))) {
      const rule = (of: JoinableMeeting) =>
        verdictByRuling(own, { ruling: { state, reason: 'Come in.' }, meeting: of, now: NOW });
      expect(rule(meeting())).toEqual({ state: 'open', reason: null, window });
      expect(rule(meeting({ state: 'live' }))).toEqual({ state: 'live', reason: null, window });
    }
    expect(permissionByRuling({ state })).toEqual({ may: true });
  }
);

test.each([
  ['cancelled', meeting({ state: 'cancelled' }), 'cancelled'],
  ['over', meeting({ state: 'ended', endTime: NOW }), 'ended'],
  ['not made yet', meeting({ hasLink: false }), 'too-early'],
  ['never made', meeting({ hasLink: false, isSkipped: true }), 'ended'],
])('nothing opens a meeting that is %s', (_what, of, state) => {
  const rule = verdictByRuling(verdict(), { ruling: { state: 'open' }, meeting: of, now: NOW });
  expect(rule).toMatchObject({ state, reason: expect.any(String) });
});
