import type { IncomingHttpHeaders } from 'node:http';

/** What became of a download. Messages name hosts, never paths or queries: those are secrets. */
export type DownloadFailure =
  /** It will not be fetched from there, now or later. */
  | { kind: 'refused'; because: string }
  /** The token is not, or no longer, accepted. */
  | { kind: 'unauthorised'; because: string }
  /** There is no such file any more. */
  | { kind: 'gone'; because: string }
  /** A web page, a cut file: what came is not the file. */
  | { kind: 'not-the-file'; because: string }
  /** The network, or the server, at the moment. */
  | { kind: 'unavailable'; because: string };

export type OpenedDownload = {
  kind: 'opened';
  status: number;
  headers: IncomingHttpHeaders;
  body: NodeJS.ReadableStream & { destroy(error?: Error): unknown };
};

export const failed = <Kind extends DownloadFailure['kind']>(
  kind: Kind,
  because: string
): { kind: Kind; because: string } => ({ kind, because });
