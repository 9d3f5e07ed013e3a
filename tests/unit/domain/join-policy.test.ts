import { JOIN_AUDIENCES, type JoinAudience } from '../../../contracts/choices';
import type { JoinSettings } from '../../../contracts/join';
import { MEETING_STATES } from '../../../contracts/meeting';
import {
  isLinkInAnswers,
  isOpen,
  joinVerdict,
  joinWindow,
  mayHaveLink,
  type JoinableMeeting,
  type Joiner,
} from '../../../server/src/domain/join-policy';

const START = new Date('2027-03-01T10:00:00Z');
const END = new Date('2027-03-01T11:00:00Z');
const minutesFrom = (moment: Date, minutes: number): Date =>
  new Date(moment.getTime() + minutes * 60_000);

const settings = (changes: Partial<JoinSettings> = {}): JoinSettings => ({
  who: 'anyone-who-may-read',
  opensMinutesBefore: 15,
  closesMinutesAfter: 30,
  logUses: false,
  ...changes,
});
const meeting = (changes: Partial<JoinableMeeting> = {}): JoinableMeeting => ({
  state: 'scheduled',
  startTime: START,
  endTime: END,
  hasLink: true,
  isSkipped: false,
  ...changes,
});
const visitor: Joiner = { isSignedIn: false, registration: 'none' };
const student: Joiner = { isSignedIn: true, registration: 'none' };
const registrant: Joiner = { isSignedIn: true, registration: 'approved' };
const waiting: Joiner = { isSignedIn: true, registration: 'pending' };

const verdict = (changes: Partial<Parameters<typeof joinVerdict>[0]> = {}) =>
  joinVerdict({
    meeting: meeting(),
    settings: settings(),
    joiner: registrant,
    now: START,
    ...changes,
  });

describe('who may have the link', () => {
  it.each<[JoinAudience, boolean[]]>([
    ['anyone-who-may-read', [true, true, true, true]],
    ['signed-in', [false, true, true, true]],
    ['registrants', [false, false, false, true]],
  ])('%s', (who, expected) => {
    const joiners = [visitor, student, waiting, registrant];
    expect(joiners.map((joiner) => mayHaveLink(who, joiner).may)).toEqual(expected);
  });

  it('never believes a registration of somebody who is not signed in', () => {
    const claimed: Joiner = { isSignedIn: false, registration: 'approved' };
    expect(mayHaveLink('registrants', claimed).may).toBe(false);
  });

  it('leaves links out of ordinary answers wherever more than the permission is asked', () => {
    expect(JOIN_AUDIENCES.filter(isLinkInAnswers)).toEqual(['anyone-who-may-read']);
  });
});

describe('when', () => {
  it('opens so long before the start and closes so long after the end, to the second', () => {
    const opensAt = minutesFrom(START, -15);
    const closesAt = minutesFrom(END, 30);
    expect(joinWindow(meeting(), settings())).toEqual({ opensAt, closesAt });
    const at = (now: Date) => verdict({ now }).state;
    expect(at(new Date(opensAt.getTime() - 1))).toBe('too-early');
    expect(at(opensAt)).toBe('open');
    expect(at(new Date(closesAt.getTime() - 1))).toBe('open');
    expect(at(closesAt)).toBe('ended');
  });

  it('goes by the plan, not by what a webhook said', () => {
    const live = meeting({ state: 'live' });
    expect(verdict({ meeting: live, now: minutesFrom(START, -16) }).state).toBe('too-early');
    expect(verdict({ meeting: live }).state).toBe('live');
    expect(verdict({ meeting: live, now: minutesFrom(END, 30) }).state).toBe('ended');
    const ended = meeting({ state: 'ended' });
    expect(verdict({ meeting: ended, now: START }).state).toBe('open');
    expect(verdict({ meeting: ended, now: END }).state).toBe('ended');
  });

  it('lets a host in earlier and whoever they are, never after the end', () => {
    const host = { isHost: true, joiner: visitor, settings: settings({ who: 'registrants' }) };
    expect(verdict({ ...host, now: minutesFrom(START, -600) }).state).toBe('open');
    expect(verdict({ ...host, now: minutesFrom(END, 31) }).state).toBe('ended');
    expect(verdict({ ...host, meeting: meeting({ state: 'cancelled' }) }).state).toBe('cancelled');
    expect(verdict({ ...host, meeting: meeting({ hasLink: false }) }).state).toBe('too-early');
  });

  it('opens nothing that is cancelled, over, without a meeting or not permitted', () => {
    for (const state of MEETING_STATES) {
      for (const who of JOIN_AUDIENCES) {
        for (const joiner of [visitor, student, waiting, registrant]) {
          for (const hasLink of [true, false]) {
            for (const minute of [-600, -15, 0, 59, 89, 90, 600]) {
              const told = joinVerdict({
                meeting: meeting({ state, hasLink }),
                settings: settings({ who }),
                joiner,
                now: minutesFrom(START, minute),
              });
              const isTime = minute >= -15 && minute < 90;
              const may =
                isTime && hasLink && state !== 'cancelled' && mayHaveLink(who, joiner).may;
              if (!may) expect(isOpen(told)).toBe(false);
              expect(told.reason === null).toBe(isOpen(told));
            }
          }
        }
      }
    }
  });

  it('says nothing of times where a meeting has none', () => {
    const none = meeting({ startTime: null, endTime: null, hasLink: false });
    expect(verdict({ meeting: none })).toMatchObject({ state: 'too-early', window: null });
    const skipped = { ...none, isSkipped: true };
    expect(verdict({ meeting: skipped }).reason).toBe('This session has no Zoom meeting.');
  });
});
