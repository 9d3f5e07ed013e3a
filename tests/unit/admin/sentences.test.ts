import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { LOCALES } from '../../../admin/src/translations/areas';
import { loadSentences, saidIn } from '../../../admin/src/said/load';
import {
  namesIn,
  readSentence,
  say,
  type SentenceKey,
  SENTENCES,
} from '../../../contracts/sentences';

const ROOT = path.resolve(__dirname, '../../..');
const KEYS = Object.keys(SENTENCES) as SentenceKey[];
const OTHER_LOCALES = LOCALES.filter((locale) => locale !== 'en');

/** A value for each name of a sentence, unlike any other. */
const valuesFor = (key: SentenceKey): Record<string, string> =>
  Object.fromEntries(namesIn(SENTENCES[key]).map((name, index) => [name, `<${name} ${index}>`]));
const inEnglish = say as (key: SentenceKey, values?: Record<string, string>) => string;

const sources = (folder: string): string =>
  readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .filter((entry) => !entry.parentPath.endsWith('contracts/sentences'))
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');

/** By its key, or by one that is put together: `call.${action}Registrations`. */
const isSaidIn = (code: string, key: string): boolean =>
  code.includes(`'${key}'`) ||
  [...code.matchAll(/`([a-z][\w.]*\.)\$\{[^}]+\}([\w.]*)`/gi)].some(
    ([, start = '', end = '']) => key.startsWith(start) && key.endsWith(end)
  );

describe('the sentences of the server', () => {
  it.each(KEYS)('%s is known again from its English text', (key) => {
    const values = valuesFor(key);
    expect(readSentence(inEnglish(key, values))).toEqual({ key, values });
  });

  it('are all said by somebody', () => {
    const code = sources('server/src') + sources('contracts');
    const unsaid = KEYS.filter((key) => !isSaidIn(code, key));
    expect(unsaid).toEqual([]);
  });

  it('are all that is said of recordings: none is written beside the catalogue', () => {
    const code = sources('server/src/recordings').replace(/^\s*(\/?\*|\/\/).*$/gm, '');
    const written = code.match(/(['`])(?!zoom: )[^'`\n]* [^'`\n]* [^'`\n]*[.:]\1/g) ?? [];
    expect(written).toEqual([]);
  });
});

describe.each(OTHER_LOCALES)('the sentences in %s', (locale) => {
  const read = async (): Promise<Record<string, string>> =>
    (await import(`../../../admin/src/said/sentences/${locale}.ts`)).default;

  it('are complete, with the same values to fill in', async () => {
    const sentences = await read();
    expect(Object.keys(sentences).sort()).toEqual([...KEYS].sort());
    const differing = KEYS.filter(
      (key) =>
        String(namesIn(sentences[key]!).sort()) !== String(namesIn(SENTENCES[key]).sort()) ||
        sentences[key]!.trim() === ''
    );
    expect(differing).toEqual([]);
  });

  it('say nothing in English', async () => {
    const sentences = await read();
    const isWorded = (key: SentenceKey) => /[a-z]{3,} [a-z]{3,}/.test(SENTENCES[key]);
    expect(KEYS.filter((key) => isWorded(key) && sentences[key] === SENTENCES[key])).toEqual([]);
  });

  it('take the place of the English ones, those inside them too', async () => {
    await loadSentences(locale);
    const sentences = await read();
    const said = saidIn(locale);
    const english = say('lost.call', {
      what: say('call.readMeeting', { id: '81' }),
      reason: say('cause.timeout'),
    });
    expect(said(english)).toBe(
      sentences['lost.call']!.replace(
        '{what}',
        sentences['call.readMeeting']!.replace('{id}', '81')
      ).replace('{reason}', sentences['cause.timeout']!)
    );
  });
});

it('leaves what Zoom says, and English, as they are', async () => {
  await loadSentences('de');
  expect(saidIn('de')('Invalid field.')).toBe('Invalid field.');
  expect(saidIn('en')(say('cause.timeout'))).toBe('Zoom did not answer in time.');
  await loadSentences('xx');
  expect(saidIn('xx')(say('cause.timeout'))).toBe('Zoom did not answer in time.');
});
