import { z } from 'zod';

import { TABLE, UID } from '../../../contracts/identifiers';
import { NOTICE_KINDS, NOTICE_STATES } from '../../../contracts/choices';
import type { NoticeEntry } from '../../../contracts/notices';
import { pageMeta, pageQuery, type Page } from '../../../contracts/page';
import { rowsOf, type Database } from '../jobs/database';
import { numberColumn } from '../jobs/numeric';
import type { Outbox } from '../jobs/types';
import { raiseSend } from './notice-jobs';
import { NOTICE_COLUMNS, noticeSchema, type NoticeRows } from './notice-rows';

/** Query of `GET /zoom/notices`. */
export const noticeQuerySchema = z.object({
  ...pageQuery,
  state: z.enum(NOTICE_STATES).optional(),
  kind: z.enum(NOTICE_KINDS).optional(),
  /** The meeting's documentId. */
  meeting: z.string().min(1).max(255).optional(),
});
export type NoticeQuery = z.infer<typeof noticeQuerySchema>;

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

const meetingSchema = z.object({
  id: z.number(),
  documentId: z.string(),
  topic: z.string().nullish(),
});
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const personSchema = z.object({
  id: z.number(),
  documentId: z.string(),
  firstName: text,
  lastName: text,
});
type Person = z.infer<typeof personSchema>;

const named = ({ documentId, firstName, lastName }: Person) => ({
  documentId,
  name: [firstName, lastName].filter(Boolean).join(' ') || null,
});

/** What was mailed and what was not, for the panel: whom by id, by name where the reader may see registrants, never by address. */
export const createNoticeLog = (deps: {
  database: Database;
  outbox: Outbox;
  notices: NoticeRows;
  clock: () => Date;
}) => {
  const { database, outbox, notices, clock } = deps;

  const matching = async ({ state, kind, meeting }: NoticeQuery) => {
    const rows = rowsOf(database, TABLE.notice);
    if (state) rows.where({ state });
    if (kind) rows.where({ kind });
    if (meeting) {
      const row: unknown = await database
        .query(UID.meeting)
        .findOne({ where: { documentId: meeting }, select: ['id'] });
      rows.where({ meeting_row_id: row ? z.object({ id: z.number() }).parse(row).id : -1 });
    }
    // A query builder is thenable: wrapped, so that returning it does not run it.
    return { rows };
  };

  return {
    async list(
      query: NoticeQuery,
      { withNames }: { withNames: boolean }
    ): Promise<Page<NoticeEntry>> {
      const { page, pageSize } = query;
      const { rows } = await matching(query);
      const counted: unknown = await rows.clone().count('id as total').first();
      const { total } = z.object({ total: numberColumn }).parse(counted);
      const found: unknown[] = await rows
        .clone()
        .orderBy('id', 'desc')
        .limit(pageSize)
        .offset((page - 1) * pageSize)
        .select(NOTICE_COLUMNS);
      const entries = found.map((row) => noticeSchema.parse(row));
      const meetings: unknown[] = await database.query(UID.meeting).findMany({
        where: { id: { $in: entries.map((entry) => entry.meeting_row_id) } },
        select: ['id', 'documentId', 'topic'],
      });
      const people: unknown[] = await database.query(UID.registrant).findMany({
        where: { id: { $in: entries.map((entry) => entry.registrant_row_id) } },
        select: ['id', 'documentId', 'firstName', 'lastName'],
      });
      const meetingOf = new Map(
        meetings.map((row) => meetingSchema.parse(row)).map((row) => [row.id, row])
      );
      const personOf = new Map(
        people.map((row) => personSchema.parse(row)).map((row) => [row.id, row])
      );
      const data = entries.map((entry): NoticeEntry => {
        const meeting = meetingOf.get(entry.meeting_row_id);
        const person = personOf.get(entry.registrant_row_id);
        return {
          id: entry.id,
          kind: entry.kind,
          state: entry.state,
          meeting: meeting
            ? { documentId: meeting.documentId, topic: meeting.topic ?? null }
            : null,
          registrant: person
            ? withNames
              ? named(person)
              : { documentId: person.documentId }
            : null,
          attempts: entry.attempts,
          error: entry.error,
          createdAt: iso(entry.created_at),
          nextTryAt: entry.state === 'waiting' ? iso(entry.next_try_at) : null,
          sentAt: iso(entry.sent_at),
        };
      });
      return { data, meta: pageMeta({ page, pageSize, total }) };
    },

    /** Sends one again that failed, or of which nobody knows. */
    async retry(id: number): Promise<'retried' | 'not-failed' | 'absent'> {
      const reopened = await notices.reopen(id, clock());
      if (reopened === null) return 'absent';
      if (!reopened.isReopened) return 'not-failed';
      await raiseSend(outbox, reopened.meetingRowId);
      return 'retried';
    },
  };
};
