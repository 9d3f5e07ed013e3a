import { z } from 'zod';
import { UID } from '../../../contracts/identifiers';
import type {
  RecordingChanged,
  RecordingList,
  RecordingSummary,
} from '../../../contracts/recordings';
import { say } from '../../../contracts/sentences';
import type { Database } from '../jobs/database';
import type { Outbox } from '../jobs/types';
import type { Announcements } from './announcements';
import type { FollowUps } from './follow-ups';
import type { MediaLibrary } from './media-library';
import { archiveJob } from './recording-jobs';
import { isMedia, SPOKEN_WORDS, toRecordingRow, type RecordingRow } from './recording-row';
import type { RecordingChange, RecordingRows } from './recording-rows';

const withRelations = z.looseObject({
  meeting: z.looseObject({ documentId: z.string(), topic: z.string().nullish() }).nullish(),
  transcript: z.looseObject({ id: z.number() }).nullish(),
  file: z.looseObject({ id: z.number() }).nullish(),
});
export const RECORDING_POPULATE = {
  meeting: { select: ['documentId', 'topic'] },
  transcript: { select: ['id'] },
  file: { select: ['id'] },
};

export type Seen = { summary: RecordingSummary; hasFile: boolean };

export const toSeen = (record: unknown): Seen => {
  const row = toRecordingRow(record);
  const { meeting, transcript, file } = withRelations.parse(record);
  return {
    hasFile: file != null,
    summary: {
      documentId: row.documentId,
      meeting: meeting ? { documentId: meeting.documentId, topic: meeting.topic ?? null } : null,
      topic: row.topic,
      fileType: row.fileType,
      recordingType: row.recordingType,
      fileSize: row.fileSize,
      recordingStart: row.recordingStart?.toISOString() ?? null,
      recordingEnd: row.recordingEnd?.toISOString() ?? null,
      state: row.state,
      isReleased: row.isReleased,
      hasTranscript: transcript != null,
      archive: {
        // Whoever deletes the copy in the Media Library may have another one.
        state: row.archiveState === 'done' && file == null ? 'none' : row.archiveState,
        bytes: row.archivedBytes ?? 0,
        error: row.archiveError,
      },
    },
  };
};

/** What editors decide about recordings: seen or held back, and archived again. */
export const createRecordingDesk = (deps: {
  database: Database;
  rows: RecordingRows;
  followUps: FollowUps;
  announcements: Announcements;
  media: MediaLibrary;
  outbox: Outbox;
}) => {
  const { database, rows } = deps;

  const read = async (documentId: string): Promise<Seen | null> => {
    const record: unknown = await database
      .query(UID.recording)
      .findOne({ where: { documentId }, populate: RECORDING_POPULATE });
    return record ? toSeen(record) : null;
  };

  /** Of the same run: everything, or what says in writing what is heard in the recording. */
  const alongWith = async (
    row: RecordingRow,
    { isReleased, wholeRun }: { isReleased: boolean; wholeRun: boolean }
  ): Promise<RecordingRow[]> => {
    const run = (await rows.ofRun(row.instanceUuid)).filter(({ id }) => id !== row.id);
    if (wholeRun) return run;
    if (isReleased || !isMedia(row)) return [];
    return run.filter(({ fileType }) => SPOKEN_WORDS.includes(fileType ?? ''));
  };

  const set = async (
    documentId: string,
    input: { isReleased: boolean; wholeRun: boolean }
  ): Promise<RecordingChanged | null> => {
    const { isReleased } = input;
    const isThere = await database.transaction(async (): Promise<boolean> => {
      const row = await rows.findOne({ documentId });
      if (!row) return false;
      const made: RecordingChange[] = [];
      for (const { id } of [row, ...(await alongWith(row, input))]) {
        const before = await rows.lock(id);
        if (before.isReleased === isReleased) continue;
        made.push({ before, after: await rows.update(id, { isReleased }) });
      }
      await deps.followUps.after(made);
      await deps.announcements.changed(made);
      return true;
    });
    if (!isThere) return null;
    const seen = await read(documentId);
    if (!seen) return null;
    const isExposed = !isReleased && seen.hasFile && !(await deps.media.isPrivate());
    return { data: seen.summary, warnings: isExposed ? [say('recording.copyStaysPublic')] : [] };
  };

  return {
    list: async (query: {
      meeting: string | null;
      page: number;
      pageSize: number;
    }): Promise<RecordingList> => {
      const { meeting, page, pageSize } = query;
      const where = meeting === null ? {} : { meeting: { documentId: meeting } };
      const recordings = database.query(UID.recording);
      const total = await recordings.count({ where });
      const records: unknown[] = await recordings.findMany({
        where,
        populate: RECORDING_POPULATE,
        orderBy: [{ recordingStart: 'desc' }, { id: 'desc' }],
        offset: (page - 1) * pageSize,
        limit: pageSize,
      });
      return {
        data: records.map((record) => toSeen(record).summary),
        meta: { pagination: { page, pageSize, total } },
      };
    },

    release: (documentId: string, { wholeRun }: { wholeRun: boolean }) =>
      set(documentId, { isReleased: true, wholeRun }),

    hold: (documentId: string, { wholeRun }: { wholeRun: boolean }) =>
      set(documentId, { isReleased: false, wholeRun }),

    /** Archives a file now, whatever the settings say of its kind; also after a failure. */
    archive: async (documentId: string): Promise<RecordingChanged | null> => {
      const row = await rows.findOne({ documentId });
      if (!row) return null;
      const warnings: string[] = [];
      const mayBeArchived = row.isReleased || (await deps.media.isPrivate());
      if (!mayBeArchived) {
        warnings.push(say('recording.releaseFirst'));
      } else if ((await read(documentId))?.summary.archive.state !== 'done') {
        await database.transaction(async () => {
          await rows.update(row.id, { archiveState: 'waiting', archiveError: null });
          await deps.outbox.raise(archiveJob(row.id));
        });
      }
      const seen = await read(documentId);
      return seen && { data: seen.summary, warnings };
    },
  };
};
export type RecordingDesk = ReturnType<typeof createRecordingDesk>;
