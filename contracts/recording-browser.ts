import { z } from 'zod';

import { say } from './sentences';
import { SHOWN_RECORDINGS } from './choices';
import { pageQuery } from './page';
import type { RecordingState, RecordingSummary } from './recordings';

const text = (max: number) =>
  z
    .string(say('field.text'))
    .trim()
    .max(max, say('field.atMostCharacters', { max: max }));
const moment = z.iso.datetime({
  offset: true,
  error: 'must be a moment such as 2026-03-02T10:00:00Z',
});

/** Query of `GET /zoom/recordings/runs`. */
export const recordingRunsSchema = z.object({
  ...pageQuery,
  /** Contained in the topic. */
  search: text(200).optional(),
  show: z
    .enum(SHOWN_RECORDINGS, say('field.oneOf', { choices: SHOWN_RECORDINGS.join(', ') }))
    .default('all'),
  from: moment.optional(),
  to: moment.optional(),
});
export type RecordingRunsQuery = z.output<typeof recordingRunsSchema>;

/** One row of `GET /zoom/recordings/runs`: what was recorded while a meeting ran. */
export type RecordingRun = {
  instanceUuid: string;
  meeting: RecordingSummary['meeting'];
  topic: string | null;
  startedAt: string | null;
  endedAt: string | null;
  /** `documentId` of the transcript that can be read; null: none. */
  transcript: string | null;
  files: RecordingSummary[];
};

const seconds = z.coerce
  .number('must be a number of seconds')
  .min(0, 'must not be negative')
  .max(604_800, 'must not be longer than a week');

/** Query of `GET /zoom/recordings/:documentId/player`. */
export const playerQuerySchema = z.object({
  /** Seconds from the recording's beginning. */
  at: seconds.default(0),
});

/**
 * How a recording can be played in the panel, inside `data`.
 * - `file`: its copy in the Media Library.
 * - `zoom`: on Zoom's own page, which is opened beside the panel. A bearer secret.
 */
export type Player =
  | { kind: 'file'; url: string; mime: string }
  | { kind: 'zoom'; url: string }
  | { kind: 'none'; because: 'processing' | 'gone' | 'no-link' };

/** Query of `GET /zoom/transcripts`. */
export const transcriptSearchSchema = z.object({
  ...pageQuery,
  search: text(200).min(2, 'must have at least 2 characters'),
  from: moment.optional(),
  to: moment.optional(),
});
export type TranscriptSearch = z.output<typeof transcriptSearchSchema>;

export type Cue = { start: number; end: number; speaker: string | null; text: string };

/** A place where what is searched for was said. */
export type Passage = {
  /** Seconds from the recording's beginning. */
  start: number;
  speaker: string | null;
  before: string;
  match: string;
  after: string;
};

export type TranscribedRecording = {
  documentId: string;
  topic: string | null;
  recordingStart: string | null;
  state: RecordingState;
  isReleased: boolean;
};

/** One row of `GET /zoom/transcripts`. */
export type TranscriptHit = {
  documentId: string;
  recording: TranscribedRecording | null;
  /** The first ones. */
  passages: Passage[];
  passageCount: number;
};

/** Answer of `GET /zoom/transcripts`: whether there are more is known, not how many. */
export type TranscriptHits = {
  data: TranscriptHit[];
  meta: { page: number; pageSize: number; hasMore: boolean };
};

/** Answer of `GET /zoom/transcripts/:documentId`, inside `data`. */
export type TranscriptText = {
  documentId: string;
  recording: TranscribedRecording | null;
  cues: Cue[];
};
