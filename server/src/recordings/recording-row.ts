import { z } from 'zod';
import { ARCHIVE_STATES, RECORDING_STATES } from '../../../contracts/recordings';
import type { RecordingDetails, RecordingStanding } from '../domain/recording';

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const moment = z
  .union([z.date(), z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? null : new Date(value)));
/** A `biginteger` comes as a text from some drivers. */
const count = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? null : Number(value)));
/** MySQL and SQLite keep 0 and 1. */
const flag = z
  .union([z.boolean(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? null : Boolean(value)));

const rowSchema = z.object({
  id: z.number(),
  documentId: z.string(),
  zoomFileId: z.string(),
  instanceUuid: text,
  fileType: text,
  fileExtension: text,
  recordingType: text,
  fileSize: count,
  recordingStart: moment,
  recordingEnd: moment,
  topic: text,
  playUrl: text,
  downloadUrl: text,
  passcode: text,
  state: z.enum(RECORDING_STATES),
  stateAt: count,
  detailsAt: count,
  isReleased: flag,
  archiveState: z
    .enum(ARCHIVE_STATES)
    .nullish()
    .transform((state) => state ?? 'none'),
  archiveError: text,
  archivedBytes: count,
  archiveKey: text,
  archivedAt: moment,
});
type Columns = z.infer<typeof rowSchema>;

/** A row of `plugin::zoom.recording`, as this module reads it. */
export type RecordingRow = Omit<Columns, 'instanceUuid' | 'isReleased'> & {
  instanceUuid: string;
  isReleased: boolean;
};

/** What may be written to a row, by attribute. */
export type RecordingPatch = Partial<Omit<Columns, 'id' | 'documentId' | 'zoomFileId'>>;

/** @throws ZodError when a column is not what this plugin writes. */
export const toRecordingRow = (record: unknown): RecordingRow => {
  const columns = rowSchema.parse(record);
  return {
    ...columns,
    instanceUuid: columns.instanceUuid ?? '',
    // Where nobody said that it may be seen, it may not.
    isReleased: columns.isReleased ?? false,
  };
};

export const standingOf = ({ state, stateAt }: RecordingRow): RecordingStanding => ({
  state,
  stateAt: stateAt ?? 0,
});

export const detailsOf = (row: RecordingRow): RecordingDetails => ({
  instanceUuid: row.instanceUuid,
  fileType: row.fileType,
  fileExtension: row.fileExtension,
  recordingType: row.recordingType,
  fileSize: row.fileSize,
  recordingStart: row.recordingStart,
  recordingEnd: row.recordingEnd,
  topic: row.topic,
  playUrl: row.playUrl,
  downloadUrl: row.downloadUrl,
  passcode: row.passcode,
});

/** The files that a class is heard or seen in. */
export const isMedia = ({ fileType }: Pick<RecordingRow, 'fileType'>): boolean =>
  fileType === 'MP4' || fileType === 'M4A';

/** Files that say in writing what is said in the recording: held back together with it. */
export const SPOKEN_WORDS: readonly string[] = ['TRANSCRIPT', 'CC', 'SUMMARY'];
