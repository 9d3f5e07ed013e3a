import { spawn } from 'node:child_process';
import path from 'node:path';

/** A process of its own: what it leaves running keeps it alive, and nothing else does. */
const SCRIPT = `
const { openJobDatabase } = require('./tests/support/job-database.ts');
const { createOutbox, createWorker } = require('./server/src/jobs/index.ts');
(async () => {
  const opened = await openJobDatabase('sqlite');
  const { database } = opened;
  const log = { info() {}, warn() {}, error: console.error };
  let onDone;
  const done = new Promise((resolve) => (onDone = resolve));
  const worker = createWorker({
    database, log,
    retryDelay: () => ({ at: new Date(), countsAttempt: true }),
    handlers: {
      'sync-meeting': async () => (onDone(), { kind: 'done' }),
      reconcile: ({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    },
  });
  const outbox = createOutbox({ database, onRaised: worker.wake });
  worker.start();
  await outbox.raise({ task: 'reconcile', key: 'hangs', payload: {}, delayMs: 0 });
  await outbox.raise({ task: 'sync-meeting', key: 'a', payload: {}, delayMs: 0 });
  await outbox.raise({ task: 'sync-meeting', key: 'later', payload: {}, delayMs: 3600_000 });
  await done;
  await worker.stop({ graceMs: 20 });
  await opened.close();
  console.log('stopped');
})();`;

describe('a process whose worker has stopped', () => {
  it('ends by itself: no timer, lease or connection is left', async () => {
    const child = spawn(process.execPath, ['--require', 'tsx/cjs', '-e', SCRIPT], {
      cwd: path.join(__dirname, '../../..'),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    // What the worker does again and again would keep it alive for ever; only the start takes time.
    const timer = setTimeout(() => child.kill('SIGKILL'), 50_000);
    const code = await new Promise((resolve) => child.on('exit', resolve));
    clearTimeout(timer);
    expect({ code, output }).toEqual({ code: 0, output: 'stopped\n' });
  });
});
