import { z } from 'zod';

const text = (max: number) =>
  z.string('must be a text').trim().max(max, `must not be longer than ${max} characters`);

/** Query of `GET /zoom/registrants/meetings`: those to choose from, or the one that is chosen. */
export const registrationMeetingsSchema = z.object({
  /** Contained in the topic. */
  search: text(200).optional(),
  /** The meeting's `documentId`. */
  meeting: text(255).min(1, 'must be a documentId').optional(),
});

/** A meeting that people register for, inside `data`: the next ones first, then the latest. */
export type RegistrationMeeting = {
  documentId: string;
  topic: string | null;
  startTime: string | null;
};
