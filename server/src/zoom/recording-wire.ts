import { z } from 'zod';

import type { RecordedRun, RecordingFile } from '../domain/recording';
import { textOrNull } from './wire-fields';

/** A moment Zoom may leave out or leave empty; one that cannot be read is as good as none. */
const moment = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => (value && !Number.isNaN(Date.parse(value)) ? new Date(value) : null));

/** A size: documented as a number, and a text in some answers. */
const wholeNumberOrNull = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((value) => {
    const size = typeof value === 'string' ? Number(value || Number.NaN) : (value ?? Number.NaN);
    return Number.isSafeInteger(size) && size >= 0 ? size : null;
  });

const fileSchema = z
  .object({
    id: textOrNull,
    recording_start: moment,
    recording_end: moment,
    file_type: textOrNull,
    file_extension: textOrNull,
    recording_type: textOrNull,
    file_size: wholeNumberOrNull,
    file_name: textOrNull,
    play_url: textOrNull,
    download_url: textOrNull,
    status: textOrNull,
  })
  .transform(
    (file): RecordingFile => ({
      id: file.id,
      recordingStart: file.recording_start,
      recordingEnd: file.recording_end,
      fileType: file.file_type,
      fileExtension: file.file_extension,
      recordingType: file.recording_type,
      fileSize: file.file_size,
      fileName: file.file_name,
      playUrl: file.play_url,
      downloadUrl: file.download_url,
      status: file.status,
    })
  );

/**
 * The recorded files of one run: `object` of a webhook, or an answer of the REST API. Tracks of
 * single participants (`participant_audio_files`) are left out: raw material, named after people.
 */
export const recordedRunSchema = z
  .object({
    uuid: z.string().min(1).max(255),
    topic: textOrNull,
    recording_play_passcode: textOrNull,
    password: textOrNull,
    recording_files: z
      .array(fileSchema)
      .nullish()
      .transform((files) => files ?? []),
  })
  .transform(
    (run): RecordedRun => ({
      uuid: run.uuid,
      topic: run.topic,
      playPasscode: run.recording_play_passcode,
      passcode: run.password,
      files: run.recording_files,
    })
  );

/** Answer of GET /meetings/{meetingId}/recordings. */
export const recordingListSchema = z
  .looseObject({ download_access_token: textOrNull })
  .transform((answer, context) => {
    const run = recordedRunSchema.safeParse(answer);
    if (run.success) return { run: run.data, downloadToken: answer.download_access_token };
    for (const { path, message } of run.error.issues) {
      context.addIssue({ code: 'custom', path, message });
    }
    return z.NEVER;
  });

/** Answer of GET /meetings/{meetingId}/transcript. */
export const transcriptAnswerSchema = z
  .object({
    can_download: z.boolean().nullish(),
    download_url: textOrNull,
    download_restriction_reason: textOrNull,
  })
  .transform((answer) => ({
    downloadUrl: answer.can_download === false ? null : answer.download_url,
    restriction: answer.download_restriction_reason,
  }));
