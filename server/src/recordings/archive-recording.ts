import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { UID } from '../../../contracts/identifiers';
import type { ArchiveSettings } from '../../../contracts/recordings';
import { say } from '../../../contracts/sentences';
import { retryDelayMs } from '../domain/retry-delay';
import type { Database, JobLog } from '../jobs/database';
import type { ClaimedJob, JobHandler, JobOutcome } from '../jobs/types';
import { ZoomError } from '../zoom/errors';
import type { ZoomClient } from '../zoom/types';
import { createAfterArchive } from './after-archive';
import { showProgress } from './archive-progress';
import { fileKind, type FileKind } from './download/file-kinds';
import type { DownloadFailure } from './download/outcome';
import type { TemporaryFiles } from './download/temporary-files';
import { createErasedNames, type WithoutErased } from './erased-names';
import type { FetchFile } from './fetch-file';
import type { MediaLibrary } from './media-library';
import type { RecordingRow } from './recording-row';
import type { RecordingRows } from './recording-rows';
import { errorWords } from '../jobs/error-text';

const HOUR_MS = 3600_000;
/** One file at a time: the other workers of this process are there for meetings. */
const BUSY_MS = 5000;
/** About an hour and a half in all, by the pace below. */
const MOST_TRIES = 8;
const PACE = { baseMs: 30_000, capMs: 30 * 60_000 };
/** Where Zoom does not say how large a file is. */
const MOST_BYTES = 50 * 1024 ** 3;

type Deps = {
  database: Database;
  rows: RecordingRows;
  media: MediaLibrary;
  files: TemporaryFiles;
  fetchFile: FetchFile;
  zoom: Pick<ZoomClient, 'trashRecordingFile'>;
  withoutErased: WithoutErased;
  archive: () => ArchiveSettings;
  closedBecause: () => string | null;
  clock: () => Date;
  random: () => number;
  log: JobLog;
};

const NOT_COPIED = { archiveState: 'none', archiveError: null, archivedBytes: 0 } as const;

const attachedSchema = z.looseObject({
  file: z.object({}).nullish(),
  transcript: z.object({}).nullish(),
});
type Attached = { hasFile: boolean; hasTranscript: boolean };

const nameOf = (row: RecordingRow): string =>
  [row.topic ?? 'Recording', row.recordingStart?.toISOString().slice(0, 10), row.recordingType]
    .filter(Boolean)
    .join(' ');

/** What no later try can change. */
const isFinal = ({ kind }: DownloadFailure): boolean => kind === 'refused' || kind === 'gone';

