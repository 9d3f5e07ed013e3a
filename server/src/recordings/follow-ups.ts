import type { ArchiveSettings } from '../../../contracts/recordings';
import type { Outbox } from '../jobs/types';
import { archiveJob, transcriptJob } from './recording-jobs';
import type { RecordingRow } from './recording-row';
import type { RecordingChange, RecordingRows } from './recording-rows';

export type FollowUps = {
  /** Raises what a change calls for; to be called in the transaction that made it. */
  after(changes: RecordingChange[]): Promise<void>;
  /** Whether the settings want a copy of this file, as it stands now. */
  isWanted(row: RecordingRow): Promise<boolean>;
};

export const createFollowUps = (deps: {
  rows: Pick<RecordingRows, 'update'>;
  outbox: Outbox;
  archive: () => ArchiveSettings;
  /** Whether files in the Media Library can be read by those alone who are given a signed link. */
  isLibraryPrivate: () => Promise<boolean>;
}): FollowUps => {
  const isWanted = async (row: RecordingRow): Promise<boolean> => {
    const { enabled, fileTypes } = deps.archive();
    if (!enabled || row.state !== 'completed') return false;
    if (!fileTypes.some((type) => type === row.fileType)) return false;
    return row.isReleased || (await deps.isLibraryPrivate());
  };

  return {
    isWanted,
    after: async (changes) => {
      for (const { before, after } of changes) {
        const isNewlyDone = after.state === 'completed' && before?.state !== 'completed';
        if (after.fileType === 'TRANSCRIPT' && isNewlyDone) {
          await deps.outbox.raise(transcriptJob(after.id));
        }
        if (after.archiveState === 'none' && (await isWanted(after))) {
          await deps.rows.update(after.id, { archiveState: 'waiting', archiveError: null });
          await deps.outbox.raise(archiveJob(after.id));
        }
      }
    },
  };
};
