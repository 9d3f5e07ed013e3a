/**
 * The end of `npm run build`: prints what each part of the admin panel weighs, and fails where one
 * is over its budget (`budget.json`).
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { ROOT } from '../processes';
import { bold, dim, print, red } from '../terminal';
import { breachesOf, budgetSchema, limitOf } from './budget';
import { readChunk } from './chunks';
import { partsOf } from './parts';

const BUILT = path.join(ROOT, 'dist/admin');
const BUDGET = path.join(__dirname, 'budget.json');

const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1).padStart(6);

const main = async (): Promise<void> => {
  const budget = budgetSchema.parse(JSON.parse(await readFile(BUDGET, 'utf8')));
  const files = (await readdir(BUILT)).filter((name) => name.endsWith('.mjs'));
  const chunks = await Promise.all(
    files.map(async (file) => readChunk(file, await readFile(path.join(BUILT, file), 'utf8')))
  );
  const parts = partsOf(chunks);

  print(bold('The admin panel in kB: raw, gzip (the most it may have)'));
  for (const { name, raw, gzip } of parts) {
    const limit = limitOf(budget, name);
    const most = dim(`(${kilobytes(limit.raw).trim()}, ${kilobytes(limit.gzip).trim()})`);
    print(`  ${name.padEnd(22)}${kilobytes(raw)}  ${kilobytes(gzip)}  ${most}`);
  }
  const breaches = breachesOf(parts, budget);
  for (const breach of breaches) print(red(breach));
  if (breaches.length > 0) process.exitCode = 1;
};

void main();
