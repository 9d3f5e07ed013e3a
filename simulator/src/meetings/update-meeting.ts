import { isDeepStrictEqual } from 'node:util';
import type { World } from '../world';
import type { Actor } from './actor';
import { checkAlternativeHosts } from './alternative-hosts';
import { isRecurring, type Meeting } from './meeting';
import type { UpdateMeetingBody } from './meeting-body';
import { meetingUpdated } from './meeting-events';
import { mergeSettings } from './merge-settings';
import { checkPasscode } from './passcode';
import { resolveHost } from './resolve-host';
import { resolveStartTime, toInstant } from './start-time';

/** Changes what the body names. Checks come first, so that a refusal changes nothing. */
export function updateMeeting(
  world: World,
  request: { meeting: Meeting; body: UpdateMeetingBody; actor: Actor }
): void {
  const { meeting, body, actor } = request;
  const host = resolveHost(world, {
    current: world.users.get(meeting.hostId),
    scheduleFor: body.schedule_for,
  });
  checkAlternativeHosts(world, body.settings?.alternative_hosts);
  if (body.password !== undefined) checkPasscode(body.password, world.settings.refusePasscode);

  const before = { ...meeting };
  const timezone = body.timezone ?? meeting.timezone;
  Object.assign(meeting, {
    hostId: host.id,
    topic: body.topic ?? meeting.topic,
    type: body.type ?? meeting.type,
    agenda: body.agenda ?? meeting.agenda,
    startTime: newStartTime(world.clock.now(), meeting, { ...body, timezone }),
    durationMinutes: body.duration ?? meeting.durationMinutes,
    timezone,
    password: body.password ?? meeting.password,
    settings: mergeSettings(meeting.settings, body.settings),
    recurrence: body.recurrence ?? meeting.recurrence,
    trackingFields: body.tracking_fields ?? meeting.trackingFields,
    isPreScheduled: body.pre_schedule ?? meeting.isPreScheduled,
  } satisfies Partial<Meeting>);

  if (!isDeepStrictEqual(before, meeting)) {
    world.webhooks.emit(meetingUpdated(world, { before, after: meeting, actor }));
  }
}

function newStartTime(
  now: number,
  meeting: Meeting,
  body: UpdateMeetingBody & { timezone: string }
): number | null {
  if (body.type === 3) return null;
  if (body.start_time === undefined) return meeting.startTime;
  const isPast = toInstant(body.start_time, body.timezone) < now;
  if (isPast && isRecurring(meeting)) return meeting.startTime;
  return resolveStartTime({ startTime: body.start_time, timezone: body.timezone, now });
}
