import { fork } from 'node:child_process';
import path from 'node:path';

import { REPOSITORY, type TestApp } from './app-folder';
import { openDoors, type Doors } from './doors';

export type SpawnedStrapi = Doors & {
  pid: number;
  /** Everything it printed so far, both streams, by chunks. */
  output: string[];
  /** Resolves when the process is gone. */
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** As the kernel or an operator would: no clean-up at all. */
  kill(): Promise<void>;
  /** A clean stop (SIGTERM). */
  stop(): Promise<void>;
};

const withoutZoom = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('ZOOM_')));

/** Boots the app in a process of its own and waits until it listens. */
export const spawnStrapi = async (
  app: TestApp,
  options: { env?: Record<string, string | undefined> } = {}
): Promise<SpawnedStrapi> => {
  const child = fork(path.join(__dirname, 'strapi-child.ts'), [app.dir], {
    cwd: REPOSITORY,
    execArgv: ['--require', 'tsx/cjs'],
    env: { ...withoutZoom(process.env), STRAPI_TELEMETRY_DISABLED: 'true', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => output.push(chunk));
  }
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const listening = new Promise<'listening'>((resolve) => {
    child.once('message', () => resolve('listening'));
  });
  const first = await Promise.race([listening, exited]);
  if (first !== 'listening' || child.pid === undefined) {
    throw new Error(`Strapi did not start:\n${output.join('')}`);
  }
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
  };
  return {
    ...openDoors(`http://127.0.0.1:${app.port}`),
    pid: child.pid,
    output,
    exited,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
};
