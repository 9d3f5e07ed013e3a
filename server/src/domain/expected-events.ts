import type { ExpectedEvent, SubscribedEvent } from '../../../contracts/event-log';

/** What has happened here that Zoom tells of by events. */
export type Occasions = {
  /** Meetings that were made in Zoom. */
  hasMeetings: boolean;
  /** Meetings that took place: they are live or have ended, as Zoom said. */
  hasRuns: boolean;
  /** Recordings in Zoom's cloud. */
  hasRecordings: boolean;
};

const EXPECTED: { event: SubscribedEvent; neededFor: string; occasion: keyof Occasions }[] = [
  {
    event: 'meeting.created',
    neededFor: 'finding a meeting whose creation went unanswered',
    occasion: 'hasMeetings',
  },
  {
    event: 'meeting.started',
    neededFor: 'showing at once that a meeting is live',
    occasion: 'hasRuns',
  },
  {
    event: 'meeting.ended',
    neededFor: 'showing at once that a meeting is over',
    occasion: 'hasRuns',
  },
  {
    event: 'meeting.participant_joined',
    neededFor: 'attendance and the running count',
    occasion: 'hasRuns',
  },
  {
    event: 'meeting.participant_left',
    neededFor: 'attendance and the running count',
    occasion: 'hasRuns',
  },
  {
    event: 'recording.completed',
    neededFor: 'recordings as soon as they are ready',
    occasion: 'hasRecordings',
  },
];

/** Told only when somebody acts in Zoom itself, or pays for it: never coming proves nothing. */
const WELCOME: { event: SubscribedEvent; neededFor: string }[] = [
  { event: 'meeting.updated', neededFor: 'noticing at once what somebody changed in Zoom' },
  { event: 'meeting.deleted', neededFor: 'noticing at once that a meeting was deleted in Zoom' },
  {
    event: 'meeting.registration_created',
    neededFor: 'following who registers on Zoom’s own page',
  },
  {
    event: 'meeting.registration_approved',
    neededFor: 'following who is let in by the host in Zoom',
  },
  {
    event: 'meeting.registration_cancelled',
    neededFor: 'following registrations that are cancelled in Zoom',
  },
  {
    event: 'meeting.registration_denied',
    neededFor: 'following registrations that the host denies in Zoom',
  },
  { event: 'recording.transcript_completed', neededFor: 'transcripts as soon as they are ready' },
];

/**
 * The events to subscribe to, and which of them should have come by now. Zoom has no way to ask what
 * an app is subscribed to, so what has happened is the measure.
 */
export const expectedEvents = (input: {
  /** When each event last came, in epoch milliseconds. */
  lastReceived: ReadonlyMap<string, number>;
  occasions: Occasions;
}): ExpectedEvent[] => {
  const { lastReceived, occasions } = input;
  const of = (
    { event, neededFor }: { event: SubscribedEvent; neededFor: string },
    hadOccasion: boolean
  ): ExpectedEvent => {
    const last = lastReceived.get(event);
    const unseen = hadOccasion ? 'missing' : 'no-occasion';
    return {
      event,
      neededFor,
      lastReceivedAt: last === undefined ? null : new Date(last).toISOString(),
      verdict: last === undefined ? unseen : 'seen',
    };
  };
  return [
    ...EXPECTED.map((expected) => of(expected, occasions[expected.occasion])),
    ...WELCOME.map((welcome) => of(welcome, false)),
  ];
};
