import type { World } from '../world';
import type { AtTheDoor } from './waiting-room';
import { isPresent, type Instance, type Stay } from './instance';
import { nextJoinNumber } from './join-meeting';
import { breakoutRoom } from './live-events';

export function findPresent(instance: Instance, name: string): Stay | undefined {
  return instance.stays.findLast((stay) => isPresent(stay) && stay.name === name);
}

export function moveToBreakout(
  world: World,
  { stay, room, meeting, instance, at }: AtTheDoor & { stay: Stay; room: string }
): void {
  returnFromBreakout(world, { stay, meeting, instance, at });
  const visit = { room, userId: nextJoinNumber(instance), from: at, to: null };
  stay.visits.push(visit);
  world.webhooks.emit(breakoutRoom(world, { meeting, instance, stay, visit }));
}

/** Back to the meeting; nothing happens for somebody who is there already. */
export function returnFromBreakout(
  world: World,
  { stay, meeting, instance, at }: AtTheDoor & { stay: Stay }
): void {
  const visit = stay.visits.find(({ to }) => to === null);
  if (!visit) return;
  visit.to = at;
  world.webhooks.emit(breakoutRoom(world, { meeting, instance, stay, visit }));
}
