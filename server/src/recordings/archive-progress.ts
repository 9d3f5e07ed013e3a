import type { RecordingRow } from './recording-row';
import type { RecordingRows } from './recording-rows';

const PROGRESS_MS = 1000;

/** Writes to the row how far its download is, at most once a second. */
export const showProgress = (rows: Pick<RecordingRows, 'update'>, row: RecordingRow) => {
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
