import { randomBytes } from 'node:crypto';
import { statfs } from 'node:fs/promises';
import { z } from 'zod';
import { UID } from '../../../contracts/identifiers';
import type { ArchiveSettings } from '../../../contracts/recordings';
import { say } from '../../../contracts/sentences';
import { retryDelayMs } from '../domain/retry-delay';
import type { Database, JobLog } from '../jobs/database';
import type { ClaimedJob, JobHandler, JobOutcome } from '../jobs/types';
import { ZoomError } from '../zoom/errors';
import type { ZoomClient } from '../zoom/types';
import { fileKind, type FileKind } from './download/file-kinds';
import type { DownloadFailure } from './download/outcome';
import type { TemporaryFiles } from './download/temporary-files';
import type { FetchFile } from './fetch-file';
import type { MediaLibrary } from './media-library';
import type { RecordingRow } from './recording-row';
import type { RecordingRows } from './recording-rows';
import { errorWords } from '../jobs/error-text';

const HOUR_MS = 3600_000;
/** One file at a time: the other workers of this process are there for meetings. */
const BUSY_MS = 5000;
const PROGRESS_MS = 1000;
/** About an hour and a half in all, by the pace below. */
const MOST_TRIES = 8;
const PACE = { baseMs: 30_000, capMs: 30 * 60_000 };
/** Left free on the disk of the temporary file. */
const SPARE_BYTES = 200 * 1024 * 1024;
/** Where Zoom does not say how large a file is. */
const MOST_BYTES = 50 * 1024 ** 3;

type Deps = {
  database: Database;
  rows: RecordingRows;
  media: MediaLibrary;
  files: TemporaryFiles;
  fetchFile: FetchFile;
  zoom: Pick<ZoomClient, 'trashRecordingFile'>;
  archive: () => ArchiveSettings;
  closedBecause: () => string | null;
  clock: () => Date;
  random: () => number;
  log: JobLog;
};

const nameOf = (row: RecordingRow): string =>
  [row.topic ?? 'Recording', row.recordingStart?.toISOString().slice(0, 10), row.recordingType]
    .filter(Boolean)
    .join(' ');

/** What no later try can change. */
const isFinal = ({ kind }: DownloadFailure): boolean => kind === 'refused' || kind === 'gone';

