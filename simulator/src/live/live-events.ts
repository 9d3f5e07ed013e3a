import { toZoomTime } from '../clock';
import type { Meeting } from '../meetings/meeting';
import type { ZoomEvent } from '../webhooks/zoom-event';
import type { World } from '../world';
import type { BreakoutVisit, Instance, Stay } from './instance';

type EndedInstance = Instance & { endedAt: number };

/** One participant coming or going. */
interface Move {
  meeting: Meeting;
  instance: Instance;
  stay: Stay;
}

export function meetingStarted(world: World, meeting: Meeting, instance: Instance): ZoomEvent {
  return {
    event: 'meeting.started',
    payload: {
      account_id: world.credentials.accountId,
      object: {
        ...running(meeting, instance),
        host_email: world.users.get(meeting.hostId).email,
      },
    },
  };
}

export function meetingEnded(world: World, meeting: Meeting, ended: EndedInstance): ZoomEvent {
  return {
    event: 'meeting.ended',
    payload: {
      account_id: world.credentials.accountId,
      object: {
        ...running(meeting, ended),
        host_email: world.users.get(meeting.hostId).email,
        end_time: toZoomTime(ended.endedAt),
      },
    },
  };
}

export function participantJoined(world: World, { meeting, instance, stay }: Move): ZoomEvent {
  return {
    event: 'meeting.participant_joined',
    payload: {
      account_id: world.credentials.accountId,
      object: {
        ...running(meeting, instance),
        participant: {
          ...participant(stay),
          join_time: toZoomTime(stay.joinedAt),
          public_ip: stay.publicIp,
        },
      },
    },
  };
}

export function participantLeft(world: World, { meeting, instance, stay }: Move): ZoomEvent {
  return {
    event: 'meeting.participant_left',
    payload: {
      account_id: world.credentials.accountId,
      object: {
        ...running(meeting, instance),
        participant: {
          ...participant(stay),
          leave_time: toZoomTime(stay.leftAt ?? stay.joinedAt),
          leave_reason: stay.leaveReason,
          private_ip: '10.0.0.5',
          public_ip: stay.publicIp,
        },
      },
    },
  };
}

export type WaitingRoomEvent =
  | 'joined_waiting_room'
  | 'left_waiting_room'
  | 'admitted'
  | 'put_in_waiting_room';

/** The waiting room's events say when by `date_time`. */
export function waitingRoom(
  world: World,
  { meeting, instance, stay, name, at }: Move & { name: WaitingRoomEvent; at: number }
): ZoomEvent {
  return {
    event: `meeting.participant_${name}`,
    payload: {
      account_id: world.credentials.accountId,
      object: {
        ...running(meeting, instance),
        participant: { ...participant(stay), date_time: toZoomTime(at), public_ip: stay.publicIp },
      },
    },
  };
}

/** A visit to a breakout room has a `user_id` of its own; `parent_user_id` is that of the meeting. */
export function breakoutRoom(
  world: World,
  { meeting, instance, stay, visit }: Move & { visit: BreakoutVisit }
): ZoomEvent {
  const moment =
    visit.to === null
      ? { date_time: toZoomTime(visit.from) }
      : { leave_time: toZoomTime(visit.to), leave_reason: `${stay.name} left the breakout room.` };
  return {
    event: `meeting.participant_${visit.to === null ? 'joined' : 'left'}_breakout_room`,
    payload: {
      account_id: world.credentials.accountId,
      object: {
        ...running(meeting, instance),
        breakout_room_uuid: visit.room,
        participant: {
          ...participant(stay),
          user_id: visit.userId,
          parent_user_id: stay.userId,
          ...moment,
        },
      },
    },
  };
}

/** `id` is text here, `duration` the scheduled one and `start_time` the actual start. */
function running(meeting: Meeting, instance: Instance) {
  return {
    duration: meeting.durationMinutes,
    start_time: toZoomTime(instance.startedAt),
    timezone: meeting.timezone,
    topic: meeting.topic,
    id: String(meeting.id),
    type: meeting.type,
    uuid: instance.uuid,
    host_id: meeting.hostId,
  };
}

/** Zoom sends empty text for what it does not know. */
function participant(stay: Stay) {
  return {
    id: stay.participantUserId,
    email: stay.email,
    user_id: stay.userId,
    user_name: stay.name,
    participant_uuid: stay.participantUuid,
    participant_user_id: stay.participantUserId,
    registrant_id: stay.registrantId,
    ...(stay.customerKey ? { customer_key: stay.customerKey } : {}),
  };
}
