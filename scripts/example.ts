/**
 * `npm run test:example`: installs and builds examples/next-embed, and tests it in a browser against
 * a Strapi with the plugin and the local Zoom.
 */
import { spawn } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';

import { buildPlugin } from './build-plugin';
import { CHROMIUM_HINT, findChromium, installChromium } from './chromium';
import { buildPlayground, prepareSecrets } from './demo/playground';
import { ROOT, runQuietly } from './processes';
import { bold, duration, green, print, red, withHeartbeat } from './terminal';

const EXAMPLE = path.join(ROOT, 'examples/next-embed');
const QUIET = { NEXT_TELEMETRY_DISABLED: '1' };

const changedAt = (file: string): number => {
  const at = path.join(EXAMPLE, file);
  return existsSync(at) ? statSync(at).mtimeMs : 0;
};

const install = async (): Promise<string> => {
  if (changedAt('node_modules/.package-lock.json') >= changedAt('package-lock.json')) {
    return 'up to date';
  }
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  await runQuietly({ command: 'npm', args, cwd: EXAMPLE });
  return 'installed';
};

/** With a stand-in for Zoom's SDK, which needs Zoom; `npm run build` in its folder has the real one. */
const buildExample = async (): Promise<string> => {
  await runQuietly({
    command: process.execPath,
    args: [path.join(EXAMPLE, 'node_modules/next/dist/bin/next'), 'build'],
    cwd: EXAMPLE,
    env: { ...process.env, ...QUIET, ZOOM_SDK_STAND_IN: './tests/zoom-sdk-stand-in.ts' },
  });
  return 'built';
};

const runTests = async (jestArgs: string[]): Promise<number> => {
  const config = path.join(EXAMPLE, 'tests/jest.config.js');
  const args = [path.join(ROOT, 'node_modules/jest/bin/jest.js'), '--config', config];
  const child = spawn(process.execPath, [...args, '--runInBand', '--verbose', ...jestArgs], {
    cwd: ROOT,
    env: { ...process.env, ...QUIET },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
};

const step = async (title: string, work: () => Promise<string>): Promise<void> => {
  print(bold(title));
  const since = performance.now();
  const outcome = await withHeartbeat(title, work);
  print(`  ${green(outcome)} in ${duration(performance.now() - since)}`);
};

const main = async (): Promise<void> => {
  const since = performance.now();
  await step('Finding Chromium', async () => {
    const found = findChromium() ?? (await installChromium());
    if (found === undefined) throw new Error(`There is no browser to test in; ${CHROMIUM_HINT}`);
    return 'found';
  });
  await step("Installing the example's packages", install);
  await step('Building the plugin', buildPlugin);
  await step('Building the playground', async () => {
    await prepareSecrets();
    return buildPlayground(process.env);
  });
  await step('Building the example', buildExample);
  print(bold('Testing it in Chromium'));
  process.exitCode = await runTests(process.argv.slice(2));
  print(`Took ${duration(performance.now() - since)}.`);
};

main().catch((error: unknown) => {
  print(red(error instanceof Error ? error.message : String(error)));
  process.exitCode = 1;
});
