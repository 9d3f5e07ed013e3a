import { z } from 'zod';

import type { Database } from '../jobs/database';

type Attribute = { type: string; target?: string; private?: boolean };
export type Attributes = Record<string, Attribute>;

/** A content type whose entries are sessions. */
export type SessionType = { uid: string; hasDraftAndPublish: boolean };

/** A course has sessions by the hundred; past this a feed would be of no use to anybody. */
const MOST_SESSIONS = 2000;

/** Where the name of a course may stand in a session itself. */
const OWN = ['courseName', 'course'];
/** Where it may stand in the entry that the session's relation `course` leads to. */
const OF_COURSE = ['documentId', 'slug', 'title', 'name'];
const TEXTS = new Set(['string', 'text', 'uid', 'enumeration']);

const isPublicText = (attribute: Attribute | undefined): boolean =>
  attribute !== undefined && TEXTS.has(attribute.type) && attribute.private !== true;

/** By what a course is recognised in that type; private attributes are nobody's question. */
export const courseFilters = (
  course: string,
  {
    attributes,
    attributesOf,
  }: { attributes: Attributes; attributesOf: (uid: string) => Attributes }
): Record<string, unknown>[] => {
  const own = OWN.filter((name) => isPublicText(attributes[name])).map((name) => ({
    [name]: { $eqi: course },
  }));
  const relation = attributes['course'];
  if (relation?.type !== 'relation' || !relation.target || relation.private) return own;
  const there = attributesOf(relation.target);
  const ofCourse = OF_COURSE.filter(
    (name) => name === 'documentId' || isPublicText(there[name])
  ).map((name) => ({
    course: { [name]: name === 'documentId' ? { $eq: course } : { $eqi: course } },
  }));
  return [...own, ...ofCourse];
};

const versionSchema = z.object({ documentId: z.string(), publishedAt: z.unknown() });

type AnyUid = `plugin::${string}.${string}`;

/** Finds the sessions of a course, by type: what is published counts, else the draft. */
export const createCourseSessions = (deps: {
  database: Database;
  attributesOf: (uid: string) => Attributes;
}) => {
  const { database, attributesOf } = deps;

  const ofType = async ({ uid, hasDraftAndPublish }: SessionType, course: string) => {
    const filters = courseFilters(course, { attributes: attributesOf(uid), attributesOf });
    if (filters.length === 0) return [];
    const query = database.query(uid as AnyUid);
    const versions = z.array(versionSchema).parse(
      await query.findMany({
        where: { $or: filters },
        select: ['documentId', 'publishedAt'],
        limit: MOST_SESSIONS,
        orderBy: { id: 'desc' },
      })
    );
    const isPublished = (version: { publishedAt?: unknown }) =>
      !hasDraftAndPublish || Boolean(version.publishedAt);
    const published = new Set(versions.filter(isPublished).map(({ documentId }) => documentId));
    const drafts = versions
      .map(({ documentId }) => documentId)
      .filter((documentId) => !published.has(documentId));
    if (drafts.length === 0) return [...published];
    // A draft that moves a session into this course says nothing yet.
    const elsewhere = z.array(z.object({ documentId: z.string() })).parse(
      await query.findMany({
        where: { documentId: { $in: drafts }, publishedAt: { $notNull: true } },
        select: ['documentId'],
      })
    );
    const others = new Set(elsewhere.map(({ documentId }) => documentId));
    return [...published, ...new Set(drafts.filter((documentId) => !others.has(documentId)))];
  };

  return async (
    types: SessionType[],
    course: string
  ): Promise<{ uid: string; documentIds: string[] }[]> => {
    const found: { uid: string; documentIds: string[] }[] = [];
    for (const type of types) {
      const documentIds = await ofType(type, course);
      if (documentIds.length > 0) found.push({ uid: type.uid, documentIds });
    }
    return found;
  };
};
