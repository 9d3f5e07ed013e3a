import 'server-only';

import { unstable_cache as cached } from 'next/cache';
import { z } from 'zod';

import { asSite } from './strapi';

/** What the revalidation route empties. */
export const CLASSES_TAG = 'classes';
/** Should an event get lost, a page is no older than this. */
const OLDEST_S = 300;

const classSchema = z.object({
  documentId: z.string(),
  title: z.string(),
  agenda: z.string().nullable(),
  startTime: z.iso.datetime(),
  endTime: z.iso.datetime(),
  meeting: z
    .object({
      documentId: z.string(),
      state: z.enum(['unscheduled', 'scheduled', 'live', 'ended', 'cancelled']),
    })
    .nullable(),
});
export type Class = z.infer<typeof classSchema>;

const sessions = () => asSite().collection('course-sessions', { path: '/zoom/course-sessions' });

/** What runs or is to come, soonest first. */
export const listClasses = cached(
  async (): Promise<Class[]> => {
    const { data } = await sessions().find({
      filters: { endTime: { $gte: new Date().toISOString() } },
      sort: 'startTime',
      populate: ['meeting'],
      pagination: { pageSize: 50 },
    });
    return z.array(classSchema).parse(data);
  },
  ['classes'],
  { tags: [CLASSES_TAG], revalidate: OLDEST_S }
);

/** Null: there is no such class (any more). */
export const readClass = cached(
  async (documentId: string): Promise<Class | null> => {
    const { data } = await sessions().find({
      filters: { documentId: { $eq: documentId } },
      populate: ['meeting'],
    });
    return z.array(classSchema).parse(data)[0] ?? null;
  },
  ['class'],
  { tags: [CLASSES_TAG], revalidate: OLDEST_S }
);
