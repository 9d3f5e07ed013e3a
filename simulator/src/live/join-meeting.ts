import { newParticipantUuid } from '../identifiers';
import type { Meeting } from '../meetings/meeting';
import type { World } from '../world';
import { isPresent, type Instance, type Stay } from './instance';
import { participantJoined } from './live-events';
import { startMeeting } from './start-meeting';

export interface Participant {
  name: string;
  /** Shown by Zoom only for users of the account, registrants and invitees. */
  email?: string | undefined;
  registrantId?: string | undefined;
  /** Set by an app that joins through the Meeting SDK. */
  customerKey?: string | undefined;
  /** Who it is for Zoom; left out, a namesake who has left comes back. */
  participantUuid?: string | undefined;
  at?: number | undefined;
}

export type JoinOutcome =
  | { kind: 'joined'; stay: Stay }
  | { kind: 'not-started' }
  | { kind: 'host-busy'; meetingIds: number[] };

/** First of the numbers Zoom gives joins, as seen on the wire; each next one is 1024 higher. */
const FIRST_JOIN_NUMBER = 16_778_240;

export function joinMeeting(
  world: World,
  { meeting, participant }: { meeting: Meeting; participant: Participant }
): JoinOutcome {
  if (!meeting.running && meeting.settings.join_before_host) {
    const outcome = startMeeting(world, { meeting, at: participant.at });
    if (outcome.kind === 'host-busy') return outcome;
  }
  const instance = meeting.running;
  if (!instance) return { kind: 'not-started' };
  const stay = createStay(world, { meeting, instance, participant });
  instance.stays.push(stay);
  world.webhooks.emit(participantJoined(world, { meeting, instance, stay }));
  return { kind: 'joined', stay };
}

export function createStay(
  world: World,
  join: { meeting: Meeting; instance: Instance; participant: Participant }
): Stay {
  const { meeting, instance, participant } = join;
  const user = participant.email ? world.users.find(participant.email) : undefined;
  const namesakes = instance.stays.filter(
    (stay) =>
      stay.name === participant.name &&
      stay.participantUserId === (user?.id ?? '') &&
      stay.registrantId === (participant.registrantId ?? '') &&
      stay.customerKey === (participant.customerKey ?? '')
  );
  // Two who are there at the same time are not the same, or not on the same device.
  const earlier = namesakes.some(isPresent) ? undefined : namesakes.at(-1);
  return {
    userId: nextJoinNumber(instance),
    participantUuid:
      participant.participantUuid ?? earlier?.participantUuid ?? newParticipantUuid(),
    name: participant.name,
    email: isEmailShown(meeting, participant, user !== undefined) ? (participant.email ?? '') : '',
    participantUserId: user?.id ?? '',
    registrantId: participant.registrantId ?? '',
    customerKey: participant.customerKey ?? '',
    publicIp: `203.0.113.${(instance.stays.length % 250) + 1}`,
    joinedAt: participant.at ?? world.clock.now(),
    leftAt: null,
    leaveReason: '',
    visits: [],
  };
}

/** The number of a join, whether to the meeting, its waiting room or a breakout room. */
export function nextJoinNumber({ stays, waiting }: Instance): string {
  const visits = stays.reduce((sum, stay) => sum + stay.visits.length, 0);
  return String(FIRST_JOIN_NUMBER + (stays.length + waiting.length + visits) * 1024);
}

/** Zoom hides the address of a guest it learned nowhere else: changelog of March 2022. */
function isEmailShown(meeting: Meeting, participant: Participant, isUser: boolean): boolean {
  const invitees = meeting.settings.meeting_invitees ?? [];
  return (
    isUser ||
    participant.registrantId !== undefined ||
    invitees.some(({ email }) => email === participant.email)
  );
}
