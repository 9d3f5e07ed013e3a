import { z } from 'zod';

import { say } from './sentences';
import { AFTER_ARCHIVE, RECORDING_FILE_TYPES, type RecordingFileType } from './choices';

/** Where a recorded file stands in Zoom. */
export const RECORDING_STATES = ['processing', 'completed', 'trashed', 'deleted'] as const;
export type RecordingState = (typeof RECORDING_STATES)[number];

/** Where the copy of a recorded file in the Media Library stands. */
export const ARCHIVE_STATES = ['none', 'waiting', 'running', 'done', 'failed'] as const;
export type ArchiveState = (typeof ARCHIVE_STATES)[number];

/** A recording as the admin panel shows it: never a link or a passcode. */
export type RecordingSummary = {
  documentId: string;
  meeting: { documentId: string; topic: string | null } | null;
  topic: string | null;
  fileType: string | null;
  recordingType: string | null;
  fileSize: number | null;
  recordingStart: string | null;
  recordingEnd: string | null;
  state: RecordingState;
  isReleased: boolean;
  hasTranscript: boolean;
  archive: {
    state: ArchiveState;
    bytes: number;
    /** Why it failed or waits, in words; null where there is nothing to say. */
    error: string | null;
  };
};

/** Answer of `GET /zoom/recordings`. */
export type RecordingList = {
  data: RecordingSummary[];
  meta: { pagination: { page: number; pageSize: number; total: number } };
};

/** Answer of `POST /zoom/recordings/:documentId/release|hold|archive`. */
export type RecordingChanged = { data: RecordingSummary; warnings: string[] };

/** Answer of `POST /zoom/recordings/archive`: recordings that have no copy and should have one. */
export type ArchiveBacklog = {
  data: { isOn: boolean; files: number; bytes: number; isStarted: boolean };
  warnings: string[];
};

const archiveMessage = say('field.fileTypes', { types: RECORDING_FILE_TYPES.join(', ') });

/** The part `archive` of `PUT /zoom/settings`: partial. */
export const archiveUpdateSchema = z.strictObject({
  enabled: z.boolean().optional(),
  fileTypes: z.array(z.enum(RECORDING_FILE_TYPES, archiveMessage)).max(20).optional(),
  afterwards: z.enum(AFTER_ARCHIVE).optional(),
});
export type ArchiveUpdate = z.infer<typeof archiveUpdateSchema>;

/** Copies of recordings in the app's Media Library. */
export type ArchiveSettings = {
  enabled: boolean;
  fileTypes: RecordingFileType[];
  afterwards: (typeof AFTER_ARCHIVE)[number];
};

export const DEFAULT_ARCHIVE: ArchiveSettings = {
  enabled: false,
  fileTypes: ['MP4'],
  afterwards: 'keep',
};
