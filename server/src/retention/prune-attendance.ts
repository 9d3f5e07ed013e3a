import { z } from 'zod';

import { TABLE, UID } from '../../../contracts/identifiers';
import { runKey } from '../attendance/run-key';
import { rowsOf, type Database } from '../jobs/database';
import { emptyEventsOfRun } from './prune-events';

/** Runs looked at together. */
const PAGE = 200;

const uuidsSchema = z.array(z.object({ instance_uuid: z.string() }));
const runSchema = z.object({
  uuid: z.string(),
  endedAt: z
    .union([z.date(), z.string(), z.number()])
    .nullish()
    .transform((at) => (at === null || at === undefined ? null : new Date(at))),
});

/**
 * Nothing of a run is folded anew: what came is removed, and Zoom's list is not asked for again.
 */
const closeForGood = async (database: Database, uuid: string): Promise<void> => {
  await rowsOf(database, TABLE.listedParticipant)
    .where({ run_key: runKey(uuid) })
    .delete();
  await database
    .query(UID.meetingInstance)
    .updateMany({ where: { uuid, sealedAt: { $null: true } }, data: { sealedAt: new Date() } });
};

/**
 * Removes who came to runs that ended before `endedBefore`, and the events and lists that say so. A
 * run that has no end yet keeps its attendance, however old.
 */
export const pruneAttendance = async (
  { database, signal }: { database: Database; signal: AbortSignal },
  endedBefore: Date
): Promise<number> => {
  const { tableName } = database.metadata.get(UID.attendance);
  let removed = 0;
  for (let lastUuid = ''; !signal.aborted; ) {
    const found: unknown = await rowsOf(database, tableName)
      .where('instance_uuid', '>', lastUuid)
      .distinct('instance_uuid')
      .orderBy('instance_uuid')
      .limit(PAGE);
    const uuids = uuidsSchema.parse(found).map((row) => row.instance_uuid);
    const last = uuids.at(-1);
    if (last === undefined) break;
    const runs: unknown[] = await database.query(UID.meetingInstance).findMany({
      where: { uuid: { $in: uuids }, endedAt: { $lt: endedBefore } },
      select: ['uuid', 'endedAt'],
    });
    for (const { uuid } of runs.map((run) => runSchema.parse(run))) {
      // Events first: if this stops in between, nothing is folded anew from them.
      await emptyEventsOfRun({ database, signal }, uuid);
      await closeForGood(database, uuid);
      const { count } = await database
        .query(UID.attendance)
        .deleteMany({ where: { instanceUuid: uuid } });
      removed += count;
    }
    lastUuid = last;
  }
  return removed;
};
