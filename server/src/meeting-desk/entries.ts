import { z } from 'zod';

import { MEETING_STATES, SYNC_STATES } from '../../../contracts/meeting';
import type { MeetingEntry } from '../../../contracts/meeting-desk';
import { UID } from '../../../contracts/identifiers';
import type { Database } from '../jobs/database';

/** What a list reads of a row: neither links nor passcodes nor what was sent to Zoom. */
export const ENTRY_COLUMNS = [
  'id',
  'documentId',
  'sessionUid',
  'sessionDocumentId',
  'topic',
  'zoomId',
  'hostEmail',
  'hostId',
  'state',
  'syncState',
  'syncError',
  'startTime',
  'endTime',
  'timezone',
  'drift',
  'missingSince',
];

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const moment = z
  .union([z.date(), z.string(), z.number()])
  .nullish()
  .transform((value) => (value == null ? null : new Date(value).toISOString()));

const entryRow = z.object({
  id: z.number(),
  documentId: z.string(),
  sessionUid: text,
  sessionDocumentId: text,
  topic: text,
  zoomId: text,
  hostEmail: text,
  hostId: text,
  state: z.enum(MEETING_STATES),
  syncState: z.enum(SYNC_STATES),
  syncError: text,
  startTime: moment,
  endTime: moment,
  timezone: text,
  drift: z.array(z.unknown()).nullish(),
  missingSince: z.unknown(),
});

const openRun = z.object({
  participantCount: z.number().nullish(),
  meeting: z.object({ id: z.number() }).nullish(),
});

/** How many are in each of these meetings now; those without an open run are not in it. */
const readLiveCounts = async (db: Database, rowIds: number[]): Promise<Map<number, number>> => {
  if (rowIds.length === 0) return new Map();
  const runs: unknown[] = await db.query(UID.meetingInstance).findMany({
    where: { endedAt: null, meeting: { id: { $in: rowIds } } },
    select: ['id', 'participantCount'],
    populate: { meeting: { select: ['id'] } },
    orderBy: { startedAt: 'asc' },
  });
  return new Map(
    runs.flatMap((record) => {
      const { participantCount, meeting } = openRun.parse(record);
      return meeting ? [[meeting.id, participantCount ?? 0] as const] : [];
    })
  );
};

/** Rows of the meeting table as lists show them, with how many are in those that run now. */
export const toEntries = async (
  db: Database,
  records: readonly unknown[]
): Promise<MeetingEntry[]> => {
  const rows = records.map((record) => entryRow.parse(record));
  const live = rows.filter(({ state }) => state === 'live').map(({ id }) => id);
  const counts = await readLiveCounts(db, live);
  return rows.map((record) => {
    const { id, sessionUid, sessionDocumentId, hostEmail, hostId, ...rest } = record;
    const { drift, missingSince, ...row } = rest;
    return {
      ...row,
      session:
        sessionUid && sessionDocumentId ? { uid: sessionUid, documentId: sessionDocumentId } : null,
      host: hostEmail ?? hostId,
      liveCount: row.state === 'live' ? (counts.get(id) ?? null) : null,
      needsLook: (drift ?? []).length > 0 || missingSince != null,
    };
  });
};
