import { toZoomTime } from '../clock';
import type { World } from '../world';
import type { Instance, Stay } from './instance';

/** One line of a participant list: a stay, a visit to a breakout room, a time of waiting. */
export interface ParticipantLine {
  stay: Stay;
  userId: string;
  from: number;
  to: number;
  room: string;
  status: 'in_meeting' | 'in_waiting_room';
}

export function linesOf(instance: Instance): ParticipantLine[] {
  const end = instance.endedAt ?? instance.startedAt;
  const ofStays = instance.stays.flatMap((stay): ParticipantLine[] => [
    {
      stay,
      userId: stay.userId,
      from: stay.joinedAt,
      to: stay.leftAt ?? end,
      room: '',
      status: 'in_meeting',
    },
    ...stay.visits.map(
      ({ userId, from, to, room }): ParticipantLine => ({
        stay,
        userId,
        from,
        to: to ?? end,
        room,
        status: 'in_meeting',
      })
    ),
  ]);
  const ofWaiting = instance.waiting.map(
    ({ stay, since, until }): ParticipantLine => ({
      stay,
      userId: stay.userId,
      from: since,
      to: until ?? end,
      room: '',
      status: 'in_waiting_room',
    })
  );
  return [...ofStays, ...ofWaiting].sort((a, b) => a.from - b.from);
}

/** Zoom lists people at once and counts how long they were there a while later. */
function isCounted(world: World, { endedAt }: Instance): boolean {
  const delayMs = world.settings.participantCountDelayMs;
  return delayMs === 0 || world.clock.now() >= (endedAt ?? 0) + delayMs;
}

function seconds(world: World, instance: Instance, line: ParticipantLine) {
  const to = isCounted(world, instance) ? line.to : line.from;
  return { leave_time: toZoomTime(to), duration: Math.round((to - line.from) / 1000) };
}

/** GET /past_meetings/{meetingId}/participants. */
export function toPastRow(world: World, instance: Instance) {
  return (line: ParticipantLine) => ({
    id: line.stay.participantUserId,
    name: line.stay.name,
    user_id: line.userId,
    registrant_id: line.stay.registrantId,
    user_email: line.stay.email,
    join_time: toZoomTime(line.from),
    ...seconds(world, instance, line),
    failover: false,
    status: line.status,
    internal_user: line.stay.participantUserId !== '',
  });
}

/** GET /report/meetings/{meetingId}/participants. */
export function toReportRow(
  world: World,
  { instance, withRegistrants }: { instance: Instance; withRegistrants: boolean }
) {
  return (line: ParticipantLine) => ({
    id: line.stay.participantUserId,
    participant_user_id: line.stay.participantUserId,
    name: line.stay.name,
    user_id: line.userId,
    ...(withRegistrants ? { registrant_id: line.stay.registrantId } : {}),
    customer_key: line.stay.customerKey,
    user_email: line.stay.email,
    join_time: toZoomTime(line.from),
    ...seconds(world, instance, line),
    failover: false,
    status: line.status,
    bo_mtg_id: line.room,
  });
}