/** The handler of `archive-recording`: copies one file from Zoom into the Media Library. */
export const createArchive = (deps: Deps): JobHandler => {
  const { database, rows, media, files, clock } = deps;
  const afterArchive = createAfterArchive(deps);
  const namesErased = createErasedNames(deps.withoutErased);
  let isBusy = false;

  const giveUp = async (row: RecordingRow, because: string): Promise<JobOutcome> => {
    await rows.update(row.id, { archiveState: 'failed', archiveError: because });
    deps.log.warn(`zoom: recording ${row.documentId} was not archived: ${because}`);
    return withdraw(row);
  };

  /** Nothing stays at the provider of what no file of the Media Library stands for. */
  const withdraw = async ({ archiveKey: key, ...row }: RecordingRow): Promise<JobOutcome> => {
    const kind = fileKind(row);
    if (key === null || kind === null) return { kind: 'done' };
    try {
      await media.discard({ key, kind });
    } catch (error) {
      deps.log.warn(`zoom: the half copy ${key} stays at the provider: ${errorWords(error)}`);
    }
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

  /** What belongs to the row by now: a copy, and of a transcript its text. */
  const attached = async ({ id }: RecordingRow): Promise<Attached> => {
    const found: unknown = await database
      .query(UID.recording)
      .findOne({ where: { id }, populate: ['file', 'transcript'] });
    const { file, transcript } = attachedSchema.parse(found);
    return { hasFile: file != null, hasTranscript: transcript != null };
  };

  const mayBeCopied = async (row: RecordingRow): Promise<boolean> =>
    row.isReleased || (await media.isPrivate());

  /** Not copied, since nobody may see it, or it is here no more. */
  const leave = async (row: RecordingRow): Promise<JobOutcome> => {
    if (await rows.findOne({ id: row.id })) await rows.update(row.id, NOT_COPIED);
    return withdraw(row);
  };

  /** Makes the upload a file of the Media Library; null where nobody may see the recording any more. */
  const attach = async (
    row: RecordingRow,
    { uploaded, bytes, job }: { uploaded: Record<string, unknown>; bytes: number; job: ClaimedJob }
  ): Promise<{ id: number } | null> =>
    await database.transaction(async () => {
      const now = await rows.lockIfThere(row.id);
      if (now === null || !(await mayBeCopied(now))) {
        await job.fence();
        return null;
      }
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

  const copy = async (
    { row, kind, key }: { row: RecordingRow; kind: FileKind; key: string },
    job: ClaimedJob
  ): Promise<JobOutcome | 'copied'> => {
    const path = await files.reserve(row.documentId);
    try {
      const progress = showProgress(rows, row);
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
      if (await namesErased(path, { run: row.instanceUuid, kind })) {
        return await giveUp(row, say('archive.namesErased'));
      }
      // A download takes long enough for somebody to hold the recording back, or for it to go.
      const now = await rows.findOne({ id: row.id });
      if (now === null || !(await mayBeCopied(now))) return await leave(row);
      const uploaded = await media.upload({
        ...{ path, bytes, kind, key, name: nameOf(row) },
        ...{ recordingRowId: row.id, signal: job.signal },
      });
      const file = await attach(row, { uploaded, bytes, job });
      if (file === null) return await leave(row);
      await media.announce(file);
      return 'copied';
    } finally {
      await files.remove(path);
    }
  };

  const work = async (row: RecordingRow, job: ClaimedJob): Promise<JobOutcome | 'copied'> => {
    await files.sweep(clock());
    const kind = fileKind(row);
    const because = await obstacle(row, kind);
    if (because !== null || kind === null) return giveUp(row, because ?? '');
    const noRoom = await files.refusal(row.fileSize);
    if (noRoom !== null) return tryLater(row, { because: noRoom, job });
    const key = row.archiveKey ?? `zoom_${randomBytes(16).toString('hex')}`;
    const running = await rows.update(row.id, {
      ...{ archiveState: 'running', archiveError: null, archivedBytes: 0 },
      archiveKey: key,
    });
    try {
      return await copy({ row: running, kind, key }, job);
    } catch (error) {
      if (!(error instanceof Error) || error.name === 'LeaseLostError') throw error;
      if (job.signal.aborted) throw error;
      const because_ = error instanceof ZoomError ? error.reason : errorWords(error).slice(0, 300);
      return tryLater(running, { because: because_, job });
    }
  };

  /** One file at a time, and only what may be copied and is not yet. */
  const workInTurn = async (row: RecordingRow, job: ClaimedJob): Promise<JobOutcome | 'copied'> => {
    if (!(await mayBeCopied(row))) return leave(row);
    if (isBusy) return { kind: 'again', at: new Date(clock().getTime() + BUSY_MS) };
    isBusy = true;
    try {
      return await work(row, job);
    } finally {
      isBusy = false;
    }
  };

  return async (job) => {
    const { recordingRowId: id } = z.object({ recordingRowId: z.number() }).parse(job.payload);
    const row = await rows.findOne({ id });
    if (!row) return { kind: 'done' };
    const closed = deps.closedBecause();
    if (closed !== null) {
      return { kind: 'retry', at: new Date(clock().getTime() + HOUR_MS), because: closed };
    }
    if (!(await attached(row)).hasFile) {
      const outcome = await workInTurn(row, job);
      if (outcome !== 'copied') return outcome;
    }
    const copied = await rows.update(id, { archiveState: 'done' });
    return afterArchive(copied, { ...(await attached(copied)), job });
  };
};
