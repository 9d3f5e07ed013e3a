import { createHash, timingSafeEqual } from 'node:crypto';

import { revalidateTag } from 'next/cache';
import { z } from 'zod';

import { CLASSES_TAG } from '../../../lib/classes';
import { environment } from '../../../lib/environment';

const bodySchema = z.looseObject({ event: z.string().regex(/^zoom\./) });

const hash = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Strapi's webhook calls this when a meeting has changed: the next visitor gets a new page. */
export const POST = async (request: Request): Promise<Response> => {
  const right = `Bearer ${environment().REVALIDATE_SECRET}`;
  const given = request.headers.get('authorization') ?? '';
  if (!timingSafeEqual(hash(given), hash(right))) return new Response(null, { status: 401 });
  const body = bodySchema.safeParse(await request.json().catch(() => undefined));
  if (!body.success) return new Response(null, { status: 400 });
  revalidateTag(CLASSES_TAG, { expire: 0 });
  return new Response(null, { status: 204 });
};
