import { ANSWER_SENTENCES } from './answers';
import { FIELD_SENTENCES } from './fields';
import { MEETING_SENTENCES } from './meetings';
import { RECORDING_SENTENCES } from './recordings';
import { SETTINGS_SENTENCES } from './settings';
import { ZOOM_CALL_SENTENCES } from './zoom-calls';

/**
 * Every sentence that the server says to a person, by its key, in English. The admin panel shows
 * them in its own language: `admin/src/said`.
 */
export const SENTENCES = {
  ...ANSWER_SENTENCES,
  ...ZOOM_CALL_SENTENCES,
  ...SETTINGS_SENTENCES,
  ...FIELD_SENTENCES,
  ...MEETING_SENTENCES,
  ...RECORDING_SENTENCES,
} as const;

export type SentenceKey = keyof typeof SENTENCES;
