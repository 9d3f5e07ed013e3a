import { z } from 'zod';

import type { ZoomParticipant, ZoomPastInstance, ZoomPastMeeting } from './past-types';
import { dateOrNull, numberOrNull, textOrEmpty, textOrNull, zoomId } from './wire-fields';

/** Answer of GET /past_meetings/{meetingId}/instances. */
export const pastInstancesSchema = z.object({
  meetings: z.array(
    z
      .object({ uuid: z.string().min(1), start_time: dateOrNull })
      .transform(({ uuid, start_time }): ZoomPastInstance => ({ uuid, startTime: start_time }))
  ),
});

/** Answer of GET /past_meetings/{meetingId}. */
export const pastMeetingSchema = z
  .object({ id: zoomId, uuid: z.string().min(1), start_time: dateOrNull, end_time: dateOrNull })
  .transform(
    (answer): ZoomPastMeeting => ({
      id: answer.id,
      uuid: answer.uuid,
      startTime: answer.start_time,
      endTime: answer.end_time,
    })
  );

const idOrNull = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? null : String(value) || null));

/** A row of either list; one without a time of joining says nothing and is left out. */
const participantSchema = z
  .object({
    id: textOrNull,
    participant_user_id: textOrNull,
    name: textOrNull,
    user_id: idOrNull,
    user_email: textOrNull,
    registrant_id: textOrNull,
    customer_key: textOrNull,
    join_time: dateOrNull,
    leave_time: dateOrNull,
    duration: numberOrNull,
    status: textOrNull,
    bo_mtg_id: textOrNull,
  })
  .transform((row): ZoomParticipant[] =>
    row.join_time === null
      ? []
      : [
          {
            joinId: row.user_id,
            name: row.name,
            participantUserId: row.participant_user_id ?? row.id,
            email: row.user_email,
            registrantId: row.registrant_id,
            customerKey: row.customer_key,
            joinTime: row.join_time,
            leaveTime: row.leave_time,
            seconds: row.duration,
            isInWaitingRoom: row.status === 'in_waiting_room',
            isBreakout: row.bo_mtg_id !== null,
          },
        ]
  );

/** One page of either list; `next_page_token` is "" or absent on the last. */
export const participantPageSchema = z.object({
  participants: z.array(participantSchema).transform((rows) => rows.flat()),
  next_page_token: textOrEmpty,
});
