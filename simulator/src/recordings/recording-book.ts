import { randomBytes } from 'node:crypto';
import { newOpaqueToken } from '../identifiers';
import { newLinkKey, type RecordedFile, type Recording } from './recording';

/** One request for a file, at the download or the storage host. */
export interface LoggedDownload {
  host: 'zoom' | 'storage';
  fileId: string;
  hadAuthorization: boolean;
  status: number;
  /** Sent so far. */
  bytes: number;
  isOver: boolean;
}

/** How downloads go wrong; each stays so until it is changed. */
export interface DownloadSwitches {
  /** Answer 200 with a web page instead of the file, as Zoom does for want of a log-in. */
  html: boolean;
  /** Send on to the storage host, which refuses any Authorization. */
  redirect: boolean;
  /** Send on to here instead, whatever it is. */
  redirectTo: string | null;
  /** Serve one byte less than the file has. */
  isShort: boolean;
  /** Send no more than so many bytes until this is changed. */
  holdAtBytes: number | null;
  /** Close the connection after so many bytes. */
  breakAtBytes: number | null;
}

export const NO_DOWNLOAD_SWITCHES: DownloadSwitches = {
  html: false,
  redirect: false,
  redirectTo: null,
  isShort: false,
  holdAtBytes: null,
  breakAtBytes: null,
};

const WEBHOOK_TOKEN_MS = 24 * 3600_000;

/** Every cloud recording of the account, and the tokens that download them. */
export interface RecordingBook {
  /** That of an instance, made at its first use. */
  of(run: Pick<Recording, 'meetingId' | 'uuid' | 'hostId' | 'topic' | 'startedAt'>): Recording;
  byUuid(uuid: string): Recording | undefined;
  /** The latest of a meeting. */
  latestOf(meetingId: number): Recording | undefined;
  fileByKey(linkKey: string): { recording: Recording; file: RecordedFile } | undefined;
  everything(): Recording[];
  issueToken(uuid: string, lifetimeMs?: number): string;
  isTokenFor(token: string, uuid: string): boolean;
  expireTokens(): void;
  switches: DownloadSwitches;
  downloads: LoggedDownload[];
}

export function createRecordingBook(readNow: () => number): RecordingBook {
  const recordings = new Map<string, Recording>();
  const tokens = new Map<string, { uuid: string; expiresAt: number }>();

  return {
    of({ uuid, ...run }) {
      const known = recordings.get(uuid);
      if (known) return known;
      const made: Recording = {
        ...run,
        uuid,
        stoppedAt: null,
        password: randomBytes(4).toString('hex'),
        playPasscode: newLinkKey(),
        shareKey: newLinkKey(),
        files: [],
      };
      recordings.set(uuid, made);
      return made;
    },
    byUuid: (uuid) => recordings.get(uuid),
    latestOf: (meetingId) =>
      [...recordings.values()].filter((one) => one.meetingId === meetingId).at(-1),
    fileByKey(linkKey) {
      for (const recording of recordings.values()) {
        const file = recording.files.find((one) => one.linkKey === linkKey);
        if (file) return { recording, file };
      }
      return undefined;
    },
    everything: () => [...recordings.values()],
    issueToken(uuid, lifetimeMs = WEBHOOK_TOKEN_MS) {
      const token = newOpaqueToken();
      tokens.set(token, { uuid, expiresAt: readNow() + lifetimeMs });
      return token;
    },
    isTokenFor(token, uuid) {
      const known = tokens.get(token);
      return known !== undefined && known.uuid === uuid && known.expiresAt > readNow();
    },
    expireTokens: () => tokens.clear(),
    switches: { ...NO_DOWNLOAD_SWITCHES },
    downloads: [],
  };
}
