import { z } from 'zod';
import { say } from '../../../contracts/sentences';
import { recordingKey } from '../domain/recording';
import { recordedRunSchema } from '../zoom/recording-wire';
import type { ZoomClient } from '../zoom/types';
import type { RecordingRow } from './recording-row';
import type { StoredEvents } from './stored-events';

/** A file's link with the token that it was given out with: they belong together. */
export type DownloadLink = { url: string; token: string };

/** `download_token` is good for 24 hours [Zoom, recording.completed]. */
const TOKEN_MS = 24 * 3600_000;

/** Zoom does not have the file, or does not have it yet. */
export type NoLink = { kind: 'gone' | 'unavailable'; because: string };

const eventBody = z.object({
  download_token: z.string().min(1),
  payload: z.looseObject({ object: recordedRunSchema }),
});

export type DownloadLinks = {
  /** From the webhook that told of the file, while its token holds. */
  fromWebhook(row: RecordingRow): Promise<DownloadLink | null>;
  /** A new one, asked of Zoom. @throws ZoomError */
  fromZoom(row: RecordingRow, signal: AbortSignal): Promise<DownloadLink | NoLink>;
};

export const createDownloadLinks = (deps: {
  events: Pick<StoredEvents, 'withToken'>;
  zoom: Pick<ZoomClient, 'listRecordings' | 'getTranscript' | 'downloadToken'>;
  clock: () => Date;
}): DownloadLinks => {
  const { events, zoom } = deps;

  const fromList = async (row: RecordingRow, signal: AbortSignal): Promise<DownloadLink | null> => {
    const asked = { idOrUuid: row.instanceUuid, withToken: true, signal };
    const answer = await zoom.listRecordings(asked);
    if (answer.kind === 'none' || answer.downloadToken === null) return null;
    const { run, downloadToken: token } = answer;
    const file = run.files.find((one) => recordingKey(run, one) === row.zoomFileId);
    return file?.downloadUrl ? { url: file.downloadUrl, token } : null;
  };

  /** One that Zoom's AI companion made: it is no file of a recording, and there need not be one. */
  const ofCompanion = async (
    row: RecordingRow,
    signal: AbortSignal
  ): Promise<DownloadLink | NoLink | null> => {
    const answer = await zoom.getTranscript({ idOrUuid: row.instanceUuid, signal });
    switch (answer.kind) {
      case 'ready':
        return { url: answer.downloadUrl, token: await zoom.downloadToken() };
      case 'not-ready':
        return {
          kind: 'unavailable',
          because: say('download.noTranscript', { because: answer.because }),
        };
      case 'none':
        return null;
      default: {
        const never: never = answer;
        return never;
      }
    }
  };

  return {
    fromWebhook: async (row) => {
      const since = new Date(deps.clock().getTime() - TOKEN_MS);
      for (const { body } of await events.withToken(row.instanceUuid, since)) {
        const read = eventBody.safeParse(body);
        if (!read.success) continue;
        const { object: run } = read.data.payload;
        const file = run.files.find((one) => recordingKey(run, one) === row.zoomFileId);
        if (file?.downloadUrl) return { url: file.downloadUrl, token: read.data.download_token };
      }
      return null;
    },

    fromZoom: async (row, signal) => {
      const listed = await fromList(row, signal);
      const link =
        listed ?? (row.fileType === 'TRANSCRIPT' ? await ofCompanion(row, signal) : null);
      return link ?? { kind: 'gone', because: say('download.unlisted') };
    },
  };
};
