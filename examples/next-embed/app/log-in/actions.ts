'use server';

import { redirect } from 'next/navigation';
import { strapi } from '@strapi/client';
import { z } from 'zod';

import { environment } from '../../lib/environment';
import { endSession, writeSession } from '../../lib/session';
import { refusalOf, sendJson } from '../../lib/strapi';

const formSchema = z.object({
  identifier: z.string().min(1).max(320),
  password: z.string().min(1).max(200),
  /** A path of this site. Two slashes would be another site. */
  next: z
    .string()
    .regex(/^\/(?![/\\])/)
    .catch('/'),
});
const answerSchema = z.object({ jwt: z.string() });

/** Exchanges name and password for a log-in that the server keeps in a cookie. */
export const logIn = async (form: FormData): Promise<void> => {
  const fields = formSchema.safeParse(Object.fromEntries(form));
  if (!fields.success) redirect('/log-in?problem=wrong');
  const { next, ...credentials } = fields.data;
  let problem: 'wrong' | 'later' | undefined;
  try {
    const client = strapi({ baseURL: `${environment().STRAPI_URL}/api` });
    const answer = await client.fetch('/auth/local', sendJson(credentials));
    await writeSession(answerSchema.parse(await answer.json()).jwt);
  } catch (error) {
    problem = refusalOf(error) === 429 ? 'later' : 'wrong';
  }
  redirect(problem ? `/log-in?problem=${problem}&next=${encodeURIComponent(next)}` : next);
};

export const logOut = async (): Promise<void> => {
  await endSession();
  redirect('/');
};
