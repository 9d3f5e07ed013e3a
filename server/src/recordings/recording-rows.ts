import type { Core } from '@strapi/types';
import { UID } from '../../../contracts/identifiers';
import {
  heardOf,
  mergeDetails,
  recordingDetails,
  recordingKey,
  toldState,
  type RecordingDetails,
  type RecordingFile,
  type RecordingStanding,
} from '../domain/recording';
import { newDocumentId, rowsOf } from '../jobs/database';
import type { RecordingNews } from './recording-news';
import {
  detailsOf,
  isMedia,
  standingOf,
  toRecordingRow,
  type RecordingPatch,
  type RecordingRow,
} from './recording-row';

type Database = Core.Strapi['db'];

/** `before` is null where the row is new. */
export type RecordingChange = { before: RecordingRow | null; after: RecordingRow };

export type RecordingRows = ReturnType<typeof createRecordingRows>;

/**
 * The rows of `plugin::zoom.recording`. Written with `db.query`, never `documents()`: no `entry.*`
 * event may carry a link out of the server. What is called here runs in the caller's transaction,
 * and what it gives back is announced by the caller once that is committed.
 */
export const createRecordingRows = (deps: {
  db: Database;
  /** Whether new recordings may be seen by front ends at once. */
  releasesOnArrival: () => boolean;
}) => {
  const { db } = deps;
  const query = () => db.query(UID.recording);

  const findOne = async (where: Record<string, unknown>): Promise<RecordingRow | null> => {
    const record: unknown = await query().findOne({ where });
    return record ? toRecordingRow(record) : null;
  };

  const findMany = async (where: Record<string, unknown>): Promise<RecordingRow[]> => {
    const records: unknown[] = await query().findMany({ where, orderBy: { id: 'asc' } });
    return records.map(toRecordingRow);
  };

  /** By letter: MySQL compares texts without case, and Zoom's UUIDs differ by it. */
  const ofRun = async (instanceUuid: string): Promise<RecordingRow[]> =>
    (await findMany({ instanceUuid })).filter((row) => row.instanceUuid === instanceUuid);

  /** Locked until the open transaction ends; MySQL's plain reads would show an older row. */
  const lockIfThere = async (id: number): Promise<RecordingRow | null> => {
    const found = db.queryBuilder(UID.recording).select('*').where({ id }).forUpdate().first();
    const record = await found.execute<unknown>();
    return record ? toRecordingRow(record) : null;
  };

  const lock = async (id: number): Promise<RecordingRow> => {
    const row = await lockIfThere(id);
    if (!row) throw new Error(`zoom: recording ${id} is not here any more`);
    return row;
  };

  const update = async (
    id: number,
    patch: RecordingPatch & { meeting?: number }
  ): Promise<RecordingRow> =>
    toRecordingRow(await query().update({ where: { id }, data: { ...patch } }));

  /** What comes after its recording was held back is held back with it: a transcript, another view. */
  const mayBeSeen = async ({ instanceUuid }: RecordingDetails): Promise<boolean> => {
    if (!deps.releasesOnArrival()) return false;
    const run = await ofRun(instanceUuid);
    return !run.some((row) => isMedia(row) && !row.isReleased);
  };

  type Telling = { standing: RecordingStanding; details: RecordingDetails; at: number };

  /** One statement that two tellings at once survive; a failed insert would spoil PostgreSQL's transaction. */
  const insert = async (key: string, telling: Telling): Promise<void> => {
    const isReleased = await mayBeSeen(telling.details);
    const meta = db.metadata.get(UID.recording);
    const now = new Date();
    await db.transaction(async ({ trx }) => {
      await rowsOf(db, meta.tableName, trx)
        .insert({
          document_id: newDocumentId(db, UID.recording),
          zoom_file_id: key,
          instance_uuid: telling.details.instanceUuid,
          state: telling.standing.state,
          state_at: telling.standing.stateAt,
          is_released: isReleased,
          archive_state: 'none',
          created_at: now,
          updated_at: now,
          published_at: now,
        })
        .onConflict('zoom_file_id')
        .ignore();
    });
  };

  const hear = async (
    key: string,
    { telling, meetingRowId }: { telling: Telling; meetingRowId: number }
  ): Promise<RecordingChange> => {
    const known = await findOne({ zoomFileId: key });
    if (!known) await insert(key, telling);
    const made = known ?? (await findOne({ zoomFileId: key }));
    if (!made) throw new Error(`zoom: no row could be made for recording file ${key}`);
    const before = await lock(made.id);
    const standing = heardOf(standingOf(before), telling.standing);
    const { details, detailsAt } = mergeDetails(
      { details: detailsOf(before), detailsAt: before.detailsAt ?? 0 },
      { details: telling.details, detailsAt: telling.at }
    );
    const after = await update(before.id, {
      ...details,
      ...standing,
      detailsAt,
      meeting: meetingRowId,
    });
    return { before: known && before, after };
  };

  const move = async (
    row: RecordingRow,
    told: RecordingStanding
  ): Promise<RecordingChange | null> => {
    const before = await lock(row.id);
    const now = heardOf(standingOf(before), told);
    if (now.state === before.state && now.stateAt === before.stateAt) return null;
    return { before, after: await update(row.id, now) };
  };

  const rename = async (
    row: RecordingRow,
    { topic, at }: { topic: string; at: number }
  ): Promise<RecordingChange | null> => {
    const before = await lock(row.id);
    if ((before.detailsAt ?? 0) > at || before.topic === topic) return null;
    return { before, after: await update(row.id, { topic: topic.slice(0, 255), detailsAt: at }) };
  };

  const tellingOf = (
    news: Extract<RecordingNews, { kind: 'files' }>,
    file: RecordingFile
  ): Telling => ({
    standing: { state: news.state ?? toldState(file), stateAt: news.at },
    details: recordingDetails(news.run, file),
    at: news.at,
  });

  /** Takes in one piece of news; gives what it changed. To be called in a transaction. */
  const take = async (
    news: RecordingNews,
    { meetingRowId }: { meetingRowId: number | null }
  ): Promise<RecordingChange[]> => {
    const changes: (RecordingChange | null)[] = [];
    switch (news.kind) {
      case 'files': {
        if (meetingRowId === null) return [];
        for (const file of news.run.files) {
          const telling = tellingOf(news, file);
          changes.push(await hear(recordingKey(news.run, file), { telling, meetingRowId }));
        }
        break;
      }
      case 'moved': {
        for (const row of await ofRun(news.uuid)) {
          const isMeant = news.fileIds === 'all' || news.fileIds.includes(row.zoomFileId);
          const told = { state: news.state, stateAt: news.at };
          if (isMeant) changes.push(await move(row, told));
        }
        break;
      }
      case 'renamed': {
        for (const row of await ofRun(news.uuid)) {
          changes.push(await rename(row, news));
        }
        break;
      }
      default: {
        const never: never = news;
        return never;
      }
    }
    return changes.filter((change) => change !== null);
  };

  return { findOne, findMany, ofRun, lock, lockIfThere, update, take };
};
