import { say } from '../../../../contracts/sentences';

/** How a file of Zoom's is named and served, by its extension (`file_extension`). */
const KINDS: Record<string, { extension: string; mime: string }> = {
  MP4: { extension: '.mp4', mime: 'video/mp4' },
  M4A: { extension: '.m4a', mime: 'audio/mp4' },
  TXT: { extension: '.txt', mime: 'text/plain' },
  VTT: { extension: '.vtt', mime: 'text/vtt' },
  CSV: { extension: '.csv', mime: 'text/csv' },
  JSON: { extension: '.json', mime: 'application/json' },
  JPG: { extension: '.jpg', mime: 'image/jpeg' },
};

/** Some events leave the extension out; then the kind of file tells it. */
const EXTENSION_OF: Record<string, string> = {
  MP4: 'MP4',
  M4A: 'M4A',
  TRANSCRIPT: 'VTT',
  CC: 'VTT',
  CHAT: 'TXT',
  CHAT_MESSAGE: 'JSON',
  TIMELINE: 'JSON',
  SUMMARY: 'JSON',
  CSV: 'CSV',
  TB: 'JPG',
};

export type FileKind = { extension: string; mime: string };

/** Null for a kind that is not known: it is not archived under a name that lies. */
export const fileKind = (file: {
  fileType: string | null;
  fileExtension: string | null;
}): FileKind | null => {
  const name = file.fileExtension ?? EXTENSION_OF[file.fileType ?? ''] ?? '';
  return KINDS[name.toUpperCase()] ?? null;
};

/** Enough of a file's beginning to know its kind. */
export const HEAD_BYTES = 512;

const isMedia = (head: Buffer): boolean => head.subarray(4, 8).toString('latin1') === 'ftyp';
const isHtml = (head: Buffer): boolean => {
  const text = head
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart();
  return /^<(!doctype html|html|head|body|script|!--)/i.test(text);
};

const notLike = (type: string): string => say('download.otherKind', { type });

/**
 * Why these bytes are not the file, in words; null where they may be. Zoom answers a download that
 * it will not give with 200 and a web page (log-in, passcode).
 */
export const notTheFile = (input: {
  kind: FileKind;
  contentType: string | undefined;
  head: Buffer;
}): string | null => {
  const { kind, contentType = '', head } = input;
  if (/^\s*(text\/html|application\/xhtml)/i.test(contentType) || isHtml(head)) {
    return say('download.webPage');
  }
  // ISO 14496-12: an MP4 begins with a box of type `ftyp`.
  if (['.mp4', '.m4a'].includes(kind.extension) && !isMedia(head)) {
    return notLike(kind.extension.slice(1).toUpperCase());
  }
  if (kind.extension === '.vtt' && !/^\ufeff?WEBVTT/.test(head.toString('utf8'))) {
    return notLike('WebVTT');
  }
  if (kind.extension === '.jpg' && head.subarray(0, 3).toString('hex') !== 'ffd8ff') {
    return notLike('JPEG');
  }
  return null;
};
