import type { JoinAudience } from '../../../contracts/choices';
import type { JoinSettings, JoinState } from '../../../contracts/join';
import type { MeetingState } from '../../../contracts/meeting';

const MINUTE_MS = 60_000;

export type JoinTimes = Pick<JoinSettings, 'opensMinutesBefore' | 'closesMinutesAfter'>;
export type JoinWindow = { opensAt: Date; closesAt: Date };

/** When the link of a meeting is given, by its plan; null where it has no time. */
export const joinWindow = (
  plan: { startTime: Date | null; endTime: Date | null },
  { opensMinutesBefore, closesMinutesAfter }: JoinTimes
): JoinWindow | null =>
  plan.startTime && plan.endTime
    ? {
        opensAt: new Date(plan.startTime.getTime() - opensMinutesBefore * MINUTE_MS),
        closesAt: new Date(plan.endTime.getTime() + closesMinutesAfter * MINUTE_MS),
      }
    : null;

/** What a person's registration for a meeting says; `none` without one, or with a withdrawn one. */
export type RegistrationStanding = 'approved' | 'pending' | 'none';

/** Somebody who wants in, as far as the policy asks. */
export type Joiner = {
  /** Logged in to the site; an API token's `user` is. */
  isSignedIn: boolean;
  registration: RegistrationStanding;
};

export type LinkPermission = { may: true } | { may: false; because: string };

const NO: Record<'signIn' | 'register' | 'waiting', LinkPermission> = {
  signIn: { may: false, because: 'Sign in to join this meeting.' },
  register: { may: false, because: 'This meeting is for those who have registered.' },
  waiting: { may: false, because: 'Your registration has not been approved yet.' },
};

/** Whether this person may have the link of this meeting at all, whatever the time. */
export const mayHaveLink = (who: JoinAudience, joiner: Joiner): LinkPermission => {
  switch (who) {
    case 'anyone-who-may-read':
      return { may: true };
    case 'signed-in':
      return joiner.isSignedIn ? { may: true } : NO.signIn;
    case 'registrants':
      if (!joiner.isSignedIn) return NO.signIn;
      if (joiner.registration === 'approved') return { may: true };
      return joiner.registration === 'pending' ? NO.waiting : NO.register;
    default: {
      const never: never = who;
      return never;
    }
  }
};

/** Whether links stand in ordinary answers too, for those who hold `meeting.join`. */
export const isLinkInAnswers = (who: JoinAudience): boolean => who === 'anyone-who-may-read';

/** What the policy looks at of a meeting. */
export type JoinableMeeting = {
  state: MeetingState;
  startTime: Date | null;
  endTime: Date | null;
  /** Whether Zoom has a meeting that can be joined. */
  hasLink: boolean;
  /** Nothing was made in Zoom, and nothing will be: the session was past when it was published. */
  isSkipped: boolean;
};

export type JoinVerdict = { state: JoinState; window: JoinWindow | null; reason: string | null };

/** Verdicts with which a link or signature is given. */
export const isOpen = ({ state }: Pick<JoinVerdict, 'state'>): boolean =>
  state === 'open' || state === 'live';

type Obstacle = { state: JoinState; reason: string };

/** That a meeting is no more. By the plan too: hosts end a test of the room the day before. */
const goneBecause = ({ state, endTime }: JoinableMeeting, now: Date): Obstacle | null => {
  if (state === 'cancelled') return { state, reason: 'This meeting was cancelled.' };
  const hasEnded = state === 'ended' && endTime !== null && endTime <= now;
  return hasEnded ? { state, reason: 'This meeting is over.' } : null;
};

/** That Zoom has nothing to join. */
const absentBecause = ({ hasLink, isSkipped }: JoinableMeeting): Obstacle | null => {
  if (hasLink) return null;
  return isSkipped
    ? { state: 'ended', reason: 'This session has no Zoom meeting.' }
    : { state: 'too-early', reason: 'Zoom has no meeting for this session yet.' };
};

/** Why nobody can join a meeting, whoever they are and whatever the policy; null: somebody can. */
export const obstacleTo = (meeting: JoinableMeeting, now: Date): Obstacle | null =>
  goneBecause(meeting, now) ?? absentBecause(meeting);

/**
 * What a person may do about a meeting now. By the plan: a webhook makes `open` read `live` and no
 * more, but an end that Zoom told after the planned one is believed.
 *
 * @param input.isHost holds the right to start it: let in before the others, and whoever they are.
 */
export const joinVerdict = (input: {
  meeting: JoinableMeeting;
  settings: JoinSettings;
  joiner: Joiner;
  isHost?: boolean;
  now: Date;
}): JoinVerdict => {
  const { meeting, settings, joiner, isHost = false, now } = input;
  const window = joinWindow(meeting, settings);
  const say = (state: JoinState, reason: string | null): JoinVerdict => ({ state, window, reason });

  const gone = goneBecause(meeting, now);
  if (gone) return say(gone.state, gone.reason);
  if (window && window.closesAt <= now) return say('ended', 'This meeting is over.');
  const permission = mayHaveLink(settings.who, joiner);
  if (!permission.may && !isHost) return say('not-permitted', permission.because);
  const absent = absentBecause(meeting);
  if (absent) return say(absent.state, absent.reason);
  if (window && now < window.opensAt && !isHost) {
    return say('too-early', 'This meeting cannot be joined yet.');
  }
  return say(meeting.state === 'live' ? 'live' : 'open', null);
};
