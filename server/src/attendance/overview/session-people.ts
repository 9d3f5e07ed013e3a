import { z } from 'zod';

import type {
  PresenceCurve,
  SessionPerson,
  sessionPeopleSchema,
} from '../../../../contracts/attendance-overview';
import { UID } from '../../../../contracts/identifiers';
import { pageMeta, type Page } from '../../../../contracts/page';
import type { Interval } from '../../domain/intervals';
import { presenceCurve } from '../../domain/presence-curve';
import { whereContains } from '../../jobs/contains';
import { rowsOf, type Database } from '../../jobs/database';
import { numeric } from '../../jobs/numeric';
import { tableOf } from '../../jobs/relation-table';
import { toEntry } from '../attendance-desk';
import type { RunRows } from '../run-rows';
import { storedEntrySchema } from '../stored-entry';
import { whereShown } from './known-people';

/** Rows of one look while a curve is drawn. */
const PAGE = 1000;

const intervalsSchema = z.object({
  id: z.number(),
  intervals: z
    .array(z.object({ from: z.string(), to: z.string().nullable() }))
    .nullish()
    .transform((value) => value ?? []),
});

/** The people of one run. */
export const createSessionPeople = (deps: {
  database: Database;
  runs: RunRows;
  clock: () => Date;
}) => {
  const { database, runs, clock } = deps;

  const intervalsOf = async (instanceUuid: string): Promise<Interval[]> => {
    const all: Interval[] = [];
    for (let last = 0; ; ) {
      const found: unknown[] = await database.query(UID.attendance).findMany({
        where: { instanceUuid, id: { $gt: last } },
        select: ['id', 'intervals'],
        orderBy: { id: 'asc' },
        limit: PAGE,
      });
      for (const record of found) {
        const { id, intervals } = intervalsSchema.parse(record);
        last = id;
        for (const { from, to } of intervals) {
          all.push({ from: Date.parse(from), to: to === null ? null : Date.parse(to) });
        }
      }
      if (found.length < PAGE) return all;
    }
  };

  return {
    /** By name; null: there is no such run. */
    async list(
      documentId: string,
      query: z.output<typeof sessionPeopleSchema>
    ): Promise<Page<SessionPerson> | null> {
      const { page, pageSize, search, show } = query;
      const run = await runs.findById(documentId);
      if (!run) return null;
      const matching = () => {
        const rows = rowsOf(database, tableOf(database, UID.attendance)).where({
          instance_uuid: run.uuid,
        });
        whereShown(rows, show);
        if (search) whereContains(rows, ['name', 'email'], search);
        return { rows };
      };
      const counted: unknown = await matching().rows.count('id as total').first();
      const { total } = z.object({ total: numeric }).parse(counted);
      const found: unknown = await matching()
        .rows.orderBy(['name', 'id'])
        .limit(pageSize)
        .offset((page - 1) * pageSize)
        .select('id');
      const ids = z.array(z.object({ id: z.number() })).parse(found);
      const records: unknown[] = await database
        .query(UID.attendance)
        .findMany({ where: { id: { $in: ids.map(({ id }) => id) } } });
      const entries = records.map((record) => storedEntrySchema.parse(record));
      const byId = new Map(entries.map((entry) => [entry.id, toEntry(entry)]));
      const data = ids.flatMap(({ id }) => byId.get(id) ?? []);
      return { data, meta: pageMeta({ page, pageSize, total }) };
    },

    /** How many were there from beginning to end, or until now; null: no such run, or not begun. */
    async curve(documentId: string): Promise<PresenceCurve | null> {
      const run = await runs.findById(documentId);
      if (!run?.startedAt) return null;
      const from = run.startedAt.getTime();
      const to = Math.max((run.endedAt ?? clock()).getTime(), from + 1000);
      const { points, peak } = presenceCurve(await intervalsOf(run.uuid), { from, to });
      const iso = (at: number): string => new Date(at).toISOString();
      return {
        from: iso(from),
        to: iso(to),
        points: points.map(({ at, people }) => ({ at: iso(at), people })),
        peak: peak && { at: iso(peak.at), people: peak.people },
      };
    },
  };
};
