import { createHash } from 'node:crypto';

import { z } from 'zod';

import { TABLE } from '../../../contracts/identifiers';
import type { Sighting } from '../domain/participant-sighting';
import { rowsOf, type Database } from '../jobs/database';
import type { ZoomParticipant } from '../zoom/past-types';
import { cleanText } from './clean-text';
import { runKey } from './run-key';

/** Rows of one statement: 10 values each, SQLite binds 32,766. */
const BATCH = 300;

const moment = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((at) => (at === null || at === undefined ? null : Number(at)));
const text = z.string().nullable();

const rowSchema = z.object({
  id: z.number(),
  join_id: text,
  name: text,
  participant_user_id: text,
  email: text,
  registrant_id: text,
  customer_key: text,
  joined_at: moment,
  left_at: moment,
});

const isKnown = (row: ZoomParticipant): boolean =>
  [row.registrantId, row.customerKey, row.participantUserId, row.email].some(Boolean);

/**
 * A time in the waiting room is no attendance. A visit to a breakout room has a row of its own, and
 * of a guest nothing says whose visit it was: it would be one more guest.
 */
const isAttendance = (row: ZoomParticipant): boolean =>
  !row.isInWaitingRoom && (!row.isBreakout || isKnown(row));

/** Where one join stays through all readings: its number, and when it began. */
const joinKeyOf = (row: ZoomParticipant): string => {
  const { joinId, joinTime, name, isBreakout } = row;
  const parts = [joinId ?? `name ${name ?? ''}`, joinTime.getTime(), isBreakout];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
};

const toColumns = (key: string, row: ZoomParticipant) => ({
  run_key: key,
  join_key: joinKeyOf(row),
  join_id: cleanText(row.joinId),
  name: cleanText(row.name),
  participant_user_id: cleanText(row.participantUserId),
  email: cleanText(row.email)?.toLowerCase() ?? null,
  registrant_id: cleanText(row.registrantId),
  customer_key: cleanText(row.customerKey),
  joined_at: row.joinTime.getTime(),
  left_at: row.leaveTime?.getTime() ?? null,
});

export type ListedColumns = ReturnType<typeof toColumns>;
export type ListedRows = ReturnType<typeof createListedRows>;

/** Zoom's participant lists as they were last read, until their run is sealed. */
export const createListedRows = (
  database: Database,
  /** The rows as they may be kept: erased people stay erased. */
  withoutErased: (rows: ListedColumns[]) => Promise<ListedColumns[]>
) => ({
  /** Keeps one page of a list; a row that is known already takes what is newly told of it. */
  keep: async (uuid: string, page: readonly ZoomParticipant[]): Promise<void> => {
    const key = runKey(uuid);
    const rows = await withoutErased(page.filter(isAttendance).map((row) => toColumns(key, row)));
    const distinct = [...new Map(rows.map((row) => [row.join_key, row])).values()].sort((a, b) =>
      a.join_key < b.join_key ? -1 : 1
    );
    for (let from = 0; from < distinct.length; from += BATCH) {
      await rowsOf(database, TABLE.listedParticipant)
        .insert(distinct.slice(from, from + BATCH))
        .onConflict(['run_key', 'join_key'])
        .merge();
    }
  },

  /** All kept rows of a run, page by page. */
  async *read(uuid: string, pageSize = 1000): AsyncGenerator<Sighting[], void, undefined> {
    for (let last = 0; ; ) {
      const found: unknown[] = await rowsOf(database, TABLE.listedParticipant)
        .where({ run_key: runKey(uuid) })
        .where('id', '>', last)
        .orderBy('id')
        .limit(pageSize)
        .select(Object.keys(rowSchema.shape));
      const rows = found.map((row) => rowSchema.parse(row));
      yield rows.map(
        (row): Sighting => ({
          kind: 'stayed',
          who: {
            registrantId: row.registrant_id,
            customerKey: row.customer_key,
            participantUserId: row.participant_user_id,
            email: row.email,
            participantUuid: null,
            joinId: row.join_id,
            name: row.name,
          },
          from: row.joined_at ?? 0,
          to: row.left_at,
        })
      );
      const end = rows.at(-1)?.id;
      if (end === undefined || rows.length < pageSize) return;
      last = end;
    }
  },

  forget: async (uuid: string): Promise<void> => {
    await database.transaction(async ({ trx }) => {
      await rowsOf(database, TABLE.listedParticipant, trx)
        .where({ run_key: runKey(uuid) })
        .delete();
    });
  },
});
