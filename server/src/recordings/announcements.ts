import { z } from 'zod';
import { RECORDING_EVENT, UID, type RecordingEventName } from '../../../contracts/identifiers';
import { isReady } from '../domain/recording';
import type { Announce } from '../announcements';
import type { Database } from '../jobs/database';
import type { RecordingChange } from './recording-rows';

/** What listeners are told: whose it is and what it is, never a link, a passcode or a person. */
export type RecordingEventPayload = {
  session: { uid: string; documentId: string } | null;
  meeting: { documentId: string } | null;
  recording: { documentId: string; fileType: string | null; recordingType: string | null };
  transcript?: { documentId: string };
};

const text = z.string().nullish();
const recordSchema = z.object({
  documentId: z.string(),
  fileType: text,
  recordingType: text,
  meeting: z
    .object({ documentId: z.string(), sessionUid: text, sessionDocumentId: text })
    .nullish(),
  transcript: z.object({ documentId: z.string() }).nullish(),
});

export type Announcements = {
  /** In the transaction of the changes: tells the app of what can be seen now and could not before. */
  changed(changes: RecordingChange[]): Promise<void>;
  /** In the transaction that keeps a new or another transcript of a recording that can be seen. */
  transcribed(recordingRowId: number): Promise<void>;
};

export const createRecordingAnnouncements = (deps: {
  db: Database;
  announce: Announce;
}): Announcements => {
  const payloadOf = async (id: number): Promise<RecordingEventPayload | null> => {
    const found: unknown = await deps.db
      .query(UID.recording)
      .findOne({ where: { id }, populate: ['meeting', 'transcript'] });
    if (!found) return null;
    const { documentId, fileType, recordingType, meeting, transcript } = recordSchema.parse(found);
    const { sessionUid: uid, sessionDocumentId } = meeting ?? {};
    return {
      session: uid && sessionDocumentId ? { uid, documentId: sessionDocumentId } : null,
      meeting: meeting ? { documentId: meeting.documentId } : null,
      recording: {
        documentId,
        fileType: fileType ?? null,
        recordingType: recordingType ?? null,
      },
      ...(transcript ? { transcript: { documentId: transcript.documentId } } : {}),
    };
  };

  const tell = async (event: RecordingEventName, id: number): Promise<void> => {
    const payload = await payloadOf(id);
    if (payload) await deps.announce({ subject: `recording:${id}`, event, payload });
  };

  const hasTranscript = async (id: number): Promise<boolean> =>
    (await deps.db.query(UID.transcript).count({ where: { recording: { id } } })) > 0;

  return {
    changed: async (changes) => {
      for (const { before, after } of changes) {
        if (!isReady(after) || (before !== null && isReady(before))) continue;
        await tell(RECORDING_EVENT.ready, after.id);
        if (await hasTranscript(after.id)) await tell(RECORDING_EVENT.transcriptReady, after.id);
      }
    },
    transcribed: (id) => tell(RECORDING_EVENT.transcriptReady, id),
  };
};
