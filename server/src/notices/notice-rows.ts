import { z } from 'zod';

import { TABLE } from '../../../contracts/identifiers';
import { NOTICE_KINDS, NOTICE_STATES, type NoticeKind } from '../../../contracts/choices';
import { rowsOf, type Database, type Transaction } from '../jobs/database';
import { numberColumn } from '../jobs/numeric';

/** Rows of one statement: 10 values each, SQLite binds 32,766. */
const BATCH = 200;

const moment = numberColumn.nullable();

/** What a notice was planned about. */
export const occasionSchema = z.object({
  startTime: z.string().nullish(),
  previousStartTime: z.string().nullish(),
  minutesBefore: z.number().nullish(),
});
export type Occasion = z.infer<typeof occasionSchema>;

export const noticeSchema = z.object({
  id: z.number().int(),
  kind: z.enum(NOTICE_KINDS),
  meeting_row_id: z.number().int(),
  registrant_row_id: z.number().int(),
  occasion: z
    .string()
    .nullable()
    .transform((text) => occasionSchema.parse(JSON.parse(text ?? '{}'))),
  state: z.enum(NOTICE_STATES),
  attempts: numberColumn,
  next_try_at: moment,
  expires_at: moment,
  error: z.string().nullable(),
  created_at: moment,
  sent_at: moment,
});
export type Notice = z.infer<typeof noticeSchema>;
export const NOTICE_COLUMNS = Object.keys(noticeSchema.shape);

export type PlannedNotice = {
  key: string;
  kind: NoticeKind;
  meetingRowId: number;
  registrantRowId: number;
  occasion: Occasion;
  expiresAt: Date;
};

/** The rows of `zm_notices`: each step of a mail's life is one conditional statement. */
export const createNoticeRows = ({ database }: { database: Database }) => {
  const rows = () => rowsOf(database, TABLE.notice);

  return {
    /** Adds what is not there yet; a key that exists is left as it is, whatever became of it. */
    async plan(notices: PlannedNotice[], now: Date, transaction?: Transaction): Promise<void> {
      for (let from = 0; from < notices.length; from += BATCH) {
        const batch = notices.slice(from, from + BATCH).map((notice) => ({
          key: notice.key,
          kind: notice.kind,
          meeting_row_id: notice.meetingRowId,
          registrant_row_id: notice.registrantRowId,
          occasion: JSON.stringify(notice.occasion),
          state: 'waiting',
          attempts: 0,
          next_try_at: now.getTime(),
          expires_at: notice.expiresAt.getTime(),
          created_at: now.getTime(),
        }));
        await rowsOf(database, TABLE.notice, transaction).insert(batch).onConflict('key').ignore();
      }
    },

    async due(meetingRowId: number, options: { now: Date; limit: number }): Promise<Notice[]> {
      const found: unknown[] = await rows()
        .where({ meeting_row_id: meetingRowId, state: 'waiting' })
        .where('next_try_at', '<=', options.now.getTime())
        .orderBy([{ column: 'next_try_at' }, { column: 'id' }])
        .limit(options.limit)
        .select(NOTICE_COLUMNS);
      return found.map((row) => noticeSchema.parse(row));
    },

    /** When the next waiting one is to be sent; null: none waits. */
    async nextTryAt(meetingRowId: number): Promise<Date | null> {
      const row: unknown = await rows()
        .where({ meeting_row_id: meetingRowId, state: 'waiting' })
        .min('next_try_at as at')
        .first();
      const at = z.object({ at: moment }).parse(row).at;
      return at === null ? null : new Date(at);
    },

    /** True for the one caller who may send it now: a claim is never given twice. */
    async claim(notice: Notice, now: Date): Promise<boolean> {
      const claimed = await rows()
        .where({ id: notice.id, state: 'waiting', attempts: notice.attempts })
        .update({ state: 'sending', claimed_at: now.getTime(), attempts: notice.attempts + 1 });
      return claimed === 1;
    },

    async sent(notice: Notice, now: Date): Promise<void> {
      await rows()
        .where({ id: notice.id })
        .update({ state: 'sent', sent_at: now.getTime(), error: null });
    },

    async tryAgain(notice: Notice, { at, because }: { at: Date; because: string }): Promise<void> {
      await rows()
        .where({ id: notice.id, state: 'sending' })
        .update({ state: 'waiting', next_try_at: at.getTime(), error: because });
    },

    async close(
      notice: Notice,
      { state, because }: { state: 'failed' | 'unknown' | 'skipped'; because: string }
    ): Promise<void> {
      await rows().where({ id: notice.id }).whereNot({ state: 'sent' }).update({
        state,
        error: because,
      });
    },

    /** Whoever claimed these before that moment is gone, and took the answer along. */
    async abandonClaims(meetingRowId: number, claimedBefore: Date): Promise<number> {
      return rows()
        .where({ meeting_row_id: meetingRowId, state: 'sending' })
        .where('claimed_at', '<', claimedBefore.getTime())
        .update({
          state: 'unknown',
          error: 'the server stopped while it was being sent, so it may have arrived',
        });
    },

    async isAnyBeingSent(meetingRowId: number): Promise<boolean> {
      const row: unknown = await rows()
        .where({ meeting_row_id: meetingRowId, state: 'sending' })
        .first('id');
      return row !== undefined;
    },

    /** A later one of its kind tells the registrant more. */
    async isSuperseded(notice: Notice): Promise<boolean> {
      const { kind, meeting_row_id, registrant_row_id, id } = notice;
      const row: unknown = await rows()
        .where({ kind, meeting_row_id, registrant_row_id })
        .where('id', '>', id)
        .first('id');
      return row !== undefined;
    },

    /** Sends a failed or unknown one again, by a person's decision; null: there is no such row. */
    async reopen(
      id: number,
      now: Date
    ): Promise<{ meetingRowId: number; isReopened: boolean } | null> {
      const row: unknown = await rows().where({ id }).first('meeting_row_id');
      if (row === undefined) return null;
      const { meeting_row_id: meetingRowId } = z
        .object({ meeting_row_id: z.number().int() })
        .parse(row);
      const reopened = await rows()
        .where({ id })
        .whereIn('state', ['failed', 'unknown'])
        .update({ state: 'waiting', attempts: 0, next_try_at: now.getTime() });
      return { meetingRowId, isReopened: reopened === 1 };
    },
  };
};
export type NoticeRows = ReturnType<typeof createNoticeRows>;
