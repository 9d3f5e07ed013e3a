import { type SentenceKey, SENTENCES } from './catalogue';
import { fill, type NamesIn } from './fill';

type ValuesOf<Key extends SentenceKey> = Record<NamesIn<(typeof SENTENCES)[Key]>, string | number>;

/**
 * Gives a sentence of the catalogue in English, with its values in place. A value may be a sentence
 * of the catalogue itself.
 */
export const say = <Key extends SentenceKey>(
  key: Key,
  ...[values]: NamesIn<(typeof SENTENCES)[Key]> extends never ? [] : [values: ValuesOf<Key>]
): string => fill(SENTENCES[key], values ?? {});
