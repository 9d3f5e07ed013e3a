import { z } from 'zod';

import { UID } from '../../../contracts/identifiers';
import { say } from '../../../contracts/sentences';
import type { RecordingOfPerson } from '../../../contracts/people';
import { cuesOf, withoutSpeakers } from '../domain/person-in-transcript';
import { transcriptText, type TranscriptCue } from '../domain/transcript';
import type { Database } from '../jobs/database';
import type { Person } from './person';

/** Ids of one statement. */
const BATCH = 100;
/** Files that say in writing who said what. */
const WRITTEN = ['TRANSCRIPT', 'CC'];

const cueSchema = z.object({
  start: z.number(),
  end: z.number(),
  speaker: z.string().nullable(),
  text: z.string(),
});
const recordingSchema = z.looseObject({
  id: z.number().int(),
  documentId: z.string(),
  topic: z.string().nullish(),
  instanceUuid: z.string().nullish(),
  fileType: z.string().nullish(),
  recordingStart: z.coerce.date().nullish(),
  file: z.looseObject({ id: z.number().int(), name: z.string() }).nullish(),
  transcript: z
    .looseObject({ id: z.number().int(), cues: z.array(cueSchema).nullish().catch(null) })
    .nullish(),
});
type Recording = z.infer<typeof recordingSchema>;

export type TranscriptsErased = { found: number; anonymised: number; filesRemoved: number };

export const createTranscriptsOfPerson = (deps: {
  database: Database;
  /** Removes a file from the Media Library and from where it is stored. */
  removeFile: (file: unknown) => Promise<void>;
}) => {
  const { database } = deps;

  /** Recorded files of the runs that the person was in. */
  async function* recordings(person: Person): AsyncGenerator<Recording> {
    const runs = [...person.runs];
    for (let from = 0; from < runs.length; from += BATCH) {
      const some = runs.slice(from, from + BATCH);
      const rows: unknown[] = await database.query(UID.recording).findMany({
        where: { instanceUuid: { $in: some } },
        populate: ['transcript', 'file'],
        orderBy: { id: 'asc' },
      });
      const found = rows.map((row) => recordingSchema.parse(row));
      // To MySQL two runs that differ by case alone are one.
      yield* found.filter(({ instanceUuid }) => some.includes(instanceUuid ?? ''));
    }
  }

  const cuesIn = ({ transcript }: Recording): TranscriptCue[] => transcript?.cues ?? [];

  const removeCopy = async ({ id, file, fileType }: Recording): Promise<boolean> => {
    if (!file || !WRITTEN.includes(fileType ?? '')) return false;
    await deps.removeFile(file);
    await database
      .query(UID.recording)
      .update({
        where: { id },
        data: { archiveState: 'failed', archiveError: say('archive.personErased') },
      });
    return true;
  };

  return {
    /** What the person says in transcripts, and where others name them. */
    find: async (person: Person): Promise<Record<string, unknown>[]> => {
      const found: Record<string, unknown>[] = [];
      for await (const recording of recordings(person)) {
        const cues = cuesOf(cuesIn(recording), [...person.names]);
        const { documentId, topic = null } = recording;
        if (cues.length > 0) found.push({ recording: documentId, topic, cues });
      }
      return found;
    },

    /** What a person has to look at: recorded files without a transcript here, and archived copies. */
    toJudge: async (person: Person): Promise<RecordingOfPerson[]> => {
      const found: RecordingOfPerson[] = [];
      for await (const recording of recordings(person)) {
        const { documentId, topic = null, fileType = null, recordingStart, file } = recording;
        if (recording.transcript && !file) continue;
        found.push({
          documentId,
          topic,
          fileType,
          recordingStart: recordingStart?.toISOString() ?? null,
          file: file ? { id: file.id, name: file.name } : null,
        });
      }
      return found;
    },

    /** Takes the name out of transcripts, and removes written copies that have it. */
    anonymise: async (person: Person): Promise<TranscriptsErased> => {
      const done = { found: 0, anonymised: 0, filesRemoved: 0 };
      const runs = new Set<string>();
      for await (const recording of recordings(person)) {
        const { cues, changed } = withoutSpeakers(cuesIn(recording), [...person.names]);
        if (changed === 0 || !recording.transcript) continue;
        done.found += 1;
        await database.query(UID.transcript).update({
          where: { id: recording.transcript.id },
          data: { cues, text: transcriptText(cues) },
        });
        done.anonymised += 1;
        runs.add(recording.instanceUuid ?? '');
      }
      for await (const recording of recordings({ ...person, runs })) {
        if (await removeCopy(recording)) done.filesRemoved += 1;
      }
      return done;
    },
  };
};
