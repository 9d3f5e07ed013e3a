import { z } from 'zod';

import { UID } from '../../../contracts/identifiers';
import { errorText } from '../jobs/error-text';
import type { Database, JobLog } from '../jobs/database';

const PAGE = 50;

export type RecordingPrune = {
  database: Database;
  signal: AbortSignal;
  /** The media attributes of recordings and of transcripts, by name. */
  media: { recording: string[]; transcript: string[] };
  /** Removes a file from the Media Library and from where it is stored. */
  removeFile: (file: unknown) => Promise<void>;
  log: JobLog;
};

const transcriptSchema = z.looseObject({ id: z.number().int() });
const recordingSchema = z.looseObject({
  id: z.number().int(),
  documentId: z.string(),
  transcript: transcriptSchema.nullish(),
});

const filesOf = (row: Record<string, unknown>, attributes: string[]): unknown[] =>
  attributes.flatMap((name) => row[name] ?? []);

/**
 * Removes recordings that ended before `endedBefore` with their transcripts and archived files.
 * Zoom is told nothing. One whose file cannot be removed is kept and tried again the next day.
 */
export const pruneRecordings = async (
  { database, signal, media, removeFile, log }: RecordingPrune,
  endedBefore: Date
): Promise<{ recordings: number; transcripts: number; files: number }> => {
  const removed = { recordings: 0, transcripts: 0, files: 0 };
  const populate = Object.fromEntries(media.recording.map((name) => [name, true]));
  const ofTranscript = Object.fromEntries(media.transcript.map((name) => [name, true]));
  for (let lastId = 0; !signal.aborted; ) {
    const rows: unknown[] = await database.query(UID.recording).findMany({
      where: {
        id: { $gt: lastId },
        $or: [
          { recordingEnd: { $lt: endedBefore } },
          { recordingEnd: { $null: true }, createdAt: { $lt: endedBefore } },
        ],
      },
      populate: { ...populate, transcript: { populate: ofTranscript } },
      orderBy: { id: 'asc' },
      limit: PAGE,
    });
    const recordings = rows.map((row) => recordingSchema.parse(row));
    for (const recording of recordings) {
      const { transcript } = recording;
      try {
        const files = [
          ...filesOf(recording, media.recording),
          ...(transcript ? filesOf(transcript, media.transcript) : []),
        ];
        for (const file of files) await removeFile(file);
        removed.files += files.length;
        if (transcript) {
          await database.query(UID.transcript).delete({ where: { id: transcript.id } });
          removed.transcripts += 1;
        }
        await database.query(UID.recording).delete({ where: { id: recording.id } });
        removed.recordings += 1;
      } catch (error) {
        log.error(`zoom: recording ${recording.documentId} not removed: ${errorText(error)}`);
      }
    }
    const last = recordings.at(-1);
    if (last === undefined) break;
    lastId = last.id;
  }
  return removed;
};
