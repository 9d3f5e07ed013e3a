import { z } from 'zod';

import { UID } from '../../../contracts/identifiers';
import { joinWindow, type JoinTimes, type JoinWindow } from '../domain/join-policy';
import type { Database } from '../jobs/database';
import type { JobHandler, Outbox } from '../jobs/types';

/** Rows of one transaction, so that nobody waits long for it. */
const PAGE = 200;

const moment = z
  .union([z.date(), z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? null : new Date(value)));
const rowSchema = z.object({
  id: z.number(),
  startTime: moment,
  endTime: moment,
  joinOpensAt: moment,
  joinClosesAt: moment,
});
type Row = z.output<typeof rowSchema>;

const isAsTold = (row: Row, window: JoinWindow): boolean =>
  row.joinOpensAt?.getTime() === window.opensAt.getTime() &&
  row.joinClosesAt?.getTime() === window.closesAt.getTime();

/**
 * Keeps `joinOpensAt` and `joinClosesAt` of meetings to come as the settings say, so that a static
 * page can count down. A change of one meeting's plan writes its own; this is for the settings.
 */
export const createJoinWindows = (deps: {
  database: Database;
  outbox: Outbox;
  times: () => JoinTimes;
  clock: () => Date;
}) => {
  const { database, outbox, clock } = deps;
  const query = () => database.query(UID.meeting);

  /** One write for all rows of a page that have the same times; a class moved meanwhile keeps its own. */
  const writePage = async (rows: readonly Row[]): Promise<void> => {
    const groups = new Map<string, { rows: Row[]; window: JoinWindow }>();
    for (const row of rows) {
      const window = joinWindow(row, deps.times());
      if (window === null || isAsTold(row, window)) continue;
      const key = `${row.startTime?.getTime()} ${row.endTime?.getTime()}`;
      const group = groups.get(key) ?? { rows: [], window };
      group.rows.push(row);
      groups.set(key, group);
    }
    if (groups.size === 0) return;
    await database.transaction(async () => {
      for (const { rows: alike, window } of groups.values()) {
        const [{ startTime, endTime } = { startTime: null, endTime: null }] = alike;
        await query().updateMany({
          where: { id: { $in: alike.map(({ id }) => id) }, startTime, endTime },
          data: { joinOpensAt: window.opensAt, joinClosesAt: window.closesAt },
        });
      }
    });
  };

  const handler: JobHandler = async ({ signal }) => {
    const now = clock();
    for (let last = 0; ; ) {
      signal.throwIfAborted();
      const found: unknown[] = await query().findMany({
        where: { id: { $gt: last }, endTime: { $gt: now } },
        select: ['id', 'startTime', 'endTime', 'joinOpensAt', 'joinClosesAt'],
        orderBy: { id: 'asc' },
        limit: PAGE,
      });
      const rows = found.map((row) => rowSchema.parse(row));
      await writePage(rows);
      const end = rows.at(-1)?.id;
      if (end === undefined || rows.length < PAGE) return { kind: 'done' };
      last = end;
    }
  };

  return {
    handler,
    raise: (): Promise<void> =>
      outbox.raise({ task: 'join-windows', key: 'join-windows', payload: {} }),
  };
};
