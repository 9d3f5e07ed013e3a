import { fill, readSentence, type SentenceKey } from '../../../contracts/sentences';

/** Every sentence of the server in one language. */
export type Sentences = Record<SentenceKey, string>;

/** Parts of a list inside a sentence, e.g. of scopes that are missing. */
const LIST = '; ';

/**
 * Gives a sentence of the server in another language, with the sentences inside it; texts that are
 * none of ours, such as Zoom's own, stay as they are.
 */
export const translate = (text: string, sentences: Sentences): string => {
  const found = readSentence(text);
  if (found !== null) {
    const values = Object.entries(found.values).map(([name, value]) => [
      name,
      translate(value, sentences),
    ]);
    return fill(sentences[found.key], Object.fromEntries(values));
  }
  if (!text.includes(LIST)) return text;
  return text
    .split(LIST)
    .map((part) => translate(part, sentences))
    .join(LIST);
};
