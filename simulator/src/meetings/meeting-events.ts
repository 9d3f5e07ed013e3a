import { isDeepStrictEqual } from 'node:util';
import { toZoomTime } from '../clock';
import type { ZoomEvent } from '../webhooks/zoom-event';
import type { World } from '../world';
import type { Actor } from './actor';
import { joinUrl } from './join-links';
import type { Meeting } from './meeting';

/** In these events `object.id` is an integer; in started, ended and participant events it is text. */

export function meetingCreated(world: World, meeting: Meeting, actor: Actor): ZoomEvent {
  const { use_pmi, alternative_hosts, join_before_host, jbh_time, meeting_invitees } =
    meeting.settings;
  return {
    event: 'meeting.created',
    payload: {
      ...operation(world, actor),
      object: {
        ...identity(meeting),
        join_url: joinUrl(world, meeting),
        ...(meeting.password ? { password: meeting.password } : {}),
        creation_source: meeting.creationSource,
        settings: { use_pmi, alternative_hosts, join_before_host, jbh_time, meeting_invitees },
        ...(meeting.recurrence ? { recurrence: meeting.recurrence } : {}),
      },
    },
  };
}

/** `object` and `old_object` hold the id and only what changed. */
export function meetingUpdated(
  world: World,
  change: { before: Meeting; after: Meeting; actor: Actor }
): ZoomEvent {
  const before = changeable(world, change.before);
  const after = changeable(world, change.after);
  const pick = (fields: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(fields).filter(([name]) => !isDeepStrictEqual(before[name], after[name]))
    );
  const settings = changedSettings(change.before, change.after);
  return {
    event: 'meeting.updated',
    payload: {
      ...operation(world, change.actor),
      ...(change.after.recurrence ? { scope: 'all' } : {}),
      time_stamp: world.clock.now(),
      object: { id: change.after.id, ...pick(after), ...settings.after },
      old_object: { id: change.before.id, ...pick(before), ...settings.before },
    },
  };
}

export function meetingDeleted(world: World, meeting: Meeting, actor: Actor): ZoomEvent {
  return {
    event: 'meeting.deleted',
    payload: {
      ...operation(world, actor),
      ...(meeting.recurrence ? { operation: 'all' } : {}),
      object: identity(meeting),
    },
  };
}

export function meetingRecovered(world: World, meeting: Meeting, actor: Actor): ZoomEvent {
  return {
    event: 'meeting.recovered',
    payload: {
      ...operation(world, actor),
      ...(meeting.recurrence ? { operation: 'all' } : {}),
      object: identity(meeting),
    },
  };
}

function operation(world: World, { operator }: Actor) {
  return {
    account_id: world.credentials.accountId,
    operator: operator.email,
    operator_id: operator.id,
  };
}

function identity(meeting: Meeting) {
  return {
    uuid: meeting.uuid,
    id: meeting.id,
    host_id: meeting.hostId,
    topic: meeting.topic,
    type: meeting.type,
    ...(meeting.startTime === null ? {} : { start_time: toZoomTime(meeting.startTime) }),
    duration: meeting.durationMinutes,
    timezone: meeting.timezone,
  };
}

function changeable(world: World, meeting: Meeting): Record<string, unknown> {
  return {
    host_id: meeting.hostId,
    topic: meeting.topic,
    type: meeting.type,
    ...(meeting.startTime === null ? {} : { start_time: toZoomTime(meeting.startTime) }),
    duration: meeting.durationMinutes,
    timezone: meeting.timezone,
    agenda: meeting.agenda,
    password: meeting.password,
    join_url: joinUrl(world, meeting),
    ...(meeting.recurrence ? { recurrence: meeting.recurrence } : {}),
    tracking_fields: meeting.trackingFields,
  };
}

function changedSettings(
  before: Meeting,
  after: Meeting
): { before: { settings?: object }; after: { settings?: object } } {
  const old: Record<string, unknown> = { ...before.settings };
  const current: Record<string, unknown> = { ...after.settings };
  const names = [...new Set([...Object.keys(old), ...Object.keys(current)])].filter(
    (name) => !isDeepStrictEqual(old[name], current[name])
  );
  if (names.length === 0) return { before: {}, after: {} };
  const pick = (settings: Record<string, unknown>) => ({
    settings: Object.fromEntries(
      names.filter((name) => name in settings).map((name) => [name, settings[name]])
    ),
  });
  return { before: pick(old), after: pick(current) };
}
