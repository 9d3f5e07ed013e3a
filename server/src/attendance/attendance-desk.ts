import { type z } from 'zod';

import type { AttendanceEntry, AttendanceRun } from '../../../contracts/attendance';
import { UID } from '../../../contracts/identifiers';
import { pageMeta, type Page } from '../../../contracts/page';
import type { Database } from '../jobs/database';
import type { Outbox } from '../jobs/types';
import { csvHeader, csvLine } from './attendance-csv';
import { foldJob } from './fold-job';
import { readRegistrants } from './presences';
import type { RunRow, RunRows } from './run-rows';
import { storedEntrySchema } from './stored-entry';

/** Rows of one look while a file is written. */
const PAGE = 500;

type Entry = z.infer<typeof storedEntrySchema>;

export const toEntry = ({
  id: _id,
  instanceUuid: _uuid,
  identifiers: _ids,
  parts: _parts,
  ...entry
}: Entry): AttendanceEntry => entry;

export const toRun = (run: RunRow): AttendanceRun => ({
  documentId: run.documentId,
  uuid: run.uuid,
  startedAt: run.startedAt?.toISOString() ?? null,
  endedAt: run.endedAt?.toISOString() ?? null,
  isEndInferred: run.endKnownBy === 'inferred',
  participantCount: run.participantCount,
  listReadAt: run.listReadAt?.toISOString() ?? null,
  note: run.listNote,
  readyAt: run.readyAt?.toISOString() ?? null,
});

export type LinkOutcome =
  | { kind: 'linked' }
  | { kind: 'no-row' }
  /** `to` is neither a row of this instance nor a registrant of its meeting. */
  | { kind: 'no-target' };

export type AttendanceDesk = ReturnType<typeof createAttendanceDesk>;

/** Attendance as people read it, and what they say of guests. */
export const createAttendanceDesk = (deps: {
  database: Database;
  runs: RunRows;
  outbox: Outbox;
}) => {
  const { database, runs, outbox } = deps;
  const query = () => database.query(UID.attendance);

  const findRow = async (documentId: string): Promise<Entry | null> => {
    const record: unknown = await query().findOne({ where: { documentId } });
    return record ? storedEntrySchema.parse(record) : null;
  };

  const refold = async (run: RunRow): Promise<void> => {
    const { uuid, accountId, zoomId } = run;
    if (accountId && zoomId) await outbox.raise(foldJob({ uuid, accountId, zoomId }, 0));
  };

  /** The strongest identifier: the column's key may have been shortened. */
  const keyOf = ({ identifiers, participantKey }: Entry): string =>
    identifiers[0] ?? participantKey;

  const targetOf = async (
    row: Entry,
    to: string
  ): Promise<{ key: string; name: string | null } | null> => {
    const other = await findRow(to);
    if (other && other.instanceUuid === row.instanceUuid && other.id !== row.id) {
      return { key: keyOf(other), name: other.name };
    }
    const meetingRowId = await runs.meetingOf(row.instanceUuid);
    if (meetingRowId === null) return null;
    const registrants = await readRegistrants(database, meetingRowId);
    const registrant = registrants.find(({ documentId }) => documentId === to);
    const key = registrant?.keys[0];
    return registrant && key !== undefined ? { key, name: registrant.name } : null;
  };

  return {
    /** The runs of a meeting, latest first; null: no such meeting. */
    runsOf: async (input: {
      meeting: string;
      page: number;
      pageSize: number;
    }): Promise<Page<AttendanceRun> | null> => {
      const { meeting: documentId, page, pageSize } = input;
      const meeting = await database.query(UID.meeting).findOne({ where: { documentId } });
      if (!meeting) return null;
      const all = (await runs.ofMeeting(meeting.id)).reverse();
      const data = all.slice((page - 1) * pageSize, page * pageSize).map(toRun);
      return { data, meta: pageMeta({ page, pageSize, total: all.length }) };
    },

    /** Who came to a run, by name. */
    peopleOf: async (input: {
      instanceUuid: string;
      page: number;
      pageSize: number;
    }): Promise<Page<AttendanceEntry>> => {
      const { instanceUuid, page, pageSize } = input;
      const [found, total] = await query().findWithCount({
        where: { instanceUuid },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        offset: (page - 1) * pageSize,
        limit: pageSize,
      });
      const data = found.map((record: unknown) => toEntry(storedEntrySchema.parse(record)));
      return { data, meta: pageMeta({ page, pageSize, total }) };
    },

    /** A run's attendance as lines of a CSV file, in pages of the table. */
    async *csv(instanceUuid: string): AsyncGenerator<string, void, undefined> {
      yield csvHeader();
      for (let last = 0; ; ) {
        const found: unknown[] = await query().findMany({
          where: { instanceUuid, id: { $gt: last } },
          orderBy: { id: 'asc' },
          limit: PAGE,
        });
        const entries = found.map((record) => storedEntrySchema.parse(record));
        if (entries.length > 0) yield entries.map((entry) => csvLine(toEntry(entry))).join('');
        const end = entries.at(-1)?.id;
        if (end === undefined || entries.length < PAGE) return;
        last = end;
      }
    },

    /** Says who the person of a row is; holds whatever is folded anew. */
    link: async (documentId: string, to: string): Promise<LinkOutcome> => {
      const row = await findRow(documentId);
      const run = row && (await runs.find(row.instanceUuid));
      if (!row || !run) return { kind: 'no-row' };
      const target = await targetOf(row, to);
      if (target === null) return { kind: 'no-target' };
      const from = keyOf(row);
      await runs.change(run, ({ links }) => ({
        links: [
          ...links.filter((link) => link.from !== from),
          { from, to: target.key, name: target.name },
        ],
      }));
      await refold(run);
      return { kind: 'linked' };
    },

    /** Takes back every link that led to this row; false: no such row, or none led there. */
    unlink: async (documentId: string): Promise<boolean> => {
      const row = await findRow(documentId);
      const run = row && (await runs.find(row.instanceUuid));
      if (!row || !run) return false;
      const isOfRow = ({ from, to }: { from: string; to: string }): boolean =>
        row.identifiers.includes(to) || row.identifiers.includes(from) || keyOf(row) === to;
      if (!run.links.some(isOfRow)) return false;
      await runs.change(run, ({ links }) => ({ links: links.filter((link) => !isOfRow(link)) }));
      await refold(run);
      return true;
    },
  };
};
