import { z } from 'zod';

import { say } from './sentences';
const text = (max: number) =>
  z
    .string(say('field.text'))
    .trim()
    .max(max, say('field.atMostCharacters', { max: max }));

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
