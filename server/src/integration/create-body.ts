import type { MeetingCreate, MeetingUpdate } from '../../../contracts/meeting-request';
import { zoomTime } from '../domain/meeting-request';
import type { LostCreate, LostPasscode } from '../domain/lost-create';
import { startInstant } from '../domain/start-instant';
import type { Settings } from '../settings/types';
import type { ZoomMeetingBody } from '../zoom/types';
import { invalid } from './refusal';
import type { Failure } from './zoom-refusal';

/**
 * The instant a request's `start_time` means, read in its time zone where it has no offset.
 *
 * @throws Refusal 400 naming `start_time`.
 */
export const startOf = (input: {
  startTime: string | undefined;
  timezone: string;
  failure: Failure;
}): Date | null => {
  if (input.startTime === undefined) return null;
  const instant = startInstant(input.startTime, input.timezone);
  if (instant !== null) return instant;
  const message = `start_time cannot be read as a time in ${input.timezone}`;
  throw invalid([{ field: 'start_time', message }], input.failure);
};

/** Zoom's body of a create, with the settings' defaults where the request is silent. */
export const createBody = (input: {
  request: MeetingCreate;
  settings: Settings;
  startTime: Date | null;
}): ZoomMeetingBody => {
  const { request, settings, startTime } = input;
  const isTimed = request.type === 2 || request.type === 8;
  return {
    topic: request.topic,
    type: request.type,
    // Zoom uses start and duration for types 2 and 8 only.
    ...(isTimed && startTime !== null ? { start_time: zoomTime(startTime) } : {}),
    ...(isTimed ? { duration: request.duration ?? settings.defaultDuration } : {}),
    timezone: request.timezone ?? settings.defaultTimezone,
    ...(request.password === undefined ? {} : { password: request.password }),
    ...(request.agenda === undefined ? {} : { agenda: request.agenda }),
    ...(request.recurrence === undefined ? {} : { recurrence: request.recurrence }),
    settings: {
      waiting_room: settings.waitingRoom,
      join_before_host: settings.joinBeforeHost,
      auto_recording: settings.autoRecording,
      ...request.settings,
    },
  };
};

/** Zoom's body of an update: what the request names, and nothing else. */
export const updateBody = (request: MeetingUpdate, startTime: Date | null): ZoomMeetingBody => {
  const { host: _host, start_time: _text, ...named } = request;
  return { ...named, ...(startTime === null ? {} : { start_time: zoomTime(startTime) }) };
};

/** What the meeting of this create is found again by, should the answer be lost. */
export const lostCreateOf = (input: {
  host: string;
  body: ZoomMeetingBody;
  passcode: LostPasscode;
  startedAt: Date;
}): LostCreate => {
  const { host, body, passcode, startedAt } = input;
  // A series is listed by its occurrences, whose first the rule decides, not `start_time`.
  const hasOwnStart = body.type === 2 && body.start_time !== undefined;
  return {
    host,
    topic: body.topic ?? '',
    startTime: hasOwnStart ? new Date(body.start_time ?? '') : null,
    durationMinutes: body.duration ?? null,
    passcode,
    startedAt,
  };
};
