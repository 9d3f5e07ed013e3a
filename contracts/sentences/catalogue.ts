import { ZOOM_CALL_SENTENCES } from './zoom-calls';

/**
 * Every sentence that the server says to a person, by its key, in English. The admin panel shows
 * them in its own language: `admin/src/sentences`.
 */
export const SENTENCES = {
  ...ZOOM_CALL_SENTENCES,
} as const;

export type SentenceKey = keyof typeof SENTENCES;
