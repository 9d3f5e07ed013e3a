import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

import { ROOT, runQuietly } from './processes';

const SOURCES = ['admin/src', 'server/src', 'contracts', 'package.json'];
const RESULTS = ['dist/server/index.js', 'dist/admin/index.mjs'];

/** When the newest of these files (or of the files below these folders) was changed. */
export const newestChange = async (paths: string[]): Promise<number> => {
  let newest = 0;
  for (const name of paths) {
    const at = path.resolve(ROOT, name);
    const found = await stat(at);
    const inside = found.isDirectory()
      ? (await readdir(at, { recursive: true, withFileTypes: true }))
          .filter((entry) => entry.isFile())
          .map((entry) => path.join(entry.parentPath, entry.name))
      : [at];
    for (const file of inside) newest = Math.max(newest, (await stat(file)).mtimeMs);
  }
  return newest;
};

/** Builds the plugin where `dist/` is missing or older than a source; says whether it had to. */
export const buildPlugin = async (): Promise<'built' | 'fresh'> => {
  const results = RESULTS.map((name) => path.join(ROOT, name));
  if (results.every((file) => existsSync(file))) {
    const builtAt = await Promise.all(results.map(async (file) => (await stat(file)).mtimeMs));
    if (Math.min(...builtAt) >= (await newestChange(SOURCES))) return 'fresh';
  }
  await runQuietly({ command: 'npm', args: ['run', 'build'] });
  return 'built';
};
