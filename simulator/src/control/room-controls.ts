import { findPresent, moveToBreakout, returnFromBreakout } from '../live/breakout-rooms';
import type { Stay } from '../live/instance';
import type { Participant } from '../live/join-meeting';
import {
  admit,
  enterWaitingRoom,
  findWaiting,
  leaveWaitingRoom,
  putInWaitingRoom,
  type AtTheDoor,
} from '../live/waiting-room';
import type { World } from '../world';
import { ControlError } from './control-error';

type Somebody = { name: string; at?: number | undefined };

/** The waiting room and the breakout rooms of a running meeting. Times are epoch ms. */
export interface RoomControls {
  /** Somebody arrives and is not let in. */
  waitForMeeting(id: number | string, participant: Participant): Stay;
  admitToMeeting(id: number | string, who: Somebody): Stay;
  /** Goes away without having been let in. */
  stopWaiting(id: number | string, who: Somebody): void;
  /** The host sends somebody back to the waiting room. */
  sendToWaitingRoom(id: number | string, who: Somebody): void;
  moveToBreakout(id: number | string, who: Somebody & { room: string }): void;
  returnFromBreakout(id: number | string, who: Somebody): void;
}

export function createRoomControls(world: World): RoomControls {
  function door(id: number | string, at: number | undefined): AtTheDoor {
    const meeting = world.meetings.find(Number(id));
    const instance = meeting?.running;
    if (!meeting || !instance) throw new ControlError(409, `Meeting ${id} is not running.`);
    return { meeting, instance, at: at ?? world.clock.now() };
  }

  function waitingAt({ instance, meeting }: AtTheDoor, name: string) {
    const waiting = findWaiting(instance, name);
    if (waiting) return waiting;
    throw new ControlError(409, `Nobody called ${name} waits for meeting ${meeting.id}.`);
  }

  function presentAt({ instance, meeting }: AtTheDoor, name: string): Stay {
    const stay = findPresent(instance, name);
    if (stay) return stay;
    throw new ControlError(409, `Nobody called ${name} is in meeting ${meeting.id}.`);
  }

  return {
    waitForMeeting(id, participant) {
      const at = door(id, participant.at);
      return structuredClone(enterWaitingRoom(world, { ...at, participant }));
    },
    admitToMeeting(id, { name, at }) {
      const here = door(id, at);
      return structuredClone(admit(world, { ...here, waiting: waitingAt(here, name) }));
    },
    stopWaiting(id, { name, at }) {
      const here = door(id, at);
      leaveWaitingRoom(world, { ...here, waiting: waitingAt(here, name) });
    },
    sendToWaitingRoom(id, { name, at }) {
      const here = door(id, at);
      presentAt(here, name);
      putInWaitingRoom(world, { ...here, name });
    },
    moveToBreakout(id, { name, room, at }) {
      const here = door(id, at);
      moveToBreakout(world, { ...here, stay: presentAt(here, name), room });
    },
    returnFromBreakout(id, { name, at }) {
      const here = door(id, at);
      returnFromBreakout(world, { ...here, stay: presentAt(here, name) });
    },
  };
}
