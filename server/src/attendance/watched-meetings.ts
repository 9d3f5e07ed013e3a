import { z } from 'zod';

import { TABLE, UID } from '../../../contracts/identifiers';
import { rowsOf, type Database } from '../jobs/database';

const moment = z
  .union([z.date(), z.string(), z.number()])
  .nullish()
  .transform((at) => (at === null || at === undefined ? null : new Date(at)));
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);

const rowSchema = z.object({
  id: z.number(),
  zoomId: text,
  accountId: text,
  state: z.string(),
  uuid: text,
  hostId: text,
  hostEmail: text,
  startTime: moment,
  endTime: moment,
  deletedAt: moment,
  watchedFor: moment,
});

/** A meeting as far as watching it needs. */
export type MeetingToWatch = {
  id: number;
  zoomId: string;
  accountId: string;
  isLive: boolean;
  uuid: string | null;
  host: string | null;
  plannedStart: Date | null;
  plannedEnd: Date | null;
};

const DAY_MS = 24 * 3600_000;

const toWatched = (record: unknown): MeetingToWatch | null => {
  const row = rowSchema.parse(record);
  if (row.zoomId === null || row.accountId === null || row.deletedAt !== null) return null;
  return {
    id: row.id,
    zoomId: row.zoomId,
    accountId: row.accountId,
    isLive: row.state === 'live',
    uuid: row.uuid,
    host: row.hostId ?? row.hostEmail,
    plannedStart: row.startTime,
    plannedEnd: row.endTime,
  };
};

export type WatchedMeetings = ReturnType<typeof createWatchedMeetings>;

/** The meeting rows as those who look after running meetings read them. */
export const createWatchedMeetings = (database: Database) => ({
  find: async (id: number): Promise<MeetingToWatch | null> => {
    const record: unknown = await database.query(UID.meeting).findOne({ where: { id } });
    return record ? toWatched(record) : null;
  },

  /** The plan of the meeting that has or had this number in Zoom. */
  planOf: async (address: { accountId: string; zoomId: string }) => {
    // Named one by one: callers hand over objects that say more.
    const { accountId, zoomId } = address;
    const known: unknown = await database
      .query(UID.zoomId)
      .findOne({ where: { accountId, zoomId } });
    const meetingRowId = z.object({ meetingRowId: z.number() }).safeParse(known).data?.meetingRowId;
    if (meetingRowId === undefined) return null;
    const record: unknown = await database
      .query(UID.meeting)
      .findOne({ where: { id: meetingRowId } });
    if (!record) return null;
    const { startTime, endTime } = rowSchema.parse(record);
    return { meetingRowId, plannedStart: startTime, plannedEnd: endTime };
  },

  /** Nothing more is expected of this planned end. */
  markWatched: async (meeting: MeetingToWatch): Promise<void> => {
    await database
      .query(UID.meeting)
      .update({ where: { id: meeting.id }, data: { watchedFor: meeting.plannedEnd } });
  },

  /** Meetings that end about now, or have lately, and are not done with. */
  due: async (now: Date): Promise<{ id: number; endTime: Date }[]> => {
    const records: unknown[] = await database.query(UID.meeting).findMany({
      where: {
        zoomId: { $notNull: true },
        deletedAt: null,
        endTime: {
          $gt: new Date(now.getTime() - 3 * DAY_MS),
          $lt: new Date(now.getTime() + 2 * 3600_000),
        },
      },
    });
    return records
      .map((record) => rowSchema.parse(record))
      .flatMap(({ id, endTime, watchedFor }) =>
        endTime && watchedFor?.getTime() !== endTime.getTime() ? [{ id, endTime }] : []
      );
  },

  /** Meetings with runs that are not done with: not closed, or not sealed long after their end. */
  withOpenRuns: async (now: Date, sealAfterMs: number): Promise<number[]> => {
    const records: unknown[] = await database.query(UID.meetingInstance).findMany({
      where: {
        sealedAt: null,
        $or: [
          { endedAt: null, startedAt: { $lt: new Date(now.getTime() - DAY_MS / 12) } },
          { endedAt: { $lt: new Date(now.getTime() - sealAfterMs) } },
        ],
      },
      populate: ['meeting'],
      limit: 1000,
    });
    const ids = records.map(
      (record) =>
        z.object({ meeting: z.object({ id: z.number() }).nullish() }).parse(record).meeting?.id
    );
    return [...new Set(ids.flatMap((id) => id ?? []))];
  },

  lastEventAt: async (uuid: string): Promise<Date | null> => {
    const row: unknown = await rowsOf(database, TABLE.webhookEvent)
      .where({ meeting_uuid: uuid })
      .max('event_ts as at')
      .first();
    const at = z.object({ at: z.coerce.number().nullable() }).safeParse(row).data?.at;
    return at ? new Date(at) : null;
  },
});
