import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { isPluralElement, isSelectElement, parse } from '@formatjs/icu-messageformat-parser';
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';

import { LOCALES } from '../../../admin/src/translations/areas';

const SOURCES = path.resolve(__dirname, '../../../admin/src');
const TEXTS = path.join(SOURCES, 'translations');

const AREAS = readdirSync(TEXTS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const textsOf = (area: string, locale: string): Record<string, string> =>
  JSON.parse(readFileSync(path.join(TEXTS, area, `${locale}.json`), 'utf8'));

/** The names that a message is given values for, tags included. */
const namesIn = (elements: MessageFormatElement[]): string[] =>
  elements.flatMap((element) => {
    const own = 'value' in element && element.type !== 0 ? [element.value] : [];
    if (isPluralElement(element) || isSelectElement(element)) {
      return [...own, ...Object.values(element.options).flatMap(({ value }) => namesIn(value))];
    }
    return 'children' in element ? [...own, ...namesIn(element.children)] : own;
  });
const argumentsOf = (message: string): string[] =>
  [...new Set(namesIn(parse(message)).map(String))].sort();

const sourceText = readdirSync(SOURCES, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))
  .join('\n');

/** Beginnings and ends of keys that are put together: `` `mode.${kind}.title` ``. */
const TEMPLATES = [...sourceText.matchAll(/`([a-zA-Z][\w.]*\.)\$\{[^}]+\}([\w.]*)`/g)].map(
  ([, start = '', end = '']) => ({ start, end })
);
const isUsed = (key: string): boolean =>
  sourceText.includes(`'${key}'`) ||
  sourceText.includes(`"${key}"`) ||
  TEMPLATES.some(({ start, end }) => key.startsWith(start) && key.endsWith(end));

describe.each(AREAS)('the texts of %s', (area) => {
  const english = textsOf(area, 'en');

  it.each(LOCALES)('are complete in %s, with the same values to fill in', (locale) => {
    const texts = textsOf(area, locale);
    expect(Object.keys(texts).sort()).toEqual(Object.keys(english).sort());
    const differing = Object.keys(english).filter(
      (key) => String(argumentsOf(texts[key]!)) !== String(argumentsOf(english[key]!))
    );
    expect(differing).toEqual([]);
    expect(Object.values(texts).filter((text) => text.trim() === '')).toEqual([]);
  });

  it('are all used', () => {
    expect(Object.keys(english).filter((key) => !isUsed(key))).toEqual([]);
  });
});

it('no text stands in two areas', () => {
  const keys = AREAS.flatMap((area) => Object.keys(textsOf(area, 'en')));
  expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
});
