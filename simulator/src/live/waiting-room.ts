import type { Meeting } from '../meetings/meeting';
import type { World } from '../world';
import { isPresent, type Instance, type Stay, type Waiting } from './instance';
import { createStay, nextJoinNumber, type Participant } from './join-meeting';
import { participantJoined, waitingRoom, type WaitingRoomEvent } from './live-events';

/** What is done to somebody at the door; `meeting` must be running. */
export interface AtTheDoor {
  meeting: Meeting;
  instance: Instance;
  at: number;
}

function tell(
  world: World,
  { stay, name, ...door }: AtTheDoor & { stay: Stay; name: WaitingRoomEvent }
): void {
  world.webhooks.emit(waitingRoom(world, { ...door, stay, name }));
}

export function enterWaitingRoom(
  world: World,
  { participant, ...door }: AtTheDoor & { participant: Participant }
): Stay {
  const { meeting, instance, at } = door;
  const stay = createStay(world, { meeting, instance, participant });
  instance.waiting.push({ stay, since: at, until: null });
  tell(world, { ...door, stay, name: 'joined_waiting_room' });
  return stay;
}

export function findWaiting(instance: Instance, name: string): Waiting | undefined {
  return instance.waiting.findLast(({ stay, until }) => until === null && stay.name === name);
}

/** The host lets somebody in: two events, the admission and the joining. */
export function admit(world: World, { waiting, ...door }: AtTheDoor & { waiting: Waiting }): Stay {
  const { meeting, instance, at } = door;
  waiting.until = at;
  tell(world, { ...door, stay: waiting.stay, name: 'admitted' });
  const stay: Stay = {
    ...waiting.stay,
    userId: nextJoinNumber(instance),
    joinedAt: at,
    visits: [],
  };
  instance.stays.push(stay);
  world.webhooks.emit(participantJoined(world, { meeting, instance, stay }));
  return stay;
}

export function leaveWaitingRoom(
  world: World,
  { waiting, ...door }: AtTheDoor & { waiting: Waiting }
): void {
  waiting.until = door.at;
  tell(world, { ...door, stay: waiting.stay, name: 'left_waiting_room' });
}

/** The host sends somebody back: their stay is over until they are admitted again. */
export function putInWaitingRoom(
  world: World,
  { name, ...door }: AtTheDoor & { name: string }
): Stay | undefined {
  const { instance, at } = door;
  const stay = instance.stays.findLast((one) => isPresent(one) && one.name === name);
  if (!stay) return undefined;
  stay.leftAt = at;
  stay.leaveReason = 'Put in the waiting room.';
  instance.waiting.push({ stay: { ...stay, leftAt: null, visits: [] }, since: at, until: null });
  tell(world, { ...door, stay, name: 'put_in_waiting_room' });
  return stay;
}
