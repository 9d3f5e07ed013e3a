import { z } from 'zod';

import type { ZoomMeeting, ZoomMeetingListItem, ZoomUser } from './types';
import { dateOrNull, numberOrNull, textOrEmpty, textOrNull, zoomId as id } from './wire-fields';

export { textOrNull };

/** Answer of the token endpoint. */
export const tokenSchema = z.object({
  access_token: z.string().min(1),
  expires_in: z.number().positive(),
  scope: textOrEmpty,
  api_url: textOrNull,
});

/** Refusal of the token endpoint: its own envelope. */
export const tokenRefusalSchema = z.object({ reason: textOrEmpty, error: textOrEmpty });

/** Refusal of the REST API. */
export const refusalSchema = z.object({
  code: z.number(),
  message: textOrEmpty,
  errors: z
    .array(z.object({ field: textOrEmpty, message: textOrEmpty }))
    .nullish()
    .transform((value) => value ?? []),
});

const listItemFields = {
  id,
  uuid: z.string(),
  host_id: z.string().min(1),
  topic: textOrEmpty,
  type: z.number().int(),
  start_time: dateOrNull,
  duration: numberOrNull,
  timezone: textOrNull,
  agenda: textOrEmpty,
  created_at: dateOrNull,
};

const listItemSchema = z.object({ ...listItemFields, join_url: textOrEmpty }).transform(
  (row): ZoomMeetingListItem => ({
    id: row.id,
    uuid: row.uuid,
    hostId: row.host_id,
    topic: row.topic,
    type: row.type,
    startTime: row.start_time,
    durationMinutes: row.duration,
    timezone: row.timezone,
    agenda: row.agenda,
    createdAt: row.created_at,
    joinUrl: row.join_url,
  })
);

/** Answer of create (201) and get (200). */
export const meetingSchema = z
  .object({
    ...listItemFields,
    uuid: z.string().min(1),
    join_url: z.string().min(1),
    host_email: textOrNull,
    status: textOrNull,
    start_url: textOrNull,
    password: textOrNull,
    settings: z
      .record(z.string(), z.unknown())
      .nullish()
      .transform((value) => value ?? {}),
  })
  .transform(
    (answer): ZoomMeeting => ({
      id: answer.id,
      uuid: answer.uuid,
      hostId: answer.host_id,
      hostEmail: answer.host_email,
      topic: answer.topic,
      type: answer.type,
      status: answer.status,
      startTime: answer.start_time,
      durationMinutes: answer.duration,
      timezone: answer.timezone,
      agenda: answer.agenda,
      createdAt: answer.created_at,
      joinUrl: answer.join_url,
      startUrl: answer.start_url,
      password: answer.password,
      settings: answer.settings,
    })
  );

/** One page of a host's meetings; `next_page_token` is "" or absent on the last. */
export const meetingPageSchema = z.object({
  meetings: z.array(listItemSchema),
  next_page_token: textOrEmpty,
});

const userFields = {
  email: z.string().min(1),
  display_name: textOrNull,
  first_name: textOrNull,
  last_name: textOrNull,
  type: z.number().int(),
  timezone: textOrNull,
};

type UserAnswer = {
  id: string;
  email: string;
  display_name: string | null;
  first_name: string | null;
  last_name: string | null;
  type: number;
  timezone: string | null;
};

const toUser = (answer: UserAnswer): ZoomUser => ({
  id: answer.id,
  email: answer.email,
  displayName:
    answer.display_name ??
    ([answer.first_name, answer.last_name].filter(Boolean).join(' ') || answer.email),
  type: answer.type,
  timezone: answer.timezone,
});

export const userSchema = z.object({ id, ...userFields }).transform(toUser);

/** One page of users; pending ones have no id and are left out. */
export const userPageSchema = z.object({
  next_page_token: textOrEmpty,
  users: z
    .array(z.object({ id: id.nullish(), ...userFields }))
    .transform((rows) => rows.flatMap((row) => (row.id ? [toUser({ ...row, id: row.id })] : []))),
});

/** `GET /users/{id}/token?type=zak`. */
export const hostTokenSchema = z
  .object({ token: z.string().min(1) })
  .transform(({ token }) => token);

/** Answers without a body that is used (204). */
export const nothingSchema = z.unknown().transform(() => undefined);
