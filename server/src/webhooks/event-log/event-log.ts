import { z } from 'zod';

import {
  EVENT_STATES,
  type EventLogDetail,
  type EventLogEntry,
} from '../../../../contracts/event-log';
import { TABLE } from '../../../../contracts/identifiers';
import { pageMeta, pageQuery, type Page } from '../../../../contracts/page';
import { rowsOf, type Database } from '../../jobs/database';
import { numberColumn } from '../../jobs/numeric';
import type { Outbox } from '../../jobs/types';
import { processJob } from '../store';
import { LOG_COLUMNS, logRowSchema, toEntry } from './log-rows';

/** What an emptied payload is, after retention. */
const EMPTIED = '{}';

const moment = z.iso
  .datetime({ offset: true, error: 'must be a moment such as 2026-03-02T10:00:00Z' })
  .transform((text) => Date.parse(text));

/** Query of `GET /zoom/events`. */
export const eventQuerySchema = z.object({
  ...pageQuery,
  /** The event's name, or its beginning with a `*`: `meeting.participant*`. */
  event: z.string().min(1).max(255).optional(),
  /** Zoom's number of the meeting. */
  meetingId: z
    .string()
    .regex(/^\d{1,20}$/, 'must be a Zoom meeting id')
    .optional(),
  meetingUuid: z.string().min(1).max(255).optional(),
  state: z.enum(EVENT_STATES).optional(),
  verified: z.enum(['true', 'false']).optional(),
  /** By the time of receipt. */
  from: moment.optional(),
  to: moment.optional(),
});
export type EventQuery = z.infer<typeof eventQuerySchema>;

const detailSchema = logRowSchema.extend({ payload: z.string().nullable() });

const escapeLike = (text: string): string => text.replace(/[!%_]/g, (sign) => `!${sign}`);

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const replayOf = (row: z.infer<typeof detailSchema>): EventLogDetail['replay'] => {
  if (!row.verified) return { kind: 'refused', because: 'Its signature was not verified.' };
  if (row.payload === null || row.payload === EMPTIED) {
    return { kind: 'refused', because: 'Its contents were removed by retention.' };
  }
  return { kind: 'possible' };
};

export type Replay =
  | { kind: 'replayed' }
  | { kind: 'absent' }
  | { kind: 'refused'; because: string };

/** What Zoom sent and what became of it, for an admin. */
export const createEventLog = ({ database, outbox }: { database: Database; outbox: Outbox }) => {
  const rows = () => rowsOf(database, TABLE.webhookEvent);

  const matching = (query: EventQuery) => {
    const found = rows();
    const { event, meetingId, meetingUuid, state, verified, from, to } = query;
    if (event?.endsWith('*')) {
      found.whereRaw("event LIKE ? ESCAPE '!'", [`${escapeLike(event.slice(0, -1))}%`]);
    } else if (event) found.where({ event });
    if (meetingId) found.where({ meeting_id: meetingId });
    if (meetingUuid) found.where({ meeting_uuid: meetingUuid });
    if (state) found.where({ state });
    if (verified) found.where({ verified: verified === 'true' });
    if (from !== undefined) found.where('received_at', '>=', from);
    if (to !== undefined) found.where('received_at', '<', to);
    return found;
  };

  const find = async (id: number): Promise<z.infer<typeof detailSchema> | null> => {
    const row: unknown = await rows()
      .where({ id })
      .first([...LOG_COLUMNS, 'payload']);
    return row === undefined ? null : detailSchema.parse(row);
  };

  return {
    /** The latest first. */
    async list(query: EventQuery): Promise<Page<EventLogEntry>> {
      const { page, pageSize } = query;
      const counted: unknown = await matching(query).count('id as total').first();
      const { total } = z.object({ total: numberColumn }).parse(counted);
      const found: unknown[] = await matching(query)
        .orderBy('id', 'desc')
        .limit(pageSize)
        .offset((page - 1) * pageSize)
        .select(LOG_COLUMNS);
      const data = found.map((row) => toEntry(logRowSchema.parse(row)));
      return { data, meta: pageMeta({ page, pageSize, total }) };
    },

    async read(id: number): Promise<EventLogDetail | null> {
      const row = await find(id);
      if (row === null) return null;
      const isEmptied = row.payload === null || row.payload === EMPTIED;
      const payload = isEmptied ? null : parse(row.payload ?? '');
      return { ...toEntry(row), payload, replay: replayOf(row) };
    },

    /** Opens a verified event again: handlers run twice without harm, so a replay may come any time. */
    async replay(id: number): Promise<Replay> {
      const row = await find(id);
      if (row === null) return { kind: 'absent' };
      const replay = replayOf(row);
      if (replay.kind === 'refused') return replay;
      await database.transaction(async ({ trx }) => {
        await rowsOf(database, TABLE.webhookEvent, trx)
          .where({ id, verified: true })
          .update({ state: 'received', error: null, attempts: 0 });
        await outbox.raise(processJob(row.meeting_id));
      });
      return { kind: 'replayed' };
    },
  };
};
export type EventLog = ReturnType<typeof createEventLog>;
