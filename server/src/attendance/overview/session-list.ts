import { z } from 'zod';

import type { AttendanceSession, RunFilter } from '../../../../contracts/attendance-overview';
import { UID } from '../../../../contracts/identifiers';
import { pageMeta, type Page } from '../../../../contracts/page';
import { rowsOf } from '../../jobs/database';
import { numeric } from '../../jobs/numeric';
import { relationTable, tableOf } from '../../jobs/relation-table';
import { toRun } from '../attendance-desk';
import { parseRun } from '../run-rows';
import type { CourseNames } from './course-names';
import { CAME, whereUnmatched } from './known-people';
import { filteredRuns, type Runs } from './run-filter';

const runIdSchema = z.object({ id: z.number() });
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const meetingSchema = z.object({
  meeting: z.object({
    documentId: z.string(),
    topic: text,
    sessionUid: text,
    sessionDocumentId: text,
  }),
});
const sessionOf = (meeting: z.output<typeof meetingSchema>['meeting']) => {
  const { sessionUid: uid, sessionDocumentId: documentId } = meeting;
  return uid && documentId ? { uid, documentId } : null;
};
const countSchema = z.object({
  instance_uuid: z.string(),
  presence: text,
  came: numeric,
  total: numeric,
});
const unmatchedSchema = z.object({ instance_uuid: z.string(), total: numeric });

type People = AttendanceSession['people'];
const NOBODY: People = { came: 0, present: 0, late: 0, leftEarly: 0, absent: 0, unmatched: 0 };
const FIELD: Record<string, 'present' | 'late' | 'leftEarly' | 'absent'> = {
  present: 'present',
  late: 'late',
  'left-early': 'leftEarly',
  absent: 'absent',
};

/** Runs of meetings with what came of them, the latest first. */
export const createSessionList = (deps: Runs & { courses: CourseNames }) => {
  const { database, courses } = deps;
  const attendances = () => rowsOf(database, tableOf(database, UID.attendance));

  const peopleOf = async (uuids: readonly string[]): Promise<Map<string, People>> => {
    const counted: unknown = await attendances()
      .whereIn('instance_uuid', [...uuids])
      .groupBy('instance_uuid', 'presence')
      .select(['instance_uuid', 'presence'])
      .count('id as total')
      .select(database.connection.raw(`SUM(CASE WHEN ${CAME} THEN 1 ELSE 0 END) AS came`));
    const guests = attendances().whereIn('instance_uuid', [...uuids]);
    whereUnmatched(guests);
    const unmatched: unknown = await guests
      .groupBy('instance_uuid')
      .select('instance_uuid')
      .count('id as total');
    const people = new Map(uuids.map((uuid) => [uuid, { ...NOBODY }]));
    for (const row of z.array(countSchema).parse(counted)) {
      const of = people.get(row.instance_uuid);
      if (!of) continue;
      of.came += row.came;
      const field = FIELD[row.presence ?? ''];
      if (field) of[field] += row.total;
    }
    for (const row of z.array(unmatchedSchema).parse(unmatched)) {
      const of = people.get(row.instance_uuid);
      if (of) of.unmatched = row.total;
    }
    return people;
  };

  const readMany = async (ids: readonly number[]): Promise<AttendanceSession[]> => {
    if (ids.length === 0) return [];
    const records: unknown[] = await database
      .query(UID.meetingInstance)
      .findMany({ where: { id: { $in: [...ids] } }, populate: ['meeting'] });
    const runs = records.map((record) => ({
      run: parseRun(record),
      ...meetingSchema.parse(record),
    }));
    const people = await peopleOf(runs.map(({ run }) => run.uuid));
    const courseOf = await courses.ofSessions(
      runs.flatMap(({ meeting }) => sessionOf(meeting) ?? [])
    );
    const sessions = new Map(
      runs.map(({ run, meeting }) => {
        const { documentId, topic } = meeting;
        const session = sessionOf(meeting);
        return [
          run.id,
          {
            ...toRun(run),
            meeting: { documentId, topic, session },
            course: session && courseOf(session),
            people: people.get(run.uuid) ?? NOBODY,
          },
        ];
      })
    );
    return ids.flatMap((id) => sessions.get(id) ?? []);
  };

  return {
    async list(
      query: RunFilter & { page: number; pageSize: number }
    ): Promise<Page<AttendanceSession>> {
      const { page, pageSize, ...filter } = query;
      const counted: unknown = await filteredRuns(deps, filter)
        .rows.count('runs.id as total')
        .first();
      const { total } = z.object({ total: numeric }).parse(counted);
      const found: unknown = await filteredRuns(deps, filter)
        // Those whose beginning nobody told come last on every database.
        .rows.orderByRaw('CASE WHEN runs.started_at IS NULL THEN 1 ELSE 0 END')
        .orderBy([
          { column: 'runs.started_at', order: 'desc' },
          { column: 'runs.id', order: 'desc' },
        ])
        .limit(pageSize)
        .offset((page - 1) * pageSize)
        .select('runs.id as id');
      const ids = z.array(runIdSchema).parse(found);
      const data = await readMany(ids.map(({ id }) => id));
      return { data, meta: pageMeta({ page, pageSize, total }) };
    },

    /** Null: there is no such run, or it belongs to no meeting. */
    async read(documentId: string): Promise<AttendanceSession | null> {
      const link = relationTable(database, { uid: UID.meetingInstance, attribute: 'meeting' });
      const row: unknown = await rowsOf(database, tableOf(database, UID.meetingInstance))
        .where({ document_id: documentId })
        .whereIn('id', database.connection(link.table).select(link.own))
        .first('id');
      if (row === undefined) return null;
      const [session = null] = await readMany([runIdSchema.parse(row).id]);
      return session;
    },
  };
};
