import { z } from 'zod';

import type { PeopleOrder } from '../../../../contracts/choices';
import type {
  CoursePeopleFacts,
  CoursePerson,
  coursePeopleExportSchema,
} from '../../../../contracts/attendance-overview';
import { UID } from '../../../../contracts/identifiers';
import { pageMeta, type Page, type PageMeta } from '../../../../contracts/page';
import { whereContains } from '../../jobs/contains';
import type { rowsOf } from '../../jobs/database';
import { numeric } from '../../jobs/numeric';
import { relationTable, tableOf } from '../../jobs/relation-table';
import { csvCell } from '../attendance-csv';
import { whereKnown, whereUnmatched } from './known-people';
import { filteredRuns, type Runs } from './run-filter';

type Filter = z.output<typeof coursePeopleExportSchema> & { person?: string | undefined };
type Rows = ReturnType<typeof rowsOf>;

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const rowSchema = z.object({
  person: z.string(),
  name: text,
  email: text,
  seconds: numeric,
  attended: numeric,
  present: numeric,
  late: numeric,
  left_early: numeric,
  absent: numeric,
});

const toPerson = (record: unknown): CoursePerson => {
  const { person, left_early: leftEarly, ...row } = rowSchema.parse(record);
  return { key: person, ...row, leftEarly };
};

const ORDERS: Record<PeopleOrder, { column: string; order: 'asc' | 'desc' }> = {
  name: { column: 'name', order: 'asc' },
  seconds: { column: 'seconds', order: 'desc' },
  attended: { column: 'attended', order: 'desc' },
  absent: { column: 'absent', order: 'desc' },
};

/**
 * Of a meeting that was started more than once the best counts: who was absent from the room's test
 * and came to the class was present.
 */
const BEST = `MAX(CASE presence WHEN 'present' THEN 4 WHEN 'left-early' THEN 3
  WHEN 'late' THEN 2 WHEN 'absent' THEN 1 ELSE 0 END)`;
const times = (condition: string): string => `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;

const HEADER = ['name', 'email', 'minutes', 'sessions', 'attended', 'present', 'late', 'left early']
  .concat(['absent'])
  .map(csvCell);

/** People over many meetings, such as those of a course. */
export const createCoursePeople = (from: Runs) => {
  const { database } = from;
  const link = () => relationTable(database, { uid: UID.attendance, attribute: 'meeting' });

  /** The attendance rows of the meetings that are meant. */
  const attendances = (filter: Filter): { rows: Rows } => {
    const { table, own, other } = link();
    const meetings = filteredRuns(from, filter).rows.select('meetings.id');
    const rows: Rows = database
      .connection({ attendances: tableOf(database, UID.attendance) })
      .join({ held: table }, `held.${own}`, 'attendances.id')
      .whereIn(`held.${other}`, meetings);
    return { rows };
  };

  /** One row a person; who has an address is that address, in every meeting. */
  const people = (filter: Filter): { rows: Rows } => {
    const raw = (sql: string) => database.connection.raw(sql);
    const { other } = link();
    const { rows: known } = attendances(filter);
    whereKnown(known);
    const perMeeting = known
      .select(
        raw(
          "COALESCE(NULLIF(LOWER(attendances.email), ''), attendances.participant_key) AS person"
        ),
        raw('MAX(attendances.name) AS name'),
        raw('MAX(attendances.email) AS email'),
        raw('SUM(attendances.seconds) AS seconds'),
        raw(`${BEST} AS best`)
      )
      .groupByRaw(
        `COALESCE(NULLIF(LOWER(attendances.email), ''), attendances.participant_key), held.${other}`
      );
    const perPerson: Rows = database.connection
      .from(perMeeting.as('per_meeting'))
      .select(
        'person',
        raw('MAX(name) AS name'),
        raw('MAX(email) AS email'),
        raw('SUM(seconds) AS seconds'),
        raw(`${times('best <> 1')} AS attended`),
        raw(`${times('best = 4')} AS present`),
        raw(`${times('best = 2')} AS late`),
        raw(`${times('best = 3')} AS left_early`),
        raw(`${times('best = 1')} AS absent`)
      )
      .groupBy('person');
    const rows: Rows = database.connection.from(perPerson.as('people'));
    if (filter.person) whereContains(rows, ['name', 'email'], filter.person);
    return { rows };
  };

  const factsOf = async (filter: Filter): Promise<CoursePeopleFacts> => {
    const held: unknown = await filteredRuns(from, filter)
      .rows.countDistinct('meetings.id as total')
      .first();
    const { rows: guests } = attendances(filter);
    whereUnmatched(guests);
    const unmatched: unknown = await guests.count('attendances.id as total').first();
    const counted = z.object({ total: numeric });
    return { sessions: counted.parse(held).total, unmatched: counted.parse(unmatched).total };
  };

  const ordered = (filter: Filter): { rows: Rows } => {
    const { rows } = people(filter);
    rows.orderBy([ORDERS[filter.order], { column: 'name' }, { column: 'person' }]);
    return { rows: rows.select(Object.keys(rowSchema.shape)) };
  };

  return {
    async list(
      query: Filter & { page: number; pageSize: number }
    ): Promise<Page<CoursePerson> & { meta: PageMeta & CoursePeopleFacts }> {
      const { page, pageSize, ...filter } = query;
      const counted: unknown = await people(filter).rows.count('* as total').first();
      const { total } = z.object({ total: numeric }).parse(counted);
      const found: unknown[] = await ordered(filter)
        .rows.limit(pageSize)
        .offset((page - 1) * pageSize);
      const meta = { ...pageMeta({ page, pageSize, total }), ...(await factsOf(filter)) };
      return { data: found.map(toPerson), meta };
    },

    /** The same as lines of a CSV file, all of them. */
    async *csv(filter: Filter): AsyncGenerator<string, void, undefined> {
      const { sessions } = await factsOf(filter);
      const found: unknown[] = await ordered(filter).rows;
      // With a byte order mark: without it Excel takes UTF-8 for something else.
      yield `\ufeff${HEADER.join(',')}\r\n`;
      for (const record of found) {
        const { name, email, seconds, attended, present, late, leftEarly, absent } =
          toPerson(record);
        const minutes = Math.round(seconds / 6) / 10;
        const cells = [name, email, minutes, sessions, attended, present, late, leftEarly, absent];
        yield `${cells.map(csvCell).join(',')}\r\n`;
      }
    },
  };
};
