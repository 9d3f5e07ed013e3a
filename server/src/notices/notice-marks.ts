import { createHash } from 'node:crypto';
import { z } from 'zod';

import { TABLE } from '../../../contracts/identifiers';
import { MEETING_STATES } from '../../../contracts/meeting';
import type { NoticeFacts } from '../domain/notice-change';
import { rowsOf, type Database } from '../jobs/database';
import type { MeetingRow } from '../meetings/meeting-row';
import { numberColumn } from '../jobs/numeric';

const factsSchema = z.object({
  state: z.enum(MEETING_STATES),
  startTime: z.string().nullable(),
  linkHash: z.string().nullable(),
});

const markSchema = z.object({
  facts: z.string().transform((text): NoticeFacts => factsSchema.parse(JSON.parse(text))),
  version: numberColumn,
  created_at: numberColumn,
  changed_at: numberColumn.nullable(),
});

/** What the registrants of a meeting know. */
export type NoticeMark = {
  facts: NoticeFacts;
  version: number;
  createdAt: Date;
  /** When they were last told of another time. */
  changedAt: Date | null;
};

/** The facts of a meeting's row. */
export const factsOf = (meeting: MeetingRow): NoticeFacts => ({
  state: meeting.state,
  startTime: meeting.startTime?.toISOString() ?? null,
  linkHash: meeting.joinUrl ? createHash('sha256').update(meeting.joinUrl).digest('hex') : null,
});

/** The rows of `zm_notice_marks`, one for each meeting that has registrants. */
export const createNoticeMarks = ({ database }: { database: Database }) => {
  const rows = () => rowsOf(database, TABLE.noticeMark);

  const find = async (meetingRowId: number): Promise<NoticeMark | null> => {
    const row: unknown = await rows()
      .where({ meeting_row_id: meetingRowId })
      .first(Object.keys(markSchema.shape));
    if (row === undefined) return null;
    const mark = markSchema.parse(row);
    return {
      facts: mark.facts,
      version: mark.version,
      createdAt: new Date(mark.created_at),
      changedAt: mark.changed_at === null ? null : new Date(mark.changed_at),
    };
  };

  return {
    find,

    /** From now on changes are told, compared with what is true at this moment. */
    async begin(meeting: MeetingRow, now: Date): Promise<void> {
      // Joins the transaction that adds the registrant: SQLite has no second connection.
      await database.transaction(async ({ trx }) => {
        await rowsOf(database, TABLE.noticeMark, trx)
          .insert({
            meeting_row_id: meeting.id,
            facts: JSON.stringify(factsOf(meeting)),
            version: 0,
            created_at: now.getTime(),
          })
          .onConflict('meeting_row_id')
          .ignore();
      });
    },

    /** Writes what is known now, unless another process did meanwhile. */
    async update(
      meetingRowId: number,
      change: { from: NoticeMark; facts: NoticeFacts; told: { at: Date } | null }
    ): Promise<void> {
      const { from, facts, told } = change;
      await rows()
        .where({ meeting_row_id: meetingRowId, version: from.version })
        .update({
          facts: JSON.stringify(facts),
          ...(told === null ? {} : { version: from.version + 1, changed_at: told.at.getTime() }),
        });
    },

    /** Nothing that changed until now will be told. */
    async forgetAll(): Promise<number> {
      return rows().delete();
    },
  };
};
export type NoticeMarks = ReturnType<typeof createNoticeMarks>;
