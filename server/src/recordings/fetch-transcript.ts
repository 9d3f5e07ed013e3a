import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { UID } from '../../../contracts/identifiers';
import { declaredLanguage, transcriptText, type TranscriptCue } from '../domain/transcript';
import type { SessionKey } from '../domain/session';
import { retryDelayMs } from '../domain/retry-delay';
import type { Database, JobLog } from '../jobs/database';
import type { ClaimedJob, JobHandler, JobOutcome } from '../jobs/types';
import type { Announcements } from './announcements';
import type { TemporaryFiles } from './download/temporary-files';
import type { WithoutErased } from './erased-names';
import type { FetchFile } from './fetch-file';
import { MOST_VTT_BYTES, readCues } from './read-cues';
import type { RecordingRow } from './recording-row';
import type { RecordingRows } from './recording-rows';

const HOUR_MS = 3600_000;
const MOST_TRIES = 10;
const PACE = { baseMs: 30_000, capMs: HOUR_MS };
const VTT = { extension: '.vtt', mime: 'text/vtt' };

type Deps = {
  database: Database;
  rows: RecordingRows;
  files: TemporaryFiles;
  fetchFile: FetchFile;
  announcements: Announcements;
  withoutErased: WithoutErased;
  /** The language that a session is planned in; what is spoken is mostly that. */
  localeOf: (session: SessionKey) => Promise<string | null>;
  closedBecause: () => string | null;
  clock: () => Date;
  random: () => number;
  log: JobLog;
};

type Told = { cues: TranscriptCue[]; language: string | null };

const recordedSchema = z.looseObject({
  meeting: z
    .looseObject({ sessionUid: z.string().nullish(), sessionDocumentId: z.string().nullish() })
    .nullish(),
});

/** The handler of `fetch-transcript`: a recording's transcript file becomes text and cues. */
export const createTranscripts = (deps: Deps): JobHandler => {
  const { database, rows, files, clock } = deps;

  const tryLater = (
    because: string,
    { row, job }: { row: RecordingRow; job: ClaimedJob }
  ): JobOutcome => {
    const failures = job.attempts + 1;
    if (failures >= MOST_TRIES) {
      deps.log.warn(`zoom: the transcript of recording ${row.documentId} was not read: ${because}`);
      return { kind: 'done' };
    }
    const waitMs = retryDelayMs({ failures, random: deps.random(), ...PACE });
    return { kind: 'retry', at: new Date(clock().getTime() + waitMs), because };
  };

  const languageOf = async (row: RecordingRow, vtt: string): Promise<string | null> => {
    const declared = declaredLanguage(vtt);
    if (declared !== null) return declared;
    const found: unknown = await database
      .query(UID.recording)
      .findOne({ where: { id: row.id }, populate: ['meeting'] });
    const { meeting } = recordedSchema.parse(found);
    const { sessionUid: uid, sessionDocumentId: documentId } = meeting ?? {};
    return uid && documentId ? deps.localeOf({ uid, documentId }) : null;
  };

  const save = async (row: RecordingRow, told: Told, job: ClaimedJob): Promise<void> =>
    await database.transaction(async () => {
      const { isReleased } = await rows.lock(row.id);
      const { cues, language } = told;
      const text = transcriptText(cues);
      const query = database.query(UID.transcript);
      const found: unknown = await query.findOne({ where: { recording: { id: row.id } } });
      const known = z
        .looseObject({ id: z.number(), text: z.string().nullish(), language: z.string().nullish() })
        .nullish();
      const before = known.parse(found);
      if (!before) await query.create({ data: { text, cues, language, recording: row.id } });
      else if (before.text !== text || before.language !== language) {
        await query.update({ where: { id: before.id }, data: { text, cues, language } });
      }
      if (isReleased && before?.text !== text) await deps.announcements.transcribed(row.id);
      await job.fence();
    });

  const read = async (row: RecordingRow, job: ClaimedJob): Promise<JobOutcome> => {
    const path = await files.reserve(`vtt-${row.documentId}`);
    try {
      const fetched = await deps.fetchFile({
        ...{ row, kind: VTT, file: path, maxBytes: MOST_VTT_BYTES },
        ...{ signal: job.signal, onBytes: () => undefined },
      });
      if (fetched.kind !== 'saved') return tryLater(fetched.because, { row, job });
      const vtt = await readFile(path, 'utf8');
      const cues = await deps.withoutErased(row.instanceUuid, readCues(vtt));
      await save(row, { cues, language: await languageOf(row, vtt) }, job);
      return { kind: 'done' };
    } finally {
      await files.remove(path);
    }
  };

  return async (job) => {
    const { recordingRowId } = z.object({ recordingRowId: z.number() }).parse(job.payload);
    const row = await rows.findOne({ id: recordingRowId });
    if (row?.state !== 'completed') return { kind: 'done' };
    const because = deps.closedBecause();
    if (because !== null) {
      return { kind: 'retry', at: new Date(clock().getTime() + HOUR_MS), because };
    }
    return read(row, job);
  };
};
