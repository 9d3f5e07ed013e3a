import { z } from 'zod';

import { UID } from '../../../contracts/identifiers';
import { MEETING_STATES } from '../../../contracts/meeting';
import type { MeetingSeenByEvents } from '../domain/meeting-event';
import { NO_RUNS } from '../domain/meeting-runs';
import type { Database } from '../jobs/database';

const moment = z.union([z.null(), z.undefined(), z.coerce.date()]).transform((at) => at ?? null);
const fields = z.record(z.string(), z.unknown()).nullish();

const runSchema = z.object({ uuid: z.string(), startedAt: z.string().nullish() });
const runsSchema = z
  .object({
    current: runSchema.nullable(),
    ended: z.array(runSchema.extend({ endedAt: z.string() })),
  })
  .nullish();

/** A row of `plugin::zoom.meeting` with the columns that events look at; all others come along. */
const meetingRowSchema = z.looseObject({
  id: z.number().int(),
  zoomId: z.string().nullish(),
  accountId: z.string().nullish(),
  state: z.enum(MEETING_STATES),
  uuid: z.string().nullish(),
  startTime: moment,
  duration: z.number().nullish(),
  endTime: moment,
  runs: runsSchema,
  intent: fields,
  lastSent: fields,
  drift: z.unknown(),
  deletedAt: moment,
});
export type StoredMeeting = z.infer<typeof meetingRowSchema>;

const plannedEndOf = ({ startTime, duration, endTime }: StoredMeeting): Date | null => {
  if (endTime !== null || startTime === null) return endTime;
  return new Date(startTime.getTime() + (duration ?? 0) * 60_000);
};

const hasEntries = (drift: unknown): boolean =>
  typeof drift === 'object' && drift !== null && Object.keys(drift).length > 0;

const withStart = <Run extends { uuid: string; startedAt?: string | null }>(run: Run) => ({
  ...run,
  startedAt: run.startedAt ?? null,
});

/** The row as the rules for events see it. */
export const seenByEvents = (row: StoredMeeting): MeetingSeenByEvents => ({
  state: row.state,
  uuid: row.uuid ?? null,
  plannedEnd: plannedEndOf(row),
  runs: row.runs
    ? {
        current: row.runs.current && withStart(row.runs.current),
        ended: row.runs.ended.map(withStart),
      }
    : NO_RUNS,
  hasCreateUnderWay: row.intent != null,
  deletedAt: row.deletedAt,
  lastSent: row.lastSent ?? null,
  hasDrift: hasEntries(row.drift),
});

const topicOf = (row: StoredMeeting): unknown => {
  const sent = row.intent?.fields;
  return typeof sent === 'object' && sent !== null && 'topic' in sent ? sent.topic : row.topic;
};

const zoomIdSchema = z.looseObject({
  meetingRowId: z.number().int(),
  retiredAt: z.unknown(),
});

export type FoundMeeting =
  | { kind: 'current'; row: StoredMeeting }
  /** The row has another meeting in Zoom by now, or is gone: this one is nobody's story. */
  | { kind: 'retired' }
  | { kind: 'unknown' };

/**
 * Reads a row and locks it until the open transaction ends: others write it too, and what is read
 * here decides what is written. The locking read is the one whose values count, since MySQL's plain
 * reads show what was there when the transaction began. SQLite has one writer at a time and knows
 * no row locks; there the clause is left away.
 */
const lockMeeting = async (database: Database, id: number): Promise<StoredMeeting | null> => {
  const query = database.queryBuilder(UID.meeting).select('*').where({ id }).forUpdate();
  const row = await query.first().execute<unknown>();
  return row ? meetingRowSchema.parse(row) : null;
};

/** Finds the row that has or had a Zoom id, locked. To be called in a transaction. */
export const findMeeting = async (
  database: Database,
  { accountId, zoomId }: { accountId: string; zoomId: string }
): Promise<FoundMeeting> => {
  const known: unknown = await database.query(UID.zoomId).findOne({ where: { accountId, zoomId } });
  if (!known) return { kind: 'unknown' };
  const { meetingRowId, retiredAt } = zoomIdSchema.parse(known);
  if (retiredAt != null) return { kind: 'retired' };
  const row = await lockMeeting(database, meetingRowId);
  return row ? { kind: 'current', row } : { kind: 'retired' };
};

/**
 * Rows that wait for the answer of a create with this topic, in this account; locked, so that the
 * answer cannot arrive between here and what is written. To be called in a transaction.
 */
export const findCreatesUnderWay = async (
  database: Database,
  { accountId, topic }: { accountId: string; topic: string }
): Promise<StoredMeeting[]> => {
  const waiting: unknown[] = await database
    .query(UID.meeting)
    .findMany({ where: { intent: { $notNull: true } }, orderBy: { id: 'asc' } });
  const rows: StoredMeeting[] = [];
  for (const row of waiting.map((one) => meetingRowSchema.parse(one))) {
    const isCandidate = row.accountId == null || row.accountId === accountId;
    if (!isCandidate || topicOf(row) !== topic) continue;
    const now = await lockMeeting(database, row.id);
    if (now?.intent != null) rows.push(now);
  }
  return rows;
};

/** Writes what an event changed; returns the row as it now is. */
export const saveMeeting = async (
  database: Database,
  { id, changes }: { id: number; changes: Record<string, unknown> }
): Promise<StoredMeeting> =>
  meetingRowSchema.parse(
    await database.query(UID.meeting).update({ where: { id }, data: changes })
  );
