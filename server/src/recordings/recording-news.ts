import { z } from 'zod';
import type { RecordingState } from '../../../contracts/recordings';
import type { RecordedRun, RecordingFile } from '../domain/recording';
import { recordedRunSchema } from '../zoom/recording-wire';

/** What a stored event, or a list, says about recorded files. `at`: Zoom's time, epoch ms. */
export type RecordingNews =
  /** Files with all their details; `state` null: as each file says itself. */
  | { kind: 'files'; run: RecordedRun; state: RecordingState | null; at: number }
  /** Files by id only, or all files of a run. */
  | { kind: 'moved'; uuid: string; fileIds: string[] | 'all'; state: RecordingState; at: number }
  | { kind: 'renamed'; uuid: string; topic: string; at: number };

export type ReadNews =
  | { kind: 'news'; news: RecordingNews[] }
  /** An event about recordings that changes no file (started, paused, stopped, storage used). */
  | { kind: 'none' }
  /** `because` names the field and never its value. */
  | { kind: 'malformed'; because: string };

const filesBody = z.object({ payload: z.looseObject({ object: recordedRunSchema }) });

const renamedBody = z.object({
  payload: z.looseObject({
    object: z.looseObject({ uuid: z.string().min(1), topic: z.string() }),
    time_stamp: z.union([z.number(), z.string()]).nullish(),
  }),
});

/** A transcript of Zoom's AI companion: with a file id, and without a recording. */
const companionBody = z.object({
  payload: z.looseObject({
    object: z.looseObject({
      meeting_uuid: z.string().min(1).max(255),
      meeting_topic: z.string().nullish(),
      file_id: z.string().min(1),
    }),
  }),
});

const uuidsBody = z.object({
  payload: z.looseObject({
    object: z.looseObject({
      meeting_uuids: z.array(z.string()).nullish(),
      meetings: z
        .array(
          z.looseObject({
            meeting_uuid: z.string(),
            recording_file_ids: z.array(z.string()).nullish(),
          })
        )
        .nullish(),
    }),
  }),
});

const moved =
  (state: RecordingState) =>
  (body: unknown, at: number): RecordingNews[] => {
    const { object } = uuidsBody.parse(body).payload;
    return [
      ...(object.meeting_uuids ?? []).map(
        (uuid): RecordingNews => ({ kind: 'moved', uuid, fileIds: 'all', state, at })
      ),
      ...(object.meetings ?? []).map(
        ({ meeting_uuid: uuid, recording_file_ids: ids }): RecordingNews => ({
          kind: 'moved',
          uuid,
          fileIds: ids && ids.length > 0 ? ids : 'all',
          state,
          at,
        })
      ),
    ];
  };

const files =
  (state: RecordingState | null) =>
  (body: unknown, at: number): RecordingNews[] => [
    { kind: 'files', run: filesBody.parse(body).payload.object, state, at },
  ];

const renamed = (body: unknown, at: number): RecordingNews[] => {
  const { object, time_stamp: told } = renamedBody.parse(body).payload;
  const changedAt = Number(told ?? Number.NaN);
  const moment = Number.isFinite(changedAt) && changedAt > 0 ? changedAt : at;
  return [{ kind: 'renamed', uuid: object.uuid, topic: object.topic, at: moment }];
};

const companionTranscript = (body: unknown, at: number): RecordingNews[] => {
  const { object } = companionBody.parse(body).payload;
  const file: RecordingFile = {
    id: object.file_id,
    fileType: 'TRANSCRIPT',
    fileExtension: 'VTT',
    recordingType: 'audio_transcript',
    ...{ recordingStart: null, recordingEnd: null, fileSize: null, fileName: null },
    ...{ playUrl: null, downloadUrl: null, status: 'completed' },
  };
  const run: RecordedRun = {
    uuid: object.meeting_uuid,
    topic: object.meeting_topic ?? null,
    playPasscode: null,
    passcode: null,
    files: [file],
  };
  return [{ kind: 'files', run, state: null, at }];
};

/** The event beside `recording.…` that tells of a file. */
export const COMPANION_TRANSCRIPT = 'meeting.aic_transcript_completed';

const READERS: Record<string, (body: unknown, at: number) => RecordingNews[]> = {
  'recording.completed': files(null),
  'recording.transcript_completed': files(null),
  'recording.trashed': files('trashed'),
  'recording.deleted': files('deleted'),
  'recording.recovered': files('completed'),
  'recording.renamed': renamed,
  [COMPANION_TRANSCRIPT]: companionTranscript,
  'recording.batch_trashed': moved('trashed'),
  'recording.batch_deleted': moved('deleted'),
  'recording.batch_recovered': moved('completed'),
};

/** Events that name files, or runs, whose own event may still be on its way. */
export const SPEAKS_OF_OTHERS: readonly string[] = [
  'recording.renamed',
  'recording.batch_trashed',
  'recording.batch_deleted',
  'recording.batch_recovered',
];

/** Reads a stored event, its secrets put back. @param at Zoom's time of the event, epoch ms. */
export const readRecordingNews = (input: {
  event: string;
  body: unknown;
  at: number;
}): ReadNews => {
  const read = Object.hasOwn(READERS, input.event) ? READERS[input.event] : undefined;
  if (!read) return { kind: 'none' };
  try {
    return { kind: 'news', news: read(input.body, input.at) };
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const [issue] = error.issues;
    const because = issue ? `${issue.path.join('.')}: ${issue.message}` : 'not as documented';
    return { kind: 'malformed', because };
  }
};

/** The runs that news are about. */
export const runsIn = (news: RecordingNews[]): string[] => [
  ...new Set(news.map((one) => (one.kind === 'files' ? one.run.uuid : one.uuid))),
];
