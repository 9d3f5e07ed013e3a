import type { RunFilter } from '../../../../contracts/attendance-overview';
import { UID } from '../../../../contracts/identifiers';
import { whereContains } from '../../jobs/contains';
import type { rowsOf, Database } from '../../jobs/database';
import { relationTable, storedMoment, tableOf } from '../../jobs/relation-table';
import type { CourseSources } from './course-sources';

type Rows = ReturnType<typeof rowsOf>;

/** Runs of meetings, and how their sessions name courses. */
export type Runs = { database: Database; sources: CourseSources };

/**
 * Runs joined with their meetings, as `runs` and `meetings`; those that a person asked for.
 * Sessions of a type that knows no courses are found by their topic.
 */
export const filteredRuns = ({ database, sources }: Runs, filter: RunFilter): { rows: Rows } => {
  const link = relationTable(database, { uid: UID.meetingInstance, attribute: 'meeting' });
  const rows: Rows = database
    .connection({ runs: tableOf(database, UID.meetingInstance) })
    .join({ link: link.table }, `link.${link.own}`, 'runs.id')
    .join({ meetings: tableOf(database, UID.meeting) }, 'meetings.id', `link.${link.other}`);

  /** Of any of the sessions whose course is named so. */
  const orOfCourse = (either: Rows, isNamed: (rows: Rows, column: string) => void): void => {
    for (const { uid, rows: read } of sources()) {
      const { rows: named, column } = read();
      isNamed(named, column);
      const ids = named.select('sessions.document_id');
      either.orWhere((of) => {
        void of.where('meetings.session_uid', uid).whereIn('meetings.session_document_id', ids);
      });
    }
  };
  const { search, course, from, to } = filter;
  if (course !== undefined) {
    rows.where((either) => {
      // None of them, where no type knows courses.
      void either.whereRaw('1 = 0');
      orOfCourse(either, (named, column) => void named.where(column, course));
    });
  }
  if (search !== undefined && search !== '') {
    rows.where((either) => {
      whereContains(either, ['meetings.topic'], search);
      orOfCourse(either, (named, column) => whereContains(named, [column], search));
    });
  }
  if (from !== undefined) rows.where('runs.started_at', '>=', storedMoment(database, from));
  if (to !== undefined) rows.where('runs.started_at', '<', storedMoment(database, to));
  // A query builder is thenable: wrapped, so that returning it does not run it.
  return { rows };
};
