import type { RunFilter } from '../../../../contracts/attendance-overview';
import { UID } from '../../../../contracts/identifiers';
import { whereContains } from '../../jobs/contains';
import { rowsOf, type Database } from '../../jobs/database';
import { relationTable, storedMoment, tableOf } from '../../jobs/relation-table';

type Rows = ReturnType<typeof rowsOf>;

/**
 * Runs joined with their meetings, as `runs` and `meetings`; those that a person asked for.
 * A course is a name of our own sessions; sessions of the app's types are found by their topic.
 */
export const filteredRuns = (database: Database, filter: RunFilter): { rows: Rows } => {
  const link = relationTable(database, { uid: UID.meetingInstance, attribute: 'meeting' });
  const rows: Rows = database
    .connection({ runs: tableOf(database, UID.meetingInstance) })
    .join({ link: link.table }, `link.${link.own}`, 'runs.id')
    .join({ meetings: tableOf(database, UID.meeting) }, 'meetings.id', `link.${link.other}`);

  const courses = (): Rows => rowsOf(database, tableOf(database, UID.courseSession));
  const { search, course, from, to } = filter;
  if (course !== undefined) {
    const named = courses().where({ course_name: course }).select('document_id');
    rows
      .where('meetings.session_uid', UID.courseSession)
      .whereIn('meetings.session_document_id', named);
  }
  if (search !== undefined && search !== '') {
    const named = courses().select('document_id');
    whereContains(named, ['course_name'], search);
    rows.where((either) => {
      whereContains(either, ['meetings.topic'], search);
      void either.orWhereIn('meetings.session_document_id', named);
    });
  }
  if (from !== undefined) rows.where('runs.started_at', '>=', storedMoment(database, from));
  if (to !== undefined) rows.where('runs.started_at', '<', storedMoment(database, to));
  // A query builder is thenable: wrapped, so that returning it does not run it.
  return { rows };
};
