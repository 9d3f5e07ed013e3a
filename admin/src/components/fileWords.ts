import { useIntl } from 'react-intl';

import type { RecordingSummary } from '../../../contracts/recordings';
import type { TextKey } from '../translations/areas';

const WORDS: Record<string, TextKey | undefined> = {
  MP4: 'recordings.file.video',
  M4A: 'recordings.file.audio',
  TRANSCRIPT: 'recordings.file.transcript',
  CC: 'recordings.file.captions',
  CHAT: 'recordings.file.chat',
  CHAT_MESSAGE: 'recordings.file.chat',
  SUMMARY: 'recordings.file.summary',
  TIMELINE: 'recordings.file.timeline',
};

/** What a recorded file is, in an editor's words. */
export const fileWords = ({ fileType }: Pick<RecordingSummary, 'fileType'>): TextKey =>
  WORDS[fileType ?? ''] ?? 'recordings.file.other';

/** Whether something plays: in the panel or in Zoom. */
export const isPlayable = ({ fileType, state, archive }: RecordingSummary): boolean =>
  (fileType === 'MP4' || fileType === 'M4A') && (archive.state === 'done' || state === 'completed');

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** `1.2 GB`, in the reader's language. */
export const useSize = () => {
  const { formatNumber } = useIntl();
  return (bytes: number): string => {
    const step = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3));
    return formatNumber(bytes / 1000 ** step, {
      style: 'unit',
      unit: UNITS[step] ?? 'byte',
      unitDisplay: 'short',
      maximumFractionDigits: step > 1 ? 1 : 0,
    });
  };
};
