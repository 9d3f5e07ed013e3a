import { z } from 'zod';

import { UID } from '../../../../contracts/identifiers';
import type {
  TranscribedRecording,
  TranscriptHit,
  TranscriptHits,
  TranscriptSearch,
  TranscriptText,
} from '../../../../contracts/recording-browser';
import { findPassages } from '../../domain/passages';
import { whereContains } from '../../jobs/contains';
import { rowsOf, type Database } from '../../jobs/database';
import { relationTable, storedMoment, tableOf } from '../../jobs/relation-table';
import { toRecordingRow } from '../recording-row';

/** Of one transcript; the whole of it is a click away. */
const MOST_PASSAGES = 5;

const transcriptSchema = z.object({
  id: z.number(),
  documentId: z.string(),
  cues: z
    .array(
      z.object({
        start: z.number(),
        end: z.number(),
        speaker: z.string().nullable(),
        text: z.string(),
      })
    )
    .nullish()
    .transform((cues) => cues ?? []),
  recording: z.unknown().transform((record): TranscribedRecording | null => {
    if (record === null || record === undefined) return null;
    const { documentId, topic, recordingStart, state, isReleased } = toRecordingRow(record);
    return {
      ...{ documentId, topic, state, isReleased },
      recordingStart: recordingStart?.toISOString() ?? null,
    };
  }),
});

/** What was said in recordings, held back ones included: for people of the admin panel. */
export const createTranscriptSearch = (database: Database) => {
  /** The latest first, and one more than a page has: counting all would read every text. */
  const matching = async (query: TranscriptSearch): Promise<number[]> => {
    const { page, pageSize, search, from, to } = query;
    const table = tableOf(database, UID.transcript);
    const rows = rowsOf(database, table);
    whereContains(rows, ['text'], search.replace(/\s+/g, ' '));
    if (from !== undefined || to !== undefined) {
      const link = relationTable(database, { uid: UID.transcript, attribute: 'recording' });
      const inTime = rowsOf(database, tableOf(database, UID.recording));
      if (from !== undefined) inTime.where('recording_start', '>=', storedMoment(database, from));
      if (to !== undefined) inTime.where('recording_start', '<', storedMoment(database, to));
      rows.whereIn(
        'id',
        database.connection(link.table).whereIn(link.other, inTime.select('id')).select(link.own)
      );
    }
    const found: unknown = await rows
      .orderBy('id', 'desc')
      .limit(pageSize + 1)
      .offset((page - 1) * pageSize)
      .select('id');
    return z
      .array(z.object({ id: z.number() }))
      .parse(found)
      .map(({ id }) => id);
  };

  const toHit = (record: unknown, search: string): TranscriptHit & { id: number } => {
    const { id, documentId, cues, recording } = transcriptSchema.parse(record);
    const passages = findPassages(cues, search);
    return {
      ...{ id, documentId, recording },
      passages: passages.slice(0, MOST_PASSAGES),
      passageCount: passages.length,
    };
  };

  return {
    async find(query: TranscriptSearch): Promise<TranscriptHits> {
      const { page, pageSize, search } = query;
      const ids = await matching(query);
      const shown = ids.slice(0, pageSize);
      const records: unknown[] = await database
        .query(UID.transcript)
        .findMany({ where: { id: { $in: shown } }, populate: ['recording'] });
      const hits = new Map(
        records.map((record) => toHit(record, search)).map(({ id, ...hit }) => [id, hit])
      );
      return {
        data: shown.flatMap((id) => hits.get(id) ?? []),
        meta: { page, pageSize, hasMore: ids.length > pageSize },
      };
    },

    /** Null: there is no such transcript. */
    async read(documentId: string): Promise<TranscriptText | null> {
      const record: unknown = await database
        .query(UID.transcript)
        .findOne({ where: { documentId }, populate: ['recording'] });
      if (!record) return null;
      const { cues, recording } = transcriptSchema.parse(record);
      return { documentId, recording, cues };
    },
  };
};
