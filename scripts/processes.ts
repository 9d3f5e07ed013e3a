import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';

export const ROOT = path.resolve(__dirname, '..');

export type Command = {
  command: string;
  args: string[];
  /** @default the repository */
  cwd?: string;
  env?: NodeJS.ProcessEnv;
};

/** Starts a command and keeps what it prints. */
export const start = (
  { command, args, cwd = ROOT, env = process.env }: Command,
  onOutput: (chunk: string) => void
): ChildProcess => {
  const child = spawn(command, args, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32' && command === 'npm',
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', onOutput);
  }
  return child;
};

/** Runs a command to its end in silence; what it printed is in the error if it fails. */
export const runQuietly = async (command: Command): Promise<void> => {
  let output = '';
  const child = start(command, (chunk) => {
    output += chunk;
  });
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode) => resolve(exitCode ?? 1));
  });
  if (code !== 0) {
    throw new Error(`${[command.command, ...command.args].join(' ')} failed:\n${output.trim()}`);
  }
};
