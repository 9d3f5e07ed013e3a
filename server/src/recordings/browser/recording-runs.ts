import { z } from 'zod';

import { UID } from '../../../../contracts/identifiers';
import { pageMeta, type Page } from '../../../../contracts/page';
import type { ShownRecordings } from '../../../../contracts/choices';
import type { RecordingRun, RecordingRunsQuery } from '../../../../contracts/recording-browser';
import type { RecordingSummary } from '../../../../contracts/recordings';
import { whereContains } from '../../jobs/contains';
import { rowsOf, type Database } from '../../jobs/database';
import { numeric } from '../../jobs/numeric';
import { storedMoment, tableOf } from '../../jobs/relation-table';
import { RECORDING_POPULATE, toSeen } from '../release';

type Rows = ReturnType<typeof rowsOf>;

const runSchema = z.object({ instance_uuid: z.string() });
const ofRunSchema = z.looseObject({
  instanceUuid: z.string(),
  transcript: z.looseObject({ documentId: z.string() }).nullish(),
});

/** The files that are watched or heard first, then what goes with them. */
const FILE_ORDER = ['MP4', 'M4A', 'TRANSCRIPT', 'CC', 'SUMMARY', 'CHAT'];
const rankOf = ({ fileType }: RecordingSummary): number => {
  const rank = FILE_ORDER.indexOf(fileType ?? '');
  return rank === -1 ? FILE_ORDER.length : rank;
};

const whereShown = (rows: Rows, show: ShownRecordings): void => {
  switch (show) {
    case 'all':
      return;
    case 'held':
      rows.where({ is_released: false });
      return;
    case 'archiving':
      rows.whereIn('archive_state', ['waiting', 'running']);
      return;
    case 'failed':
      rows.where({ archive_state: 'failed' });
      return;
    default:
      show satisfies never;
  }
};

const earliest = (moments: (string | null)[]): string | null =>
  moments.reduce((first, at) => (at !== null && (first === null || at < first) ? at : first), null);
const latest = (moments: (string | null)[]): string | null =>
  moments.reduce((last, at) => (at !== null && (last === null || at > last) ? at : last), null);

/** Recorded files, together as they were recorded: a row for each run of a meeting. */
export const createRecordingRuns = (database: Database) => {
  const matching = ({ search, show, from, to }: RecordingRunsQuery): { rows: Rows } => {
    const rows = rowsOf(database, tableOf(database, UID.recording)).whereNotNull('instance_uuid');
    whereShown(rows, show);
    if (search) whereContains(rows, ['topic'], search);
    if (from !== undefined) rows.where('recording_start', '>=', storedMoment(database, from));
    if (to !== undefined) rows.where('recording_start', '<', storedMoment(database, to));
    return { rows };
  };

  const read = async (uuids: readonly string[]): Promise<RecordingRun[]> => {
    const records: unknown[] = await database.query(UID.recording).findMany({
      where: { instanceUuid: { $in: [...uuids] } },
      populate: { ...RECORDING_POPULATE, transcript: { select: ['id', 'documentId'] } },
    });
    const runs = new Map<string, { files: RecordingSummary[]; transcript: string | null }>();
    for (const record of records) {
      const { instanceUuid, transcript } = ofRunSchema.parse(record);
      const run = runs.get(instanceUuid) ?? { files: [], transcript: null };
      run.files.push(toSeen(record).summary);
      run.transcript ??= transcript?.documentId ?? null;
      runs.set(instanceUuid, run);
    }
    return uuids.flatMap((instanceUuid) => {
      const run = runs.get(instanceUuid);
      const [first] = run?.files ?? [];
      if (!run || !first) return [];
      return {
        instanceUuid,
        meeting: first.meeting,
        topic: first.topic ?? first.meeting?.topic ?? null,
        startedAt: earliest(run.files.map((file) => file.recordingStart)),
        endedAt: latest(run.files.map((file) => file.recordingEnd)),
        transcript: run.transcript,
        files: run.files.sort((a, b) => rankOf(a) - rankOf(b)),
      };
    });
  };

  return {
    /** The latest first. */
    async list(query: RecordingRunsQuery): Promise<Page<RecordingRun>> {
      const { page, pageSize } = query;
      const counted: unknown = await matching(query)
        .rows.countDistinct('instance_uuid as total')
        .first();
      const { total } = z.object({ total: numeric }).parse(counted);
      const found: unknown = await matching(query)
        .rows.groupBy('instance_uuid')
        .orderByRaw('MAX(recording_start) DESC, MAX(id) DESC')
        .limit(pageSize)
        .offset((page - 1) * pageSize)
        .select('instance_uuid');
      const uuids = z.array(runSchema).parse(found);
      const data = await read(uuids.map((row) => row.instance_uuid));
      return { data, meta: pageMeta({ page, pageSize, total }) };
    },
  };
};
