import { IANAZone } from 'luxon';
import { z } from 'zod';
import { settingsBody, settingsPatchBody } from './settings-body';

/** Zoom documents exactly these two forms; the second is local time in `timezone`. */
const START_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z?$/;

/** Days, weeks or months between occurrences: OpenAPI document, `recurrence.repeat_interval`. */
const LARGEST_INTERVAL: Record<number, number> = { 1: 99, 2: 50, 3: 10 };

const recurrence = z
  .object({
    type: z.literal([1, 2, 3]),
    repeat_interval: z.int().min(1).optional(),
    weekly_days: z
      .string()
      .regex(/^[1-7](,[1-7])*$/)
      .optional(),
    monthly_day: z.int().min(1).max(31).optional(),
    monthly_week: z.literal([-1, 1, 2, 3, 4]).optional(),
    monthly_week_day: z.literal([1, 2, 3, 4, 5, 6, 7]).optional(),
    end_times: z.int().min(0).max(60).optional(),
    end_date_time: z.string().regex(START_TIME).optional(),
  })
  .superRefine((value, context) => {
    if ((value.repeat_interval ?? 1) > (LARGEST_INTERVAL[value.type] ?? 1)) {
      context.addIssue({ code: 'custom', path: ['repeat_interval'], message: 'too large' });
    }
    if (value.end_times !== undefined && value.end_date_time !== undefined) {
      context.addIssue({ code: 'custom', path: ['end_date_time'], message: 'excludes end_times' });
    }
  });

const trackingField = z.object({ field: z.string(), value: z.string().optional() });

const commonFields = {
  topic: z.string().max(200).optional(),
  type: z.literal([1, 2, 3, 8, 10]).optional(),
  agenda: z.string().max(2000).optional(),
  start_time: z.string().regex(START_TIME).refine(isRealDate).optional(),
  timezone: z
    .string()
    .refine((zone) => IANAZone.isValidZone(zone))
    .optional(),
  duration: z.int().min(1).max(1440).optional(),
  password: z.string().max(10).optional(),
  default_password: z.boolean().optional(),
  schedule_for: z.string().optional(),
  pre_schedule: z.boolean().optional(),
  template_id: z.string().optional(),
  sensitivity_label_id: z.string().optional(),
  tracking_fields: z.array(trackingField).optional(),
  recurrence: recurrence.optional(),
};

/** Body of POST /users/{userId}/meetings: OpenAPI document of the Meetings API. */
export const createMeetingBody = z.object({ ...commonFields, settings: settingsBody.optional() });

/** Body of PATCH /meetings/{meetingId}: the same fields, none with a default. */
export const updateMeetingBody = z.object({
  ...commonFields,
  settings: settingsPatchBody.optional(),
});

export type CreateMeetingBody = z.infer<typeof createMeetingBody>;
export type UpdateMeetingBody = z.infer<typeof updateMeetingBody>;
export type Recurrence = z.infer<typeof recurrence>;
export type TrackingField = z.infer<typeof trackingField>;

function isRealDate(text: string): boolean {
  return !Number.isNaN(Date.parse(text.endsWith('Z') ? text : `${text}Z`));
}

/** Top-level and settings names that no schema knows; Zoom ignores them, a typo should not hide. */
export function unknownFields(
  schema: typeof createMeetingBody | typeof updateMeetingBody,
  body: Record<string, unknown>
): string[] {
  const settings = body.settings;
  const known = new Set(Object.keys(schema.shape));
  const knownSettings = new Set(Object.keys(settingsPatchBody.shape));
  const unknownSettings =
    typeof settings === 'object' && settings !== null
      ? Object.keys(settings).filter((name) => !knownSettings.has(name))
      : [];
  return [
    ...Object.keys(body).filter((name) => !known.has(name)),
    ...unknownSettings.map((name) => `settings.${name}`),
  ];
}
