import { z } from 'zod';

import type { ParticipantIdentity, Sighting } from '../domain/participant-sighting';
import { cleanText } from './clean-text';

/** The events that attendance is folded from. */
export const ATTENDANCE_EVENTS = [
  'meeting.started',
  'meeting.ended',
  'meeting.participant_joined',
  'meeting.participant_left',
  'meeting.participant_put_in_waiting_room',
  'meeting.participant_bind',
  'meeting.participant_joined_breakout_room',
] as const;

/** Zoom sends empty text for what it does not know. */
const text = z
  .union([z.string(), z.number()])
  .nullish()
  .catch(null)
  .transform((value) => (value === null || value === undefined ? null : cleanText(String(value))));

const moment = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => {
    const at = Date.parse(value ?? '');
    return Number.isNaN(at) ? null : at;
  });

const participantSchema = z.object({
  id: text,
  user_id: text,
  user_name: text,
  email: text,
  participant_user_id: text,
  participant_uuid: text,
  registrant_id: text,
  customer_key: text,
  parent_user_id: text,
  bind_user_id: text,
  bind_participant_uuid: text,
  join_time: moment,
  leave_time: moment,
  date_time: moment,
  leave_reason: text,
});
type Participant = z.infer<typeof participantSchema>;

const bodySchema = z.object({
  payload: z.object({
    object: z.object({
      start_time: moment,
      end_time: moment,
      participant: participantSchema.nullish().catch(null),
    }),
  }),
});

const identityOf = (participant: Participant): ParticipantIdentity => ({
  registrantId: participant.registrant_id,
  customerKey: participant.customer_key,
  participantUserId: participant.participant_user_id ?? participant.id,
  email: participant.email,
  participantUuid: participant.participant_uuid,
  joinId: participant.user_id,
  name: participant.user_name,
});

/** Who leaves the waiting room was not in the meeting; who goes to a breakout room still is. */
const IS_NO_DEPARTURE = /waiting room|breakout/i;

/** What a stored event says of its run. */
export type StoredNews = {
  startedAt: number | null;
  endedAt: number | null;
  sighting: Sighting | null;
};

const NOTHING: StoredNews = { startedAt: null, endedAt: null, sighting: null };

const sightingOf = (event: string, participant: Participant, sentAt: number): Sighting | null => {
  const who = identityOf(participant);
  switch (event) {
    // Zoom's examples say when by `date_time`, its schema and the wire by `join_time`.
    case 'meeting.participant_joined':
      return { kind: 'joined', who, at: participant.join_time ?? participant.date_time ?? sentAt };
    case 'meeting.participant_left':
      return IS_NO_DEPARTURE.test(participant.leave_reason ?? '')
        ? null
        : { kind: 'left', who, at: participant.leave_time ?? participant.date_time ?? sentAt };
    case 'meeting.participant_put_in_waiting_room':
      return { kind: 'left', who, at: participant.date_time ?? sentAt };
    case 'meeting.participant_bind':
      return {
        kind: 'bound',
        who,
        to: {
          participantUuid: participant.bind_participant_uuid,
          joinId: participant.bind_user_id,
        },
      };
    // A visit has a join id of its own, under which participant lists show it once more.
    case 'meeting.participant_joined_breakout_room':
      return {
        kind: 'bound',
        who: { ...who, joinId: participant.parent_user_id },
        to: { participantUuid: null, joinId: participant.user_id },
      };
    default:
      return null;
  }
};

const parseJson = (payload: string): unknown => {
  try {
    return JSON.parse(payload);
  } catch {
    return null;
  }
};

/**
 * Reads a stored event. The waiting room is not the meeting, and moves to breakout rooms neither begin
 * nor end the stay in it: they are no times. What cannot be read (or was emptied) says nothing.
 *
 * @param event.sentAt `event_ts`, for times that the payload lacks.
 */
export const readStoredEvent = (event: {
  event: string;
  payload: string;
  sentAt: number;
}): StoredNews => {
  const parsed = bodySchema.safeParse(parseJson(event.payload));
  if (!parsed.success) return NOTHING;
  const { start_time: startedAt, end_time, participant } = parsed.data.payload.object;
  const isEnd = event.event === 'meeting.ended';
  return {
    startedAt,
    endedAt: isEnd ? (end_time ?? event.sentAt) : null,
    sighting: participant ? sightingOf(event.event, participant, event.sentAt) : null,
  };
};
