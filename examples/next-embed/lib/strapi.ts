import 'server-only';

import { HTTPError, strapi, type StrapiClient } from '@strapi/client';
import { z } from 'zod';

import { environment } from './environment';
import { readSession } from './session';

const connect = (auth?: string): StrapiClient =>
  strapi({ baseURL: `${environment().STRAPI_URL}/api`, ...(auth && { auth }) });

/** Strapi as this site sees it: by its own token, the same for every visitor. */
export const asSite = (): StrapiClient => connect(environment().STRAPI_TOKEN);

/** Strapi as the visitor sees it: logged in, or as anybody. */
export const asVisitor = async (): Promise<StrapiClient> => connect(await readSession());

/** The status with which Strapi refused; anything else that went wrong is thrown on. */
export const refusalOf = (error: unknown): number => {
  if (error instanceof HTTPError) return error.response.status;
  throw error;
};

export const sendJson = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

/** Strapi's document ids: anything else in an address is no id, and never becomes part of a call. */
export const documentIdSchema = z.string().regex(/^[a-z0-9]{24}$/);
