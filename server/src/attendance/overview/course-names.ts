import { z } from 'zod';

import { whereContains } from '../../jobs/contains';
import type { CourseSources } from './course-sources';

/** What a list to choose from can show; more are found by typing. */
const MOST_NAMES = 50;

const nameSchema = z.object({ course_name: z.string() });
const ofSessionSchema = nameSchema.extend({ document_id: z.string() });

type Session = { uid: string; documentId: string };

/** The names of courses, as the sessions in the Content Manager carry them. */
export const createCourseNames = (sources: CourseSources) => ({
  /** In alphabetical order; each once. */
  async find(search: string | undefined): Promise<string[]> {
    const names = new Set<string>();
    for (const source of sources()) {
      const { rows, column } = source.rows();
      if (search) whereContains(rows, [column], search);
      const found: unknown = await rows
        .distinct({ course_name: column })
        .orderBy(column)
        .limit(MOST_NAMES);
      for (const row of z.array(nameSchema).parse(found)) names.add(row.course_name);
    }
    return [...names].sort(new Intl.Collator().compare).slice(0, MOST_NAMES);
  },

  /** The published name first, in the locale that was made first; null where there is none. */
  async ofSessions(asked: readonly Session[]): Promise<(session: Session) => string | null> {
    const keyOf = ({ uid, documentId }: Session): string => `${uid} ${documentId}`;
    const names = new Map<string, string>();
    // What comes last wins: of a type's ways to name a course the first.
    for (const { uid, rows: read } of [...sources()].reverse()) {
      const ids = asked.filter((session) => session.uid === uid).map((one) => one.documentId);
      if (ids.length === 0) continue;
      const { rows, column } = read();
      const found: unknown = await rows
        .whereIn('sessions.document_id', ids)
        .orderByRaw(
          'CASE WHEN sessions.published_at IS NULL THEN 1 ELSE 0 END DESC, sessions.id DESC'
        )
        .select({ document_id: 'sessions.document_id', course_name: column });
      for (const row of z.array(ofSessionSchema).parse(found)) {
        names.set(keyOf({ uid, documentId: row.document_id }), row.course_name);
      }
    }
    return (session) => names.get(keyOf(session)) ?? null;
  },
});
export type CourseNames = ReturnType<typeof createCourseNames>;
