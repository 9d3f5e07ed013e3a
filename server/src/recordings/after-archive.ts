import type { ArchiveSettings } from '../../../contracts/recordings';
import { say } from '../../../contracts/sentences';
import type { ClaimedJob, JobOutcome } from '../jobs/types';
import { ZoomError } from '../zoom/errors';
import type { ZoomClient } from '../zoom/types';
import type { RecordingRow } from './recording-row';
import type { RecordingRows } from './recording-rows';

/** By then a transcript was read, or will not be. */
const TRANSCRIPT_MS = 10 * 60_000;
const MOST_WAITS = 12;

/**
 * What the settings want done with a recording in Zoom once its copy is safe. Repeated by the job
 * until it is done, since a process may be killed, or Zoom be away, between the two.
 */
export const createAfterArchive = (deps: {
  rows: Pick<RecordingRows, 'update'>;
  zoom: Pick<ZoomClient, 'trashRecordingFile'>;
  archive: () => ArchiveSettings;
  clock: () => Date;
}) => {
  /** @throws ZoomError where Zoom may do it later; the row says so meanwhile. */
  return async (
    row: RecordingRow,
    { hasTranscript, job }: { hasTranscript: boolean; job: ClaimedJob }
  ): Promise<JobOutcome> => {
    const { instanceUuid: uuid, zoomFileId: fileId } = row;
    const isWanted = deps.archive().afterwards === 'trash' && row.state === 'completed';
    if (!isWanted || fileId.startsWith('none-')) return { kind: 'done' };
    if (row.fileType === 'TRANSCRIPT' && !hasTranscript && job.attempts < MOST_WAITS) {
      const at = new Date(deps.clock().getTime() + TRANSCRIPT_MS);
      return { kind: 'retry', at, because: 'its text was not read yet' };
    }
    try {
      await deps.zoom.trashRecordingFile({ uuid, fileId, signal: job.signal });
      if (row.archiveError !== null) await deps.rows.update(row.id, { archiveError: null });
    } catch (error) {
      if (!(error instanceof ZoomError)) throw error;
      const archiveError = say('archive.staysInZoom', { because: error.reason });
      await deps.rows.update(row.id, { archiveError });
      if (error.retry !== 'never') throw error;
    }
    return { kind: 'done' };
  };
};
