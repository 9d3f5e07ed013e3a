import type { ArchiveBacklog, ArchiveSettings } from '../../../contracts/recordings';
import { UID } from '../../../contracts/identifiers';
import { say } from '../../../contracts/sentences';
import type { Database } from '../jobs/database';
import type { Outbox } from '../jobs/types';
import type { FollowUps } from './follow-ups';
import { archiveJob } from './recording-jobs';
import { toRecordingRow, type RecordingRow } from './recording-row';
import type { RecordingRows } from './recording-rows';

const PAGE = 200;

/**
 * Recordings that came before the archive was switched on, or before their kind of file was chosen.
 * They are archived when a person asks for it, who sees first how many and how large they are.
 */
export const createArchiveBacklog = (deps: {
  database: Database;
  rows: Pick<RecordingRows, 'lock' | 'update'>;
  followUps: Pick<FollowUps, 'isWanted'>;
  archive: () => ArchiveSettings;
  outbox: Outbox;
}) => {
  const { database, rows, followUps, outbox } = deps;

  async function* missing(): AsyncGenerator<RecordingRow> {
    for (let last = 0; ; ) {
      const found: unknown[] = await database.query(UID.recording).findMany({
        where: {
          id: { $gt: last },
          state: 'completed',
          $or: [{ archiveState: 'none' }, { archiveState: { $null: true } }],
          fileType: { $in: deps.archive().fileTypes },
        },
        orderBy: { id: 'asc' },
        limit: PAGE,
      });
      const page = found.map(toRecordingRow);
      for (const row of page) if (await followUps.isWanted(row)) yield row;
      const end = page.at(-1)?.id;
      if (end === undefined || page.length < PAGE) return;
      last = end;
    }
  }

  const begin = async (id: number): Promise<void> => {
    await database.transaction(async () => {
      const now = await rows.lock(id);
      if (now.archiveState !== 'none' || !(await followUps.isWanted(now))) return;
      await rows.update(id, { archiveState: 'waiting', archiveError: null });
      await outbox.raise(archiveJob(id));
    });
  };

  /** @param isDryRun only counts. */
  return async ({ isDryRun }: { isDryRun: boolean }): Promise<ArchiveBacklog> => {
    const backlog = { files: 0, bytes: 0 };
    for await (const { id, fileSize } of missing()) {
      backlog.files += 1;
      backlog.bytes += fileSize ?? 0;
      if (!isDryRun) await begin(id);
    }
    const isStarted = !isDryRun && backlog.files > 0;
    const isOn = deps.archive().enabled;
    return { data: { isOn, ...backlog, isStarted }, warnings: isOn ? [] : [say('archive.off')] };
  };
};
