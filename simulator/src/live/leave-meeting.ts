import type { Meeting } from '../meetings/meeting';
import type { World } from '../world';
import { isPresent, type Instance, type Stay } from './instance';
import { participantLeft } from './live-events';

export type LeaveOutcome =
  | { kind: 'left'; stay: Stay }
  | { kind: 'not-running' }
  | { kind: 'not-present' };

/** Whoever matches leaves: by name, by `participantUuid` or by `userId`; the latest join first. */
export function leaveMeeting(
  world: World,
  request: {
    meeting: Meeting;
    who: { name?: string; participantUuid?: string; userId?: string };
    reason?: string | undefined;
    at?: number | undefined;
  }
): LeaveOutcome {
  const { meeting, who, reason, at } = request;
  const instance = meeting.running;
  if (!instance) return { kind: 'not-running' };
  const stay = instance.stays.findLast(
    (candidate) =>
      isPresent(candidate) &&
      (who.name === undefined || candidate.name === who.name) &&
      (who.participantUuid === undefined || candidate.participantUuid === who.participantUuid) &&
      (who.userId === undefined || candidate.userId === who.userId)
  );
  if (!stay) return { kind: 'not-present' };
  leave(world, {
    meeting,
    instance,
    stay,
    at: at ?? world.clock.now(),
    reason: reason ?? 'left the meeting',
  });
  return { kind: 'left', stay };
}

export function leave(
  world: World,
  departure: { meeting: Meeting; instance: Instance; stay: Stay; at: number; reason: string }
): void {
  const { meeting, instance, stay, at, reason } = departure;
  stay.leftAt = at;
  for (const visit of stay.visits) visit.to ??= at;
  stay.leaveReason = `${stay.name} left the meeting.<br>Reason: ${reason}`;
  world.webhooks.emit(participantLeft(world, { meeting, instance, stay }));
}
