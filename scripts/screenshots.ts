/**
 * `npm run screenshots`: takes a picture of every screen of the admin panel, light and dark, and
 * renews those of docs/images that a page of the documentation shows.
 */
import { spawn } from 'node:child_process';
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

import { prepareBrowserTests } from './browser-tests';
import { buildPlugin } from './build-plugin';
import { IMAGES, shownPictures } from './pictures';
import { ROOT } from './processes';
import { bold, green, print, red, withHeartbeat } from './terminal';

/** All of them, to look at; not in the repository, which would grow by megabytes with each change. */
const ALL = path.join(ROOT, '.tmp/screenshots');

/** The test that visits every screen takes the pictures on its way. */
const takePictures = async (): Promise<boolean> => {
  const args = ['tests/e2e/screens.test.ts', '--selectProjects', 'e2e', '--verbose'];
  const child = spawn(
    process.execPath,
    [path.join(ROOT, 'node_modules/jest/bin/jest.js'), ...args],
    {
      cwd: ROOT,
      env: { ...process.env, SCREENSHOTS: ALL },
      stdio: ['ignore', 'inherit', 'inherit'],
    }
  );
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code === 0));
  });
};

const main = async (): Promise<void> => {
  print(bold('Building the plugin'));
  await withHeartbeat('types, admin and server', buildPlugin);
  if (!(await prepareBrowserTests())) throw new Error('Without a browser there are no pictures.');
  await rm(ALL, { recursive: true, force: true });
  await mkdir(ALL, { recursive: true });
  if (!(await takePictures())) throw new Error('A screen is not as it should be: see above.');
  const taken = await readdir(ALL);
  const shown = await shownPictures();
  const renewed = taken.filter((name) => shown.has(name));
  for (const name of renewed) await copyFile(path.join(ALL, name), path.join(IMAGES, name));
  print(green(`${taken.length} pictures in ${path.relative(process.cwd(), ALL)}`));
  print(green(`${renewed.length} of them renewed in ${path.relative(process.cwd(), IMAGES)}`));
};

main().catch((error: unknown) => {
  print(red(error instanceof Error ? error.message : String(error)));
  process.exitCode = 1;
});
