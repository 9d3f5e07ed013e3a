#!/usr/bin/env node
'use strict';

/*
 * Starts the repository's TypeScript commands. The only script in JavaScript: on a fresh clone
 * nothing that reads TypeScript is installed yet, and an old Node must still understand this
 * file to say that it is too old.
 */

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const ROOT = path.resolve(__dirname, '..');
/** `AbortSignal.any` came with it. */
const OLDEST_NODE = [20, 3];

const COMMANDS = {
  demo: 'scripts/demo/main.ts',
  openapi: 'scripts/openapi.ts',
  screenshots: 'scripts/screenshots.ts',
  simulator: 'simulator/src/cli/main.ts',
  test: 'scripts/test.ts',
  'test:example': 'scripts/example.ts',
};

const checkNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_NODE;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  console.error(
    `strapi-plugin-zoom needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.version}.\n` +
      'Install it from https://nodejs.org, or with nvm: nvm install && nvm use'
  );
  process.exit(1);
};

const changedAt = (file) => {
  const at = path.join(ROOT, file);
  return fs.existsSync(at) ? fs.statSync(at).mtimeMs : 0;
};

/** npm writes node_modules/.package-lock.json last, so an interrupted installation is repeated. */
const isInstalled = () =>
  changedAt('node_modules/.package-lock.json') >= changedAt('package-lock.json');

/** Runs a command in the foreground and resolves with its exit code. */
const run = (command, args) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: 'inherit',
      shell: process.platform === 'win32' && command === 'npm',
    });
    // The terminal sends Ctrl-C to both: the child ends its own work, then this process follows.
    const onInterrupt = () => undefined;
    const onTerminate = () => child.kill('SIGTERM');
    process.on('SIGINT', onInterrupt);
    process.on('SIGTERM', onTerminate);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTerminate);
      resolve(signal === null ? code : 1);
    });
  });

const install = async () => {
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  console.log('Installing the packages of package-lock.json (1 to 3 minutes the first time) …');
  const heartbeat = setInterval(() => console.log(`  … installing, ${seconds()} s`), 10_000);
  const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  clearInterval(heartbeat);
  if (code !== 0) {
    console.error('npm ci failed: see its message above.');
    process.exit(code);
  }
  console.log(`Installed in ${seconds()} s.\n`);
};

const main = async () => {
  checkNode();
  const [name, ...args] = process.argv.slice(2);
  const script = COMMANDS[name];
  if (script === undefined) {
    console.error(`Usage: node scripts/run.js ${Object.keys(COMMANDS).join('|')} [arguments]`);
    process.exit(1);
  }
  if (!isInstalled()) await install();
  process.exitCode = await run(process.execPath, ['--require', 'tsx/cjs', script, ...args]);
};

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
