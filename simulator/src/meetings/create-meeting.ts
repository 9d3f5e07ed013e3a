import { newEncryptedPasscode } from '../identifiers';
import type { User } from '../users/user';
import type { World } from '../world';
import { zoomErrors } from '../zoom-errors';
import type { Actor } from './actor';
import { checkAlternativeHosts } from './alternative-hosts';
import type { Meeting } from './meeting';
import type { CreateMeetingBody } from './meeting-body';
import { meetingCreated } from './meeting-events';
import { checkPasscode, generatePasscode } from './passcode';
import { resolveHost } from './resolve-host';
import { mergeSettings } from './merge-settings';
import { resolveStartTime } from './start-time';

export function createMeeting(
  world: World,
  request: { user: User; body: CreateMeetingBody; actor: Actor }
): Meeting {
  const { user, body, actor } = request;
  const { settings, clock } = world;
  if (body.schedule_for !== undefined && body.type === 1) throw zoomErrors.scheduleForInstant();
  const host = resolveHost(world, { current: user, scheduleFor: body.schedule_for });
  if (!host.canHost || host.type === 4) throw zoomErrors.cannotHost();
  checkAlternativeHosts(world, body.settings?.alternative_hosts);
  if (body.password !== undefined) checkPasscode(body.password, settings.refusePasscode);

  const type = body.type ?? 2;
  const timezone = body.timezone ?? settings.accountTimezone;
  const now = clock.now();
  const meeting: Meeting = {
    id: world.meetings.newId(),
    uuid: world.newUuid(),
    hostId: host.id,
    topic: body.topic ?? 'Zoom Meeting',
    type,
    agenda: body.agenda ?? '',
    startTime:
      type === 3
        ? null
        : resolveStartTime({
            startTime: type === 1 ? undefined : body.start_time,
            timezone,
            now,
          }),
    durationMinutes: body.duration ?? 60,
    timezone,
    createdAt: now,
    password: body.password ?? defaultPasscode(world, host, body.default_password),
    encryptedPassword: newEncryptedPasscode(),
    settings: mergeSettings({}, body.settings),
    recurrence: type === 8 ? (body.recurrence ?? null) : null,
    trackingFields: body.tracking_fields ?? [],
    isPreScheduled: body.pre_schedule ?? false,
    creationSource: actor.source,
    running: null,
    past: [],
    deletedAt: null,
    registrants: [],
  };
  if (type === 8) {
    world.unexpected.report({
      method: 'POST',
      path: `/users/${host.id}/meetings`,
      why: 'recurring meeting: the simulator keeps its recurrence but makes no occurrences',
    });
  }
  world.meetings.add(meeting);
  world.webhooks.emit(meetingCreated(world, meeting, actor));
  return meeting;
}

function defaultPasscode(world: World, host: User, isWanted = true): string {
  return isWanted && host.requiresPasscode ? generatePasscode(world.settings.refusePasscode) : '';
}
