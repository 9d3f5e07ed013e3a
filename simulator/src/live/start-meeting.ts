import type { Meeting } from '../meetings/meeting';
import { simultaneousMeetings } from '../plan';
import type { World } from '../world';
import type { Instance } from './instance';
import { meetingStarted } from './live-events';

export type StartOutcome =
  | { kind: 'started'; instance: Instance }
  | { kind: 'already-running'; instance: Instance }
  | { kind: 'host-busy'; meetingIds: number[] };

export function startMeeting(
  world: World,
  { meeting, at }: { meeting: Meeting; at?: number | undefined }
): StartOutcome {
  if (meeting.running) return { kind: 'already-running', instance: meeting.running };
  const others = world.meetings.ofHost(meeting.hostId).filter(({ running }) => running !== null);
  if (others.length >= allowance(world, meeting.hostId)) {
    return { kind: 'host-busy', meetingIds: others.map(({ id }) => id) };
  }
  if (meeting.past.length > 0) meeting.uuid = world.newUuid();
  const startedAt = at ?? world.clock.now();
  const instance: Instance = {
    uuid: meeting.uuid,
    startedAt,
    endedAt: null,
    stays: [],
    waiting: [],
  };
  meeting.running = instance;
  world.webhooks.emit(meetingStarted(world, meeting, instance));
  return { kind: 'started', instance };
}

function allowance(world: World, hostId: string): number {
  return world.users.get(hostId).type === 2 ? simultaneousMeetings(world.settings.plan) : 1;
}
