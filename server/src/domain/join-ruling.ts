import type { JoinState } from '../../../contracts/join';
import type { MeetingState } from '../../../contracts/meeting';
import type { Caller } from './caller';
import {
  isOpen,
  obstacleTo,
  type JoinableMeeting,
  type JoinVerdict,
  type LinkPermission,
  type RegistrationStanding,
} from './join-policy';

/** What an app's own join policy is asked: whether somebody gets what lets them into a meeting. */
export type JoinQuestion = {
  /** A link now, a signature for the Meeting SDK now, or a link that a calendar keeps for later. */
  purpose: 'join' | 'signature' | 'calendar';
  caller: {
    /** `token` is an API token, which may name somebody it speaks for. */
    kind: Caller['kind'];
    /** `user:7` of this Strapi, `site:42` of a site that a token speaks for; null: nobody is known. */
    id: string | null;
    /** What their registration for this meeting says. */
    registration: RegistrationStanding;
  };
  meeting: {
    documentId: string;
    topic: string | null;
    state: MeetingState;
    startTime: Date | null;
    endTime: Date | null;
    /** The entry that the meeting belongs to; null for one that was made over REST. */
    session: { uid: string; documentId: string } | null;
  };
  /** What the settings say. Of a calendar's link the time is not asked: `open` or `not-permitted`. */
  decision: { state: JoinState; reason: string | null };
};

/** What an app's join policy says: one of the states there are, and why in words for a visitor. */
export type JoinRuling = { state: JoinState; reason?: string | null | undefined };

/** What stands in the place of a ruling that could not be had. */
export const NO_RULING: JoinRuling = {
  state: 'not-permitted',
  reason: 'Whether you may join cannot be told right now. Try again in a minute.',
};

const REASONS: Record<Exclude<JoinState, 'open' | 'live'>, string> = {
  'too-early': 'This meeting cannot be joined yet.',
  ended: 'This meeting is over.',
  cancelled: 'This meeting was cancelled.',
  'not-permitted': 'You may not join this meeting.',
};

const reasonOf = ({ state, reason }: JoinRuling): string | null =>
  state === 'open' || state === 'live' ? null : (reason ?? REASONS[state]);

/**
 * A verdict as the app wants it. A ruling lets somebody in whom the settings keep out, or keeps
 * somebody out; what is not there, or is over in Zoom, no ruling opens.
 */
export const verdictByRuling = (
  verdict: JoinVerdict,
  { ruling, meeting, now }: { ruling: JoinRuling; meeting: JoinableMeeting; now: Date }
): JoinVerdict => {
  const { window } = verdict;
  if (!isOpen(ruling)) return { window, state: ruling.state, reason: reasonOf(ruling) };
  const obstacle = obstacleTo(meeting, now);
  if (obstacle) return { window, ...obstacle };
  return { window, state: meeting.state === 'live' ? 'live' : 'open', reason: null };
};

/** The same for a link that is kept for later. */
export const permissionByRuling = (ruling: JoinRuling): LinkPermission =>
  isOpen(ruling) ? { may: true } : { may: false, because: reasonOf(ruling) ?? '' };
