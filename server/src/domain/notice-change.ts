import type { NoticeKind } from '../../../contracts/choices';
import type { MeetingState } from '../../../contracts/meeting';

/** Of a meeting, what its registrants need to know. */
export type NoticeFacts = {
  state: MeetingState;
  /** ISO; null while nothing is planned. */
  startTime: string | null;
  /** A hash: the link itself opens the meeting. */
  linkHash: string | null;
};

export type NoticeChange = Exclude<NoticeKind, 'reminder' | 'recordingAvailable'>;

/** What has to be said, the most telling first, and what the registrants know afterwards. */
export type NoticeDecision = { changes: NoticeChange[]; known: NoticeFacts };

const isAhead = (moment: string | null, now: Date): boolean =>
  moment !== null && Date.parse(moment) > now.getTime();

/** A link that is away for a while, as between a deletion and a new meeting, is the old one. */
const withLink = (facts: NoticeFacts, known: NoticeFacts): NoticeFacts => ({
  ...facts,
  linkHash: facts.linkHash ?? known.linkHash,
});

/**
 * Compares what registrants were last told with what is true now, so that any number of changes in
 * between is one notice, and a change that was taken back is none. What is past is not told.
 */
export const decideNotices = (input: {
  known: NoticeFacts;
  facts: NoticeFacts;
  now: Date;
}): NoticeDecision => {
  const { known, facts, now } = input;
  switch (facts.state) {
    case 'unscheduled':
      // On its way to somewhere: what people know stays true until it is there.
      return { changes: [], known };
    case 'cancelled': {
      const wasPlanned = known.state === 'scheduled' && isAhead(known.startTime, now);
      // The time that was called off stays what people know, for a meeting that is on again.
      const after = withLink({ ...facts, startTime: known.startTime ?? facts.startTime }, known);
      return { changes: wasPlanned ? ['cancelled'] : [], known: after };
    }
    case 'scheduled': {
      const after = withLink(facts, known);
      if (!isAhead(facts.startTime, now)) return { changes: [], known: after };
      const isOnAgain = known.state === 'cancelled';
      const isMoved = known.startTime !== null && known.startTime !== facts.startTime;
      const isLinkNew = known.linkHash !== null && known.linkHash !== after.linkHash;
      const changes: NoticeChange[] = [];
      if (isOnAgain || isMoved) changes.push('rescheduled');
      if (isLinkNew) changes.push('linkChanged');
      return { changes, known: after };
    }
    case 'live':
    case 'ended':
      return { changes: [], known: withLink(facts, known) };
    default: {
      const never: never = facts.state;
      return never;
    }
  }
};
