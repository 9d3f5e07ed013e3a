import { z } from 'zod';

import type { Answers } from '../../../contracts/registration';
import type { RegistrationEvent } from './registrant-sync';

const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || null);

const bodySchema = z.object({
  payload: z.object({
    object: z.object({
      registrant: z.object({
        id: z.string().min(1).max(255),
        email: z.string().min(3).max(320),
        first_name: text,
        last_name: text,
        join_url: text,
        status: text,
        custom_questions: z
          .array(z.object({ title: z.string(), value: z.string().nullish() }))
          .nullish()
          .catch(null),
      }),
    }),
  }),
});

/** What Zoom tells of a registration, and of the person where we do not know them yet. */
export type ToldRegistration = RegistrationEvent & {
  firstName: string | null;
  lastName: string | null;
  answers: Answers | null;
};

const STATES: Record<string, RegistrationEvent['state']> = {
  'meeting.registration_approved': 'approved',
  'meeting.registration_cancelled': 'cancelled',
  'meeting.registration_denied': 'denied',
};

/** Longest question and answer that are kept; those of the panel. */
const cut = (value: string, length: number): string => value.slice(0, length);

/**
 * Reads a `meeting.registration_*` event [Zoom's events document]; null where it is not as
 * documented, or of a kind that says nothing of a registration's state.
 */
export const readRegistrationEvent = (input: {
  event: string;
  body: unknown;
  at: Date;
}): ToldRegistration | null => {
  const parsed = bodySchema.safeParse(input.body);
  if (!parsed.success) return null;
  const { registrant } = parsed.data.payload.object;
  const created = registrant.status === 'pending' ? 'pending' : 'approved';
  const state = input.event === 'meeting.registration_created' ? created : STATES[input.event];
  if (state === undefined) return null;
  const answers = (registrant.custom_questions ?? [])
    .filter(({ title, value }) => title !== '' && value)
    .slice(0, 30)
    .map(({ title, value }): [string, string] => [cut(title, 100), cut(value ?? '', 1000)]);
  return {
    state,
    zoomRegistrantId: registrant.id,
    email: registrant.email.trim(),
    // Zoom sends a link with pending registrations, too, which lets nobody in yet.
    joinUrl: state === 'approved' ? registrant.join_url : null,
    at: input.at,
    firstName: registrant.first_name && cut(registrant.first_name, 64),
    lastName: registrant.last_name && cut(registrant.last_name, 64),
    answers: answers.length > 0 ? Object.fromEntries(answers) : null,
  };
};
