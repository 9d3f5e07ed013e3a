import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { ROOT } from './processes';

export const IMAGES = path.join(ROOT, 'docs/images');

/** Where a page of the documentation may be: the repository's root, `docs`, and the examples. */
const documentationPages = async (): Promise<string[]> => {
  const inRoot = (await readdir(ROOT)).map((name) => path.join(ROOT, name));
  const below = await Promise.all(
    ['docs', 'examples/next-embed'].map(async (folder) => {
      const at = path.join(ROOT, folder);
      const names = await readdir(at, { recursive: folder === 'docs' });
      return names.map((name) => path.join(at, name));
    })
  );
  return [...inRoot, ...below.flat()].filter((file) => file.endsWith('.md'));
};

/** The pictures of docs/images that a page of the documentation shows, by name. */
export const shownPictures = async (): Promise<Set<string>> => {
  const texts = await Promise.all(
    (await documentationPages()).map((file) => readFile(file, 'utf8'))
  );
  const links = texts.flatMap((text) => [...text.matchAll(/images\/([\w-]+\.png)/g)]);
  return new Set(links.map(([, name = '']) => name));
};
