import { z } from 'zod';

import { type rowsOf, type Database } from '../../jobs/database';
import { tableOf } from '../../jobs/relation-table';

type Rows = ReturnType<typeof rowsOf>;

/** One way in which sessions of a type say which course they are of. */
export type CourseSource = {
  uid: string;
  /** Versions of sessions, as `sessions`, that name a course; `column` has its name. */
  rows(): { rows: Rows; column: string };
};

/** Where the name of a course may stand in a session itself. */
const OWN = ['courseName', 'course'];
/** Where it may stand in the entry that the session's relation `course` leads to; the first counts. */
const OF_COURSE = ['title', 'name', 'slug'];
const TEXTS = ['string', 'text', 'uid', 'enumeration'];

const textSchema = z.object({
  type: z.enum(TEXTS),
  columnName: z.string(),
});
const relationSchema = z.object({
  type: z.literal('relation'),
  target: z.string(),
  joinTable: z.object({
    name: z.string(),
    joinColumn: z.object({ name: z.string() }),
    inverseJoinColumn: z.object({ name: z.string() }),
  }),
});

const columnOf = (database: Database, { uid, name }: { uid: string; name: string }) =>
  textSchema.safeParse(database.metadata.get(uid).attributes[name]).data?.columnName;

/** How each of these types names courses; none for a type that knows no courses. */
export const createCourseSources = (database: Database, uids: readonly string[]) => {
  const named = (rows: Rows, column: string): { rows: Rows; column: string } => ({
    rows: rows.whereNotNull(column).whereNot({ [column]: '' }),
    column,
  });
  const sessions = (uid: string): Rows =>
    database.connection.from({ sessions: tableOf(database, uid) });

  const ofType = (uid: string): CourseSource[] => {
    const own = OWN.flatMap((name) => columnOf(database, { uid, name }) ?? []).map((column) => ({
      uid,
      rows: () => named(sessions(uid), `sessions.${column}`),
    }));
    const relation = relationSchema.safeParse(database.metadata.get(uid).attributes['course']).data;
    if (relation === undefined) return own;
    const { target, joinTable } = relation;
    const [title] = OF_COURSE.flatMap((name) => columnOf(database, { uid: target, name }) ?? []);
    if (title === undefined) return own;
    const byRelation = (): Rows =>
      sessions(uid)
        .join({ link: joinTable.name }, `link.${joinTable.joinColumn.name}`, 'sessions.id')
        .join(
          { courses: tableOf(database, target) },
          'courses.id',
          `link.${joinTable.inverseJoinColumn.name}`
        );
    return [...own, { uid, rows: () => named(byRelation(), `courses.${title}`) }];
  };

  let sources: CourseSource[] | undefined;
  /** Asked when it is needed: the tables are known once the database is there. */
  return (): CourseSource[] => (sources ??= uids.flatMap(ofType));
};
export type CourseSources = ReturnType<typeof createCourseSources>;
