import { z } from 'zod';

import { UID } from '../../../../contracts/identifiers';
import { whereContains } from '../../jobs/contains';
import { rowsOf, type Database } from '../../jobs/database';
import { tableOf } from '../../jobs/relation-table';

/** What a list to choose from can show; more are found by typing. */
const MOST_NAMES = 50;

const nameSchema = z.object({ course_name: z.string() });
const ofSessionSchema = nameSchema.extend({ document_id: z.string() });

/** The names of courses, as the sessions in the Content Manager carry them. */
export const createCourseNames = (database: Database) => {
  const sessions = () =>
    rowsOf(database, tableOf(database, UID.courseSession))
      .whereNotNull('course_name')
      .whereNot({ course_name: '' });

  return {
    /** In alphabetical order; each once. */
    async find(search: string | undefined): Promise<string[]> {
      const rows = sessions();
      if (search) whereContains(rows, ['course_name'], search);
      const found: unknown = await rows
        .distinct('course_name')
        .orderBy('course_name')
        .limit(MOST_NAMES);
      return z
        .array(nameSchema)
        .parse(found)
        .map((row) => row.course_name);
    },

    /** By the session's documentId; the published name first, in the locale that was made first. */
    async ofSessions(documentIds: readonly string[]): Promise<Map<string, string>> {
      if (documentIds.length === 0) return new Map();
      const found: unknown = await sessions()
        .whereIn('document_id', [...documentIds])
        .orderByRaw('CASE WHEN published_at IS NULL THEN 1 ELSE 0 END DESC, id DESC')
        .select(['document_id', 'course_name']);
      // What comes last wins.
      return new Map(
        z
          .array(ofSessionSchema)
          .parse(found)
          .map((row) => [row.document_id, row.course_name])
      );
    },
  };
};
export type CourseNames = ReturnType<typeof createCourseNames>;
