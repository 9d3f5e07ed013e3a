import { LOCALES } from '../translations/areas';
import type { Sentences } from './translate';

type Said = (english: string) => string;

const asItIs: Said = (english) => english;

/** By language; what was loaded once is there at once. */
const loaded = new Map<string, Said>();

/** Fetches what the server says in this language: nothing for English, which it speaks itself. */
export const loadSentences = async (locale: string): Promise<void> => {
  if (locale === 'en' || loaded.has(locale) || !LOCALES.some((one) => one === locale)) return;
  const [{ translate }, own] = await Promise.all([
    import('./translate'),
    import(`./sentences/${locale}.ts`) as Promise<{ default: Sentences }>,
  ]);
  const sentences = own.default;
  loaded.set(locale, (english) => translate(english, sentences));
};

/** Says a sentence of the server in this language; in English before `loadSentences` is through. */
export const saidIn = (locale: string): Said => loaded.get(locale) ?? asItIs;
