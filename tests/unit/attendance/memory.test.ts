import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

import type { FoldWeight } from '../../support/fold-memory';

const MB = 1024 * 1024;

const SCRIPT = path.resolve(__dirname, '../../support/fold-memory.ts');

const weighFold = async (rounds: number): Promise<FoldWeight> => {
  const args = ['--require', 'tsx/cjs', SCRIPT, String(rounds)];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout) as FoldWeight;
};

test('memory stays flat from 20,000 events of 10,000 people to 100,000', async () => {
  const once = await weighFold(1);
  const fiveTimes = await weighFold(5);
  const inMb = (bytes: number): string => (bytes / MB).toFixed(1);
  process.stdout.write(
    `fold of 10,000 people: 20,000 events ${inMb(once.taken)} MB (${inMb(once.settled)} with the answer), ` +
      `100,000 events ${inMb(fiveTimes.taken)} MB (${inMb(fiveTimes.settled)} with the answer)\n`
  );
  expect([once.people, fiveTimes.people]).toEqual([10_000, 10_000]);
  expect(once.taken).toBeGreaterThan(MB);
  // A further join and leave: an entry of a table and seven numbers, no object of their own.
  const bytesPerFurtherEvent = (fiveTimes.taken - once.taken) / 80_000;
  expect(bytesPerFurtherEvent).toBeLessThan(100);
  expect(fiveTimes.settled).toBeLessThan(30 * MB);
}, 240_000);
