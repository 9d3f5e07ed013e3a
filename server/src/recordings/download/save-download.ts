import { createWriteStream } from 'node:fs';
import { Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { say } from '../../../../contracts/sentences';
import { HEAD_BYTES, notTheFile, type FileKind } from './file-kinds';
import { failed, type DownloadFailure, type OpenedDownload } from './outcome';

type Save = {
  download: OpenedDownload;
  /** Where to; made or replaced. */
  file: string;
  kind: FileKind;
  /** What Zoom says of the file's size, in bytes; null: it does not say. */
  size: number | null;
  /** More is not taken, whatever is said. */
  maxBytes: number;
  signal: AbortSignal;
  /** Called as bytes come, with how many there are. */
  onBytes: (bytes: number) => void;
};

/** A stop of the stream that is an outcome and no fault. */
class Refused extends Error {
  constructor(readonly failure: DownloadFailure) {
    super(failure.because);
  }
}

const announcedSize = ({ headers }: OpenedDownload): number | null => {
  const announced = Number(headers['content-length'] ?? Number.NaN);
  return Number.isSafeInteger(announced) ? announced : null;
};

/** Looks at what passes: the beginning, and how much. */
class Checked extends Transform {
  bytes = 0;
  private head = Buffer.alloc(0);

  constructor(private readonly save: Save) {
    super();
  }

  private lookAtHead(isEnd: boolean): Error | null {
    if (!isEnd && this.head.length < HEAD_BYTES) return null;
    const { kind, download } = this.save;
    const contentType = download.headers['content-type'];
    const because = notTheFile({ kind, contentType, head: this.head });
    return because === null ? null : new Refused(failed('not-the-file', because));
  }

  override _transform(chunk: Buffer, _encoding: string, done: TransformCallback): void {
    this.bytes += chunk.length;
    if (this.bytes > this.save.maxBytes) {
      const because = say('download.tooMuch', { expected: this.save.maxBytes });
      done(new Refused(failed('not-the-file', because)));
      return;
    }
    if (this.head.length < HEAD_BYTES) {
      this.head = Buffer.concat([this.head, chunk]).subarray(0, HEAD_BYTES);
      const problem = this.lookAtHead(false);
      if (problem) {
        done(problem);
        return;
      }
    }
    this.save.onBytes(this.bytes);
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    done(this.head.length < HEAD_BYTES ? this.lookAtHead(true) : null);
  }
}

/** Writes a download to a file and checks that it is the whole file that Zoom speaks of. */
export const saveDownload = async (
  save: Save
): Promise<{ kind: 'saved'; bytes: number } | DownloadFailure> => {
  const { download, size, signal } = save;
  const announced = announcedSize(download);
  // A web page has a size of its own, and the better reason comes of looking at it.
  const isPage = /text\/html/i.test(download.headers['content-type'] ?? '');
  if (!isPage && size !== null && announced !== null && announced !== size) {
    download.body.destroy();
    const because = say('download.otherSize', { announced, expected: size });
    return failed('not-the-file', because);
  }
  const checked = new Checked(save);
  try {
    await pipeline(download.body, checked, createWriteStream(save.file, { mode: 0o600 }), {
      signal,
    });
  } catch (error) {
    if (error instanceof Refused) return error.failure;
    if (signal.aborted) throw signal.reason;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOSPC') return failed('unavailable', say('download.diskFull'));
    return failed('unavailable', say('download.brokeOff', { bytes: checked.bytes, code }));
  }
  const expected = size ?? announced;
  if (expected !== null && checked.bytes !== expected) {
    const because = say('download.part', { bytes: checked.bytes, expected });
    return failed(checked.bytes < expected ? 'unavailable' : 'not-the-file', because);
  }
  if (checked.bytes === 0) return failed('not-the-file', say('download.empty'));
  return { kind: 'saved', bytes: checked.bytes };
};
