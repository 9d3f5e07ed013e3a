import 'server-only';

import { z } from 'zod';

import { asVisitor, refusalOf, sendJson } from './strapi';

const stateSchema = z.enum(['open', 'full', 'too-early', 'closed']);
export type RegistrationState = z.infer<typeof stateSchema>;
const answerSchema = z.object({ data: z.object({ state: stateSchema }) });

/** Whether one can register; null where visitors may not even ask. */
export const readRegistration = async (meeting: string): Promise<RegistrationState | null> => {
  const client = await asVisitor();
  try {
    const answer = await client.fetch(`/zoom/meetings/${meeting}/registration`);
    return answerSchema.parse(await answer.json()).data.state;
  } catch (error) {
    refusalOf(error);
    return null;
  }
};

export const OUTCOMES = ['done', 'closed', 'wrong', 'later', 'refused'] as const;
export type Outcome = (typeof OUTCOMES)[number];

const OUTCOME_OF: Record<number, Outcome> = { 400: 'wrong', 409: 'closed', 429: 'later' };

/** Strapi knows the name and address of who is logged in; a guest gives them. */
export const register = async (
  meeting: string,
  guest: Record<string, string>
): Promise<Outcome> => {
  const client = await asVisitor();
  try {
    await client.fetch(`/zoom/meetings/${meeting}/registrants`, sendJson(guest));
    return 'done';
  } catch (error) {
    return OUTCOME_OF[refusalOf(error)] ?? 'refused';
  }
};
