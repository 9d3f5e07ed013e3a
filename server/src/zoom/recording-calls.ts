import { say } from '../../../contracts/sentences';
import { ZoomMeetingGoneError, ZoomRefusedError } from './errors';
import { recordingListSchema, transcriptAnswerSchema } from './recording-wire';
import type { Sender } from './sender';
import type { ZoomClient } from './types';
import { toMeetingPathSegment } from './uuid-path';
import { nothingSchema } from './wire';

type RecordingCalls = Pick<ZoomClient, 'listRecordings' | 'getTranscript' | 'trashRecordingFile'>;

/** Long enough for a file of many gigabytes; Zoom takes up to 604,800. */
const DOWNLOAD_TOKEN_SECONDS = 6 * 3600;
/** There is no recording of this meeting, or not yet. */
const NO_RECORDING = 3301;
/** This meeting has no transcript, or not yet. */
const NO_TRANSCRIPT = 3322;

/** Zoom says that there is nothing (yet); also where it has forgotten the meeting itself. */
const isAbsent = (error: unknown, code: number): boolean =>
  error instanceof ZoomMeetingGoneError ||
  (error instanceof ZoomRefusedError && (error.code === code || error.status === 404));

export const createRecordingCalls = ({ send }: { send: Sender }): RecordingCalls => ({
  listRecordings: async ({ idOrUuid, withToken = false, signal }) => {
    const call = {
      endpoint: 'listRecordings',
      path: `/meetings/${toMeetingPathSegment(idOrUuid)}/recordings`,
      ...(withToken && {
        query: { include_fields: 'download_access_token', ttl: String(DOWNLOAD_TOKEN_SECONDS) },
      }),
      what: say('call.listRecordings', { id: idOrUuid }),
      host: null,
      signal,
    } as const;
    try {
      return { kind: 'listed', ...(await send(call, recordingListSchema)) };
    } catch (error) {
      if (isAbsent(error, NO_RECORDING)) return { kind: 'none' };
      throw error;
    }
  },

  getTranscript: async ({ idOrUuid, signal }) => {
    const call = {
      endpoint: 'getTranscript',
      path: `/meetings/${toMeetingPathSegment(idOrUuid)}/transcript`,
      what: say('call.readTranscript', { id: idOrUuid }),
      host: null,
      signal,
    } as const;
    try {
      const { downloadUrl, restriction } = await send(call, transcriptAnswerSchema);
      if (downloadUrl) return { kind: 'ready', downloadUrl };
      return { kind: 'not-ready', because: restriction ?? 'NOT_READY' };
    } catch (error) {
      if (isAbsent(error, NO_TRANSCRIPT)) return { kind: 'none' };
      throw error;
    }
  },

  trashRecordingFile: async ({ uuid, fileId, signal }) => {
    const call = {
      endpoint: 'deleteRecordingFile',
      path: `/meetings/${toMeetingPathSegment(uuid)}/recordings/${encodeURIComponent(fileId)}`,
      query: { action: 'trash' },
      what: say('call.trashRecording', { id: uuid }),
      host: null,
      signal,
    } as const;
    try {
      await send(call, nothingSchema);
      return { kind: 'trashed' };
    } catch (error) {
      if (isAbsent(error, NO_RECORDING)) return { kind: 'was-gone' };
      throw error;
    }
  },
});
