import { ZoomError } from '../zoom/errors';
import type { DownloadLinks } from './download-links';
import type { FileKind } from './download/file-kinds';
import type { Downloads } from './download/open-download';
import type { DownloadFailure } from './download/outcome';
import { saveDownload } from './download/save-download';
import type { RecordingRow } from './recording-row';

type Fetch = {
  row: RecordingRow;
  kind: FileKind;
  /** Where to. */
  file: string;
  maxBytes: number;
  signal: AbortSignal;
  onBytes: (bytes: number) => void;
};

export type Fetched = { kind: 'saved'; bytes: number } | DownloadFailure;

/** Fetches a recorded file into a local one, checked. Throws only what Zoom's API says. */
export type FetchFile = (input: Fetch) => Promise<Fetched>;

/** Another link may do better: its token had run out, or it leads to a log-in. */
const mayBeTheLink = ({ kind }: Fetched): boolean =>
  kind === 'unauthorised' || kind === 'not-the-file' || kind === 'gone';

/**
 * With the link of the webhook first, which costs no call, then with a new one: links end after a
 * day, and after a file was in the trash.
 */
export const createFetchFile = (deps: {
  links: DownloadLinks;
  downloads: Downloads;
}): FetchFile => {
  const { links, downloads } = deps;

  const fetchFrom = async (
    link: { url: string; token: string },
    { row, signal, ...save }: Fetch
  ): Promise<Fetched> => {
    const download = await downloads.open({ ...link, signal });
    if (download.kind !== 'opened') return download;
    return saveDownload({ ...save, download, size: row.fileSize, signal });
  };

  return async (input) => {
    const told = await links.fromWebhook(input.row);
    const first = told === null ? null : await fetchFrom(told, input);
    if (first !== null && !mayBeTheLink(first)) return first;
    try {
      const fresh = await links.fromZoom(input.row, input.signal);
      if (!('kind' in fresh)) return await fetchFrom(fresh, input);
      return first ?? fresh;
    } catch (error) {
      // What the webhook's link led to says more than that no new one could be had.
      if (first === null || !(error instanceof ZoomError)) throw error;
      return first;
    }
  };
};
