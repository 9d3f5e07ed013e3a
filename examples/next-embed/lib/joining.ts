import 'server-only';

import { z } from 'zod';

import { asVisitor, refusalOf, sendJson } from './strapi';
import { admissionSchema, type Admission } from './admission';
import { gateSchema, type Gate } from './gate';

const answerSchema = gateSchema
  .omit({ now: true })
  .extend({ joinUrl: z.url({ protocol: /^https?$/ }).optional() });
type Answer = z.infer<typeof answerSchema>;

const ask = async (meeting: string): Promise<Answer> => {
  const client = await asVisitor();
  try {
    return answerSchema.parse(await (await client.fetch(`/zoom/meetings/${meeting}/join`)).json());
  } catch (error) {
    const status = refusalOf(error);
    // A log-in that has run out is refused like none.
    if (status === 401 || status === 403)
      return { state: 'not-permitted', reason: 'Log in to join this class.' };
    if (status === 404) return { state: 'ended', reason: 'There is no such meeting.' };
    throw error;
  }
};

/** Whether this visitor may join now. The link is left out: it is given at the click alone. */
export const askAtTheGate = async (meeting: string): Promise<Gate> => {
  const { joinUrl: _kept, ...gate } = await ask(meeting);
  return { ...gate, now: new Date().toISOString() };
};

/** The visitor's link into Zoom itself, or undefined where it is not (or no longer) open to them. */
export const joinLink = async (meeting: string): Promise<string | undefined> =>
  (await ask(meeting)).joinUrl;

/** What Zoom's SDK needs to let this visitor in, or the status with which Strapi refused. */
export const admit = async (meeting: string): Promise<Admission | number> => {
  const client = await asVisitor();
  try {
    const answer = await client.fetch(`/zoom/meetings/${meeting}/signature`, sendJson({}));
    return admissionSchema.parse(await answer.json());
  } catch (error) {
    return refusalOf(error);
  }
};
