import { z } from 'zod';

import { TABLE, UID } from '../../../contracts/identifiers';
import { rowsOf, type Database } from '../jobs/database';

/** Meetings looked at together. */
const PAGE = 200;

type Work = { database: Database; signal: AbortSignal };
const idsSchema = z.array(z.object({ id: z.number().int() }));

/** Goes over the meetings that ended before `endedBefore`, a page at a time, and adds up what `work` did. */
const ofEndedMeetings = async (
  { database, signal }: Work,
  { endedBefore, work }: { endedBefore: Date; work: (meetingIds: number[]) => Promise<number> }
): Promise<number> => {
  let removed = 0;
  for (let lastId = 0; !signal.aborted; ) {
    const found: unknown = await database.query(UID.meeting).findMany({
      where: { id: { $gt: lastId }, endTime: { $lt: endedBefore } },
      select: ['id'],
      orderBy: { id: 'asc' },
      limit: PAGE,
    });
    const ids = idsSchema.parse(found).map(({ id }) => id);
    const last = ids.at(-1);
    if (last === undefined) break;
    removed += await work(ids);
    lastId = last;
  }
  return removed;
};

/** Removes who registered for classes that ended before `endedBefore`. Zoom is told nothing. */
export const pruneRegistrants = (work: Work, endedBefore: Date): Promise<number> => {
  const query = () => work.database.query(UID.registrant);
  return ofEndedMeetings(work, {
    endedBefore,
    work: async (meetingIds) => {
      const found: unknown = await query().findMany({
        where: { meeting: { id: { $in: meetingIds } } },
        select: ['id'],
      });
      const ids = idsSchema.parse(found).map(({ id }) => id);
      // A big class has more than a statement may have parameters.
      for (let from = 0; from < ids.length; from += PAGE) {
        await query().deleteMany({ where: { id: { $in: ids.slice(from, from + PAGE) } } });
      }
      return ids.length;
    },
  });
};

/**
 * Removes whom keys for embedded meetings were given to, of classes that ended before `endedBefore`.
 * Keys wait while a run of their class may still be folded: they say who came.
 */
export const pruneEmbedKeys = (work: Work, endedBefore: Date): Promise<number> =>
  ofEndedMeetings(work, {
    endedBefore,
    work: async (meetingIds) => {
      const { database } = work;
      const unsealed: unknown = await database.query(UID.meetingInstance).findMany({
        where: { meeting: { id: { $in: meetingIds } }, sealedAt: { $null: true } },
        select: ['id'],
        populate: { meeting: { select: ['id'] } },
      });
      const runsSchema = z.array(z.object({ meeting: z.object({ id: z.number() }) }));
      const waiting = new Set(runsSchema.parse(unsealed).map(({ meeting }) => meeting.id));
      const free = meetingIds.filter((id) => !waiting.has(id));
      return free.length === 0
        ? 0
        : rowsOf(database, TABLE.customerKey).whereIn('meeting_row_id', free).delete();
    },
  });
