import type { Meeting } from '../meetings/meeting';
import type { World } from '../world';
import { isPresent } from './instance';
import { leave } from './leave-meeting';
import { meetingEnded } from './live-events';

/** Ends a meeting for all; one that is not running stays as it is. */
export function endMeeting(
  world: World,
  meeting: Meeting,
  at: number = world.clock.now()
): { kind: 'ended' } | { kind: 'not-running' } {
  const instance = meeting.running;
  if (!instance) return { kind: 'not-running' };
  for (const stay of instance.stays.filter(isPresent)) {
    leave(world, { meeting, instance, stay, at, reason: 'Host ended the meeting.' });
  }
  const ended = { ...instance, endedAt: at };
  meeting.past.push(ended);
  meeting.running = null;
  world.webhooks.emit(meetingEnded(world, meeting, ended));
  return { kind: 'ended' };
}
