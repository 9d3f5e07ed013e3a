import 'server-only';

import { cookies } from 'next/headers';

import { environment } from './environment';

const COOKIE = 'session';
/** As long as a Strapi log-in holds unless configured otherwise. */
const THIRTY_DAYS_S = 30 * 24 * 60 * 60;

/** The visitor's log-in at Strapi. The browser keeps it and can neither read nor send it elsewhere. */
export const readSession = async (): Promise<string | undefined> =>
  (await cookies()).get(COOKIE)?.value;

export const writeSession = async (jwt: string): Promise<void> => {
  (await cookies()).set(COOKIE, jwt, {
    httpOnly: true,
    secure: environment().SITE_URL.startsWith('https:'),
    sameSite: 'lax',
    path: '/',
    maxAge: THIRTY_DAYS_S,
  });
};

export const endSession = async (): Promise<void> => {
  (await cookies()).delete(COOKIE);
};