/** The handler of `archive-recording`: copies one file from Zoom into the Media Library. */
export const createArchive = (deps: Deps): JobHandler => {
  const { database, rows, media, files, clock } = deps;
  let isBusy = false;

  const giveUp = async (row: RecordingRow, because: string): Promise<JobOutcome> => {
    await rows.update(row.id, { archiveState: 'failed', archiveError: because });
    deps.log.warn(`zoom: recording ${row.documentId} was not archived: ${because}`);
    return { kind: 'done' };
  };

  const tryLater = async (
    row: RecordingRow,
    { because, job }: { because: string; job: ClaimedJob }
  ): Promise<JobOutcome> => {
    const failures = job.attempts + 1;
    if (failures >= MOST_TRIES) return giveUp(row, because);
    await rows.update(row.id, { archiveState: 'waiting', archiveError: because });
    const waitMs = retryDelayMs({ failures, random: deps.random(), ...PACE });
    return { kind: 'retry', at: new Date(clock().getTime() + waitMs), because };
  };

  /** Why there is to be no copy (any more), or what is in its way. */
  const obstacle = async (row: RecordingRow, kind: FileKind | null): Promise<string | null> => {
    if (row.state !== 'completed') return say(`archive.file.${row.state}`);
    if (kind === null) {
      const { fileType: type } = row;
      return type === null ? say('archive.noType') : say('archive.otherType', { type });
    }
    return media.refusal({ name: `${nameOf(row)}${kind.extension}`, bytes: row.fileSize });
  };

  const lacksSpace = async (bytes: number | null): Promise<boolean> => {
    const { bavail, bsize } = await statfs(await files.folder());
    return bavail * bsize < (bytes ?? 0) + SPARE_BYTES;
  };

  /** Writes how far the download is, at most once a second. */
  const showProgress = (row: RecordingRow) => {
    let bytes = 0;
    let shown = 0;
    let writing: Promise<unknown> = Promise.resolve();
    const timer = setInterval(() => {
      if (bytes === shown) return;
      shown = bytes;
      writing = writing
        .then(() => rows.update(row.id, { archivedBytes: shown }))
        .catch(() => undefined);
    }, PROGRESS_MS);
    return {
      onBytes: (now: number) => {
        bytes = now;
      },
      end: async () => {
        clearInterval(timer);
        await writing;
      },
    };
  };

  const hasFile = async (row: RecordingRow): Promise<boolean> => {
    const found: unknown = await database
      .query(UID.recording)
      .findOne({ where: { id: row.id }, populate: ['file'] });
    return z.looseObject({ file: z.object({}).nullish() }).parse(found).file != null;
  };

  const trashInZoom = async (row: RecordingRow, job: ClaimedJob): Promise<void> => {
    if (deps.archive().afterwards !== 'trash' || row.zoomFileId.startsWith('none-')) return;
    try {
      const { instanceUuid: uuid, zoomFileId: fileId } = row;
      await deps.zoom.trashRecordingFile({ uuid, fileId, signal: job.signal });
    } catch (error) {
      if (!(error instanceof ZoomError)) throw error;
      const archiveError = say('archive.staysInZoom', { because: error.reason });
      await rows.update(row.id, { archiveError });
    }
  };

  const copy = async (
    row: RecordingRow,
    { kind, job }: { kind: FileKind; job: ClaimedJob }
  ): Promise<JobOutcome> => {
    const key = row.archiveKey ?? `zoom_${randomBytes(16).toString('hex')}`;
    await rows.update(row.id, {
      archiveState: 'running',
      archiveError: null,
      archivedBytes: 0,
      archiveKey: key,
    });
    const path = await files.reserve(row.documentId);
    try {
      const progress = showProgress(row);
      const fetched = await deps
        .fetchFile({
          row,
          kind,
          file: path,
          maxBytes: row.fileSize ?? MOST_BYTES,
          signal: job.signal,
          onBytes: progress.onBytes,
        })
        .finally(progress.end);
      if (fetched.kind !== 'saved') {
        const { because } = fetched;
        return isFinal(fetched)
          ? await giveUp(row, because)
          : await tryLater(row, { because, job });
      }
      const { bytes } = fetched;
      const refusal = await media.refusal({ name: `${nameOf(row)}${kind.extension}`, bytes });
      if (refusal !== null) return await giveUp(row, refusal);
      const uploaded = await media.upload({
        ...{ path, bytes, kind, key, name: nameOf(row) },
        ...{ recordingRowId: row.id, signal: job.signal },
      });
      const file = await database.transaction(async () => {
        const added = await media.add(uploaded);
        await rows.update(row.id, {
          archiveState: 'done',
          archiveError: null,
          archivedBytes: bytes,
          archivedAt: clock(),
        });
        await job.fence();
        return added;
      });
      await media.announce(file);
    } finally {
      await files.remove(path);
    }
    await trashInZoom(row, job);
    return { kind: 'done' };
  };

  const work = async (row: RecordingRow, job: ClaimedJob): Promise<JobOutcome> => {
    await files.sweep(clock());
    if (await hasFile(row)) {
      await rows.update(row.id, { archiveState: 'done', archiveError: null });
      return { kind: 'done' };
    }
    const kind = fileKind(row);
    const because = await obstacle(row, kind);
    if (because !== null || kind === null) return giveUp(row, because ?? '');
    if (await lacksSpace(row.fileSize)) {
      const folder = await files.folder();
      const full =
        row.fileSize === null
          ? say('archive.noRoomAtAll', { folder })
          : say('archive.noRoom', { bytes: row.fileSize, folder });
      return tryLater(row, { because: full, job });
    }
    try {
      return await copy(row, { kind, job });
    } catch (error) {
      if (!(error instanceof Error) || error.name === 'LeaseLostError') throw error;
      if (job.signal.aborted) throw error;
      const because_ = error instanceof ZoomError ? error.reason : errorWords(error).slice(0, 300);
      return tryLater(row, { because: because_, job });
    }
  };

  return async (job) => {
    const { recordingRowId } = z.object({ recordingRowId: z.number() }).parse(job.payload);
    const row = await rows.findOne({ id: recordingRowId });
    if (!row || row.archiveState === 'done') return { kind: 'done' };
    const closed = deps.closedBecause();
    if (closed !== null) {
      return { kind: 'retry', at: new Date(clock().getTime() + HOUR_MS), because: closed };
    }
    if (!row.isReleased && !(await media.isPrivate())) {
      await rows.update(row.id, { archiveState: 'none', archiveError: null });
      return { kind: 'done' };
    }
    if (isBusy) return { kind: 'again', at: new Date(clock().getTime() + BUSY_MS) };
    isBusy = true;
    try {
      return await work(row, job);
    } finally {
      isBusy = false;
    }
  };
};
