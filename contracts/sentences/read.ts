import { type SentenceKey, SENTENCES } from './catalogue';
import { literalsOf, namesIn } from './fill';

/** A sentence of the catalogue and what its names stand for in a text. */
export type ReadSentence = { key: SentenceKey; values: Record<string, string> };

type Pattern = { key: SentenceKey; names: string[]; pattern: RegExp };

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const isKey = (key: string): key is SentenceKey => key in SENTENCES;

/** The more of a sentence is its own words, the earlier it is tried: the closest one is found. */
const createPatterns = (): Pattern[] =>
  Object.keys(SENTENCES)
    .filter(isKey)
    .map((key) => ({ key, literals: literalsOf(SENTENCES[key]) }))
    .sort((one, other) => other.literals.join('').length - one.literals.join('').length)
    .map(({ key, literals }) => ({
      key,
      names: namesIn(SENTENCES[key]),
      pattern: new RegExp(`^${literals.map(escaped).join('(.+?)')}$`, 's'),
    }));

let patterns: Pattern[] | null = null;

/**
 * Finds out which sentence of the catalogue a text is, and with which values; null for other
 * texts, such as Zoom's own.
 */
export const readSentence = (text: string): ReadSentence | null => {
  patterns ??= createPatterns();
  for (const { key, names, pattern } of patterns) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const values = Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? '']));
    return { key, values };
  }
  return null;
};
