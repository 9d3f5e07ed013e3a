import { z } from 'zod';
import { AUTO_RECORDING, ZOOM_LIMITS } from './meeting';
import { isTimezone } from './settings';

const MOMENT =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?$/;

/** True where day and time exist on the calendar: JavaScript's own parser makes March 2 of February 30. */
const exists = (value: string): boolean => {
  const [year, month, day, hour, minute, second] = (MOMENT.exec(value) ?? [])
    .slice(1)
    .map((part) => Number(part ?? 0));
  if (year === undefined || month === undefined || day === undefined) return false;
  const date = new Date(Date.UTC(year, month - 1, day));
  return (
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    (hour ?? 0) < 24 &&
    (minute ?? 0) < 60 &&
    (second ?? 0) < 60
  );
};

/** The message for a value of the wrong type, which says so where the value is missing. */
const expected = (field: string, accepted: string) => ({
  error: (issue: { input?: unknown }) =>
    issue.input === undefined ? `${field} is required` : `${field} must be ${accepted}`,
});

const text = (field: string, limit: number) =>
  z.string(expected(field, 'a text')).max(limit, `${field} has at most ${limit} characters`);

const DATE_EXAMPLE = 'an ISO 8601 date and time such as 2026-01-25T15:00:00Z';

/** `2026-01-25T15:00:00Z`, an offset, or a local time without one (read in `timezone`). */
const startTime = z
  .string(expected('start_time', DATE_EXAMPLE))
  .trim()
  .regex(MOMENT, { error: `start_time must be ${DATE_EXAMPLE}`, abort: true })
  .refine(exists, 'start_time is a date or time that does not exist');

const flag = (field: string) => z.boolean(expected(`settings.${field}`, 'true or false'));

/** Zoom's settings of a meeting. Those not named here are passed on as they come. */
const meetingSettingsSchema = z.looseObject(
  {
    host_video: flag('host_video').optional(),
    participant_video: flag('participant_video').optional(),
    join_before_host: flag('join_before_host').optional(),
    mute_upon_entry: flag('mute_upon_entry').optional(),
    waiting_room: flag('waiting_room').optional(),
    auto_recording: z
      .enum(AUTO_RECORDING, `settings.auto_recording must be one of ${AUTO_RECORDING.join(', ')}`)
      .optional(),
  },
  expected('settings', 'an object')
);

const { min: shortest, max: longest } = ZOOM_LIMITS.durationMinutes;
const DURATION = expected('duration', `a whole number of minutes from ${shortest} to ${longest}`);

/** An e-mail address or a Zoom user id. */
const hostSchema = z
  .string(expected('host', 'an e-mail address or Zoom user id'))
  .trim()
  .min(1, 'host must not be empty')
  .max(320, 'host has at most 320 characters');

/** Zoom's types that have a start: 2 scheduled and 8 recurring. 1 begins now, 3 has no fixed time. */
const hasStart = (type: unknown): boolean => type === undefined || type === 2 || type === 8;

const fields = {
  topic: text('topic', ZOOM_LIMITS.topicLength).trim().min(1, 'topic must not be empty'),
  /** 2 scheduled; 1 instant, 3 and 8 recurring are Zoom's further types. */
  type: z.union(
    [z.literal(1), z.literal(2), z.literal(3), z.literal(8)],
    'type must be 1 (instant), 2 (scheduled), 3 (recurring, no fixed time) or 8 (recurring)'
  ),
  start_time: startTime,
  duration: z.int(DURATION).min(shortest, DURATION).max(longest, DURATION),
  timezone: text('timezone', 64).refine(
    isTimezone,
    'timezone must be an IANA time zone such as Europe/Paris'
  ),
  password: text('password', ZOOM_LIMITS.passwordLength),
  agenda: text('agenda', ZOOM_LIMITS.agendaLength),
  settings: meetingSettingsSchema,
  recurrence: z.record(z.string(), z.unknown(), expected('recurrence', 'an object')),
  host: hostSchema,
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Body of `POST /api/admin/integrations/zoom/meetings`. `start_time` is required for the types that
 * have one (2 and 8).
 */
export const meetingCreateSchema = z
  .strictObject({
    topic: fields.topic,
    start_time: fields.start_time.optional(),
    type: fields.type.default(2),
    duration: fields.duration.optional(),
    timezone: fields.timezone.optional(),
    password: fields.password.optional(),
    agenda: fields.agenda.optional(),
    settings: fields.settings.optional(),
    recurrence: fields.recurrence.optional(),
    /** Whose meeting. Default: the settings' default host. */
    host: fields.host.optional(),
  })
  .refine((body) => body.start_time !== undefined || !hasStart(body.type), {
    path: ['start_time'],
    error: `start_time is required: ${DATE_EXAMPLE}`,
    // Also beside other faults, so that a caller hears of a missing topic and start at once.
    when: ({ value }) => isObject(value),
  });
export type MeetingCreate = z.infer<typeof meetingCreateSchema>;

/**
 * Body of `PATCH /api/admin/integrations/zoom/meetings/:id`: any subset of the create body. A `host`
 * may only repeat whose meeting it is.
 */
export const meetingUpdateSchema = z
  .strictObject(fields)
  .partial()
  .refine((body) => Object.keys(body).length > 0, 'the body names nothing to change');
export type MeetingUpdate = z.infer<typeof meetingUpdateSchema>;

const LIST_TYPES = ['upcoming', 'scheduled', 'live'] as const;

/** Query of `GET /api/admin/integrations/zoom/meetings`. */
export const meetingListSchema = z.strictObject({
  type: z.enum(LIST_TYPES, `type must be one of ${LIST_TYPES.join(', ')}`).default('upcoming'),
  host: fields.host.optional(),
});
export type MeetingList = z.infer<typeof meetingListSchema>;
