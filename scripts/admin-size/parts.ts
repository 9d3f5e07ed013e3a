import type { Chunk } from './chunks';

/** In bytes. */
export type Size = { raw: number; gzip: number };

/** What is downloaded at one moment: with the admin panel, or when a part of it is opened. */
export type Part = Size & {
  name: string;
  files: string[];
  /** Packages that its files import. */
  packages: string[];
};

/** The file the bundler of the app imports. */
const ENTRY = 'index.mjs';
/** Downloaded with every admin panel, whether Zoom is opened or not. */
export const START = 'start';
/** The texts of `start` in English; a panel in another language has that one besides. */
const START_TEXTS = './core/en.json';
const TEXTS = /^\.\/(?<area>[\w-]+)\/(?<locale>[\w-]+)\.(?:json|ts)$/;

/** The name Rollup gave a file, without its hash: `Settings-DwDEv5co.mjs` is `Settings`. */
const nameOf = (file: string): string => file.replace(/-[\w-]{8}\.mjs$/, '').replace(/\.mjs$/, '');

const partOf = (name: string, chunks: Chunk[]): Part => ({
  name,
  raw: chunks.reduce((sum, { raw }) => sum + raw, 0),
  gzip: chunks.reduce((sum, { gzip }) => sum + gzip, 0),
  files: chunks.map(({ file }) => file),
  packages: [...new Set(chunks.flatMap(({ packages }) => packages))].sort(),
});

/** The largest of each name: a text is as large as in its longest language. */
const largestOfEach = (parts: Part[]): Part[] => {
  const largest = new Map<string, Part>();
  for (const part of parts) {
    const known = largest.get(part.name);
    if (known === undefined || part.gzip > known.gzip) largest.set(part.name, part);
  }
  return [...largest.values()].sort((one, other) => one.name.localeCompare(other.name));
};

/**
 * The parts of the built admin panel. A lazy part counts what it brings besides the start and
 * whatever asks for it, files shared with others included: as if nothing else had been opened before.
 */
export const partsOf = (chunks: Chunk[]): Part[] => {
  const byFile = new Map(chunks.map((chunk) => [chunk.file, chunk]));
  const chunkOf = (file: string): Chunk => {
    const chunk = byFile.get(file);
    if (chunk === undefined) throw new Error(`${file} is imported and was not built`);
    return chunk;
  };
  const withTogether = (file: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(file)) return seen;
    seen.add(file);
    for (const one of chunkOf(file).together) withTogether(one, seen);
    return seen;
  };

  const atStart = withTogether(ENTRY);
  const later = chunks.flatMap((chunk) => chunk.later);
  const startTexts = later.find(({ as }) => as === START_TEXTS);
  if (startTexts === undefined) throw new Error(`${ENTRY} does not load ${START_TEXTS}`);
  const start = partOf(START, [...atStart, startTexts.file].map(chunkOf));

  /** Whether everybody who asks for `part` has `file` already. */
  const isThereBefore = (part: string, file: string): boolean =>
    atStart.has(file) ||
    chunks
      .filter((chunk) => chunk.later.some((one) => one.file === part))
      .every((chunk) => withTogether(chunk.file).has(file));
  const lazy = later.map(({ file, as }) => {
    const area = as === null ? undefined : TEXTS.exec(as)?.groups?.['area'];
    const name = area === undefined ? nameOf(file) : `texts of ${area}`;
    const files = [...withTogether(file)].filter((one) => !isThereBefore(file, one));
    return partOf(name, files.map(chunkOf));
  });
  return [start, ...largestOfEach(lazy)];
};
