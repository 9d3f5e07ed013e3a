import type { MeetingState } from '../../../contracts/meeting';
import { afterEnd, afterStart, newestUuid, type MeetingRuns } from './meeting-runs';

/** What Zoom told of a meeting, in our words; moments as `Date.toISOString` writes them. */
export type MeetingEvent =
  | { kind: 'started'; uuid: string; startedAt: string }
  | { kind: 'ended'; uuid: string; startedAt: string | null; endedAt: string }
  | { kind: 'created'; topic: string }
  /** `changed`: the fields that the event names, settings as `settings.<name>`. */
  | { kind: 'updated'; changed: Record<string, unknown> }
  /** `isWhole` is false where only some occurrences of a recurring meeting are meant. */
  | { kind: 'deleted'; isWhole: boolean }
  | { kind: 'permanently-deleted'; isWhole: boolean }
  | { kind: 'recovered' };

/** The part of a meeting row that events look at. */
export type MeetingSeenByEvents = {
  state: MeetingState;
  uuid: string | null;
  plannedEnd: Date | null;
  runs: MeetingRuns;
  /** A create whose answer is awaited or was lost. */
  hasCreateUnderWay: boolean;
  /** When we ourselves deleted it in Zoom. */
  deletedAt: Date | null;
  /** What Zoom was last told, settings as `settings.<name>`. */
  lastSent: Record<string, unknown> | null;
  /** Whether Zoom was last seen to differ from what it was told. */
  hasDrift: boolean;
};

export type MeetingEventOutcome =
  | { kind: 'change'; changes: { state: MeetingState; uuid: string | null; runs: MeetingRuns } }
  /** The meeting may be the one whose create got no answer: look for it. */
  | { kind: 'look-up' }
  /** Payloads are not taken at their word: read the meeting from Zoom. */
  | { kind: 'read' }
  /** Said to be gone: only a read that does not find it makes it so. */
  | { kind: 'confirm-gone' }
  | { kind: 'nothing'; because: string };

/** Where an event may move a meeting's state. What is not listed stays as it is. */
const MOVES: Record<MeetingState, readonly MeetingState[]> = {
  unscheduled: ['scheduled', 'live', 'ended'],
  scheduled: ['live', 'ended'],
  live: ['scheduled', 'ended'],
  // A class may be opened again after its planned end, or have been moved.
  ended: ['live', 'scheduled'],
  // Only a new plan brings a cancelled meeting back.
  cancelled: [],
};

const move = (from: MeetingState, to: MeetingState): MeetingState =>
  MOVES[from].includes(to) ? to : from;

/** Hosts test their rooms the day before: an end ends the meeting only after its planned end. */
const stateOf = (runs: MeetingRuns, plannedEnd: Date | null, now: Date): MeetingState => {
  if (runs.current !== null) return 'live';
  return plannedEnd === null || now.getTime() >= plannedEnd.getTime() ? 'ended' : 'scheduled';
};

/** A read may have found the meeting running before any event said so. */
const knownRuns = ({ state, uuid, runs }: MeetingSeenByEvents): MeetingRuns =>
  state === 'live' && runs.current === null && uuid !== null
    ? { ...runs, current: { uuid, startedAt: null } }
    : runs;

const MOMENTS: readonly string[] = ['start_time'];

const isSame = (name: string, told: unknown, sent: unknown): boolean =>
  MOMENTS.includes(name) && typeof told === 'string' && typeof sent === 'string'
    ? Date.parse(told) === Date.parse(sent)
    : told === sent;

/**
 * Whether an update says no more than what we last sent. Only where Zoom was last seen to agree
 * with us: a change back to our values must clear a difference that is on record.
 */
const isEcho = (meeting: MeetingSeenByEvents, changed: Record<string, unknown>): boolean => {
  const { lastSent, hasDrift } = meeting;
  const fields = Object.entries(changed);
  if (lastSent === null || hasDrift || fields.length === 0) return false;
  return fields.every(([name, told]) => name in lastSent && isSame(name, told, lastSent[name]));
};

const withRuns = (
  meeting: MeetingSeenByEvents,
  now: Date,
  fold: (runs: MeetingRuns) => MeetingRuns
): MeetingEventOutcome => {
  const known = knownRuns(meeting);
  const runs = fold(known);
  if (runs === known) return { kind: 'nothing', because: 'this run was known already' };
  const state = move(meeting.state, stateOf(runs, meeting.plannedEnd, now));
  return { kind: 'change', changes: { state, uuid: newestUuid(runs) ?? meeting.uuid, runs } };
};

const whenGone = (meeting: MeetingSeenByEvents, isWhole: boolean): MeetingEventOutcome => {
  if (!isWhole) return { kind: 'read' };
  return meeting.deletedAt === null
    ? { kind: 'confirm-gone' }
    : { kind: 'nothing', because: 'we deleted it ourselves' };
};

/**
 * What an event from Zoom changes on a meeting. The same whatever the order and number of times
 * that events arrive in; `now` decides only whether an end is the meeting's end.
 */
export const applyMeetingEvent = ({
  meeting,
  event,
  now,
}: {
  meeting: MeetingSeenByEvents;
  event: MeetingEvent;
  now: Date;
}): MeetingEventOutcome => {
  switch (event.kind) {
    case 'started':
      return withRuns(meeting, now, (runs) => afterStart(runs, event));
    case 'ended':
      return withRuns(meeting, now, (runs) => afterEnd(runs, event));
    case 'created':
      return meeting.hasCreateUnderWay
        ? { kind: 'look-up' }
        : { kind: 'nothing', because: 'no create is under way' };
    case 'updated':
      return isEcho(meeting, event.changed)
        ? { kind: 'nothing', because: 'it repeats what we sent' }
        : { kind: 'read' };
    case 'deleted':
    case 'permanently-deleted':
      return whenGone(meeting, event.isWhole);
    case 'recovered':
      return { kind: 'read' };
    default: {
      const never: never = event;
      return never;
    }
  }
};
