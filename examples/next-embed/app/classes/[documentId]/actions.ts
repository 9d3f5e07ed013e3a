'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';

import { register } from '../../../lib/registration';
import { readSession } from '../../../lib/session';
import { documentIdSchema } from '../../../lib/strapi';

const formSchema = z.object({ meeting: documentIdSchema, classId: documentIdSchema });
const guestSchema = z.object({
  email: z.string().max(320),
  firstName: z.string().max(64),
  lastName: z.string().max(64),
  website: z.string().max(1000),
});

/** Registers whoever sent the form. Strapi says what is wrong with a field; this asks for shape only. */
export const registerForClass = async (form: FormData): Promise<void> => {
  const fields = Object.fromEntries(form);
  const { meeting, classId } = formSchema.parse(fields);
  const isLoggedIn = (await readSession()) !== undefined;
  const guest = isLoggedIn ? { success: true as const, data: {} } : guestSchema.safeParse(fields);
  const outcome = guest.success ? await register(meeting, guest.data) : 'wrong';
  redirect(`/classes/${classId}?registration=${outcome}`);
};
