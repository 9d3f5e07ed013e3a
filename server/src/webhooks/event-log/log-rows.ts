import { z } from 'zod';

import { EVENT_STATES, type EventLogEntry } from '../../../../contracts/event-log';
import { numberColumn } from '../../jobs/numeric';

const moment = numberColumn.nullable();

export const logRowSchema = z.object({
  id: z.number().int(),
  event: z.string(),
  event_ts: moment,
  received_at: moment,
  meeting_id: z.string().nullable(),
  meeting_uuid: z.string().nullable(),
  account_id: z.string().nullable(),
  state: z.enum(EVENT_STATES),
  // 0 and 1 on SQLite and MySQL.
  verified: z.union([z.boolean(), z.number()]).nullable().transform(Boolean),
  attempts: numberColumn.nullable().transform((count) => count ?? 0),
  error: z.string().nullable(),
});
type LogRow = z.infer<typeof logRowSchema>;

/** All but the payload: lists stay small, and secrets are never read. */
export const LOG_COLUMNS = Object.keys(logRowSchema.shape);

/** Beyond that `Date` has no date: what a sender made up is no reason for a list to fail. */
const LAST_DATE_MS = 8.64e15;

export const iso = (at: number | null): string | null =>
  at === null || !Number.isFinite(at) || Math.abs(at) > LAST_DATE_MS
    ? null
    : new Date(at).toISOString();

export const toEntry = (row: LogRow): EventLogEntry => ({
  id: row.id,
  event: row.event,
  eventAt: iso(row.event_ts),
  receivedAt: iso(row.received_at),
  meetingId: row.meeting_id,
  meetingUuid: row.meeting_uuid,
  accountId: row.account_id,
  state: row.state,
  isVerified: row.verified,
  attempts: row.attempts,
  error: row.error,
});
