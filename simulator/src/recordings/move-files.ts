import type { World } from '../world';
import { hasId, type RecordedFile, type Recording } from './recording';
import { recordingMoved, recordingsMoved } from './recording-events';

export type Move = 'trashed' | 'deleted' | 'recovered';

const FROM: Record<Move, RecordedFile['place'][]> = {
  trashed: ['here'],
  deleted: ['here', 'trash'],
  recovered: ['trash'],
};
const TO: Record<Move, RecordedFile['place']> = {
  trashed: 'trash',
  deleted: 'gone',
  recovered: 'here',
};

/** Moves files of one recording (all, or those named) and gives those that moved. */
export function moveFiles(
  recording: Recording,
  { move, fileIds }: { move: Move; fileIds?: string[] | undefined }
): RecordedFile[] {
  const moved = recording.files.filter(
    (file) =>
      FROM[move].includes(file.place) &&
      (fileIds === undefined || (hasId(file) && fileIds.includes(file.id)))
  );
  for (const file of moved) file.place = TO[move];
  return moved;
}

/** As a person or a client does it: with the event that tells of it. */
export function moveAndTell(
  world: World,
  recordings: Recording[],
  { move, fileIds, asBatch }: { move: Move; fileIds?: string[] | undefined; asBatch: boolean }
): number {
  const moved = recordings
    .map((recording) => ({ recording, files: moveFiles(recording, { move, fileIds }) }))
    .filter(({ files }) => files.length > 0);
  if (asBatch) {
    if (moved.length > 0)
      world.webhooks.emit(recordingsMoved(world, `recording.batch_${move}`, moved));
  } else {
    for (const one of moved) world.webhooks.emit(recordingMoved(world, `recording.${move}`, one));
  }
  return moved.reduce((sum, { files }) => sum + files.length, 0);
}
