import { z } from 'zod';

import type {
  MeetingChoices,
  MeetingDetails,
  MeetingEntry,
  MeetingQuery,
} from '../../../contracts/meeting-desk';
import { UID } from '../../../contracts/identifiers';
import { pageMeta, type Page } from '../../../contracts/page';
import { rowsOf, type Database } from '../jobs/database';
import { toMeetingRow } from '../meetings/meeting-row';
import { ENTRY_COLUMNS, toEntries } from './entries';

/** More hosts than that nobody picks from a list. */
const LISTED_HOSTS = 200;
const LISTED_RUNS = 20;

const runSchema = z.object({
  documentId: z.string(),
  uuid: z.string(),
  startedAt: z.coerce.date().nullable(),
  endedAt: z.coerce.date().nullable(),
  participantCount: z.number().nullable(),
});

const whereOf = (query: MeetingQuery): Record<string, unknown> => {
  const { q, state, syncState, host, type, from, to } = query;
  const all: Record<string, unknown>[] = [];
  if (q) {
    // As people write it, `812 3456 7890`.
    const digits = q.replace(/\s/g, '');
    const byNumber = /^\d+$/.test(digits) ? [{ zoomId: { $startsWith: digits } }] : [];
    all.push({ $or: [{ topic: { $containsi: q } }, ...byNumber] });
  }
  if (state) all.push({ state });
  if (syncState) all.push({ syncState });
  if (host) all.push({ $or: [{ hostEmail: host }, { hostId: host }] });
  if (type) all.push({ sessionUid: type === 'rest' ? null : type });
  if (from) all.push({ startTime: { $gte: from } });
  if (to) all.push({ startTime: { $lt: to } });
  return all.length === 0 ? {} : { $and: all };
};

/** The meetings of this installation, for people who look after them. */
export const createMeetingList = (deps: {
  db: Database;
  /** How the admin panel calls a content type. */
  labelOf: (uid: string) => string;
}) => {
  const { db } = deps;
  const query = () => db.query(UID.meeting);
  const distinct = async (column: string): Promise<string[]> => {
    const { tableName } = db.metadata.get(UID.meeting);
    const found: unknown[] = await rowsOf(db, tableName)
      .distinct(column)
      .whereNotNull(column)
      .orderBy(column)
      .limit(LISTED_HOSTS);
    return found.map((row) => String(Reflect.get(Object(row), column)));
  };

  return {
    async list(asked: MeetingQuery): Promise<Page<MeetingEntry>> {
      const { page, pageSize, sort } = asked;
      const where = whereOf(asked);
      const total = await query().count({ where });
      const records = await query().findMany({
        where,
        select: ENTRY_COLUMNS,
        orderBy: [{ [sort.by]: sort.order }, { id: sort.order }],
        offset: (page - 1) * pageSize,
        limit: pageSize,
      });
      return {
        data: await toEntries(db, records),
        meta: pageMeta({ page, pageSize, total }),
      };
    },

    async choices(): Promise<MeetingChoices> {
      const [hosts, uids] = [await distinct('host_email'), await distinct('session_uid')];
      return { hosts, types: uids.map((uid) => ({ uid, label: deps.labelOf(uid) })) };
    },

    /** All of one meeting; null: no such meeting. */
    async details(documentId: string): Promise<MeetingDetails | null> {
      const record: unknown = await query().findOne({ where: { documentId } });
      if (!record) return null;
      const row = toMeetingRow(record);
      const [entry] = await toEntries(db, [record]);
      if (!entry) return null;
      const ofMeeting = { meeting: { id: row.id } };
      const runs: unknown[] = await db.query(UID.meetingInstance).findMany({
        where: ofMeeting,
        select: Object.keys(runSchema.shape),
        orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
        limit: LISTED_RUNS,
      });
      return {
        ...entry,
        durationMinutes: row.durationMinutes,
        joinUrl: row.state === 'cancelled' ? null : row.joinUrl,
        drift: row.drift,
        registrants: await db.query(UID.registrant).count({ where: ofMeeting }),
        recordings: await db.query(UID.recording).count({ where: ofMeeting }),
        runs: runs.map((run) => {
          const { startedAt, endedAt, participantCount, ...rest } = runSchema.parse(run);
          return {
            ...rest,
            startedAt: startedAt?.toISOString() ?? null,
            endedAt: endedAt?.toISOString() ?? null,
            participantCount: participantCount ?? 0,
          };
        }),
      };
    },
  };
};
