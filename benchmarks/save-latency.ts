import { openClassroom, sessionData, inHours, type Classroom } from '../tests/support/sessions';
import { waitUntil } from '../tests/support/wait';
import { median, milliseconds, quantile, ratio } from './statistics';

/**
 * How long an editor waits for "Publish" with Zoom healthy, with Zoom answering after 5 seconds, and
 * with Zoom not answering at all. The three take turns within one run, so that whatever else the
 * machine does falls on all of them; the ratio to the healthy one is the result.
 */

const ROUNDS = Number(process.env['ROUNDS'] ?? 20);
/** Rounds and warm-up together stay under the 90 creates a day that one host has for far meetings. */
const WARM_UP = 5;

type Weather = { name: string; begin: (room: Classroom) => void };

const everyCall = { times: 100_000 };
const WEATHERS: Weather[] = [
  { name: 'Zoom healthy', begin: () => undefined },
  {
    name: 'Zoom answers after 5 s',
    begin: ({ zoom }) => zoom.controls.addFault({ kind: 'latency', ms: 5000, ...everyCall }),
  },
  {
    name: 'Zoom does not answer',
    begin: ({ zoom }) => zoom.controls.addFault({ kind: 'drop-before-commit', ...everyCall }),
  },
];

const timePublish = async (room: Classroom, number: number): Promise<number> => {
  const documentId = await room.editor.save(
    sessionData({ sessionNumber: number, startTime: inHours(24 + number) })
  );
  const startedAt = performance.now();
  await room.editor.publish(documentId);
  return performance.now() - startedAt;
};

const measure = async (room: Classroom): Promise<Map<string, number[]>> => {
  const times = new Map(WEATHERS.map(({ name }) => [name, [] as number[]]));
  let number = 0;
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    for (const { name, begin } of WEATHERS) {
      room.zoom.controls.clearFaults();
      begin(room);
      const took = await timePublish(room, (number += 1));
      if (round >= 0) times.get(name)?.push(took);
    }
  }
  room.zoom.controls.clearFaults();
  return times;
};

const report = (times: Map<string, number[]>): void => {
  const baseline = median(times.get('Zoom healthy') ?? []);
  process.stdout.write(`publish, ${ROUNDS} times each, in turns\n`);
  for (const [name, values] of times) {
    const line = `${name.padEnd(24)} median ${milliseconds(median(values))}  p95 ${milliseconds(quantile(values, 0.95))}  ${ratio(median(values), baseline)} of healthy\n`;
    process.stdout.write(line);
  }
};

const main = async (): Promise<void> => {
  const room = await openClassroom();
  try {
    report(await measure(room));
    const expected = (ROUNDS + WARM_UP) * WEATHERS.length;
    const backAt = performance.now();
    await waitUntil(() => room.zoom.meetings().length >= expected, {
      timeoutMs: 300_000,
      everyMs: 200,
      what: 'every meeting, once Zoom is back',
    });
    const seconds = ((performance.now() - backAt) / 1000).toFixed(0);
    process.stdout.write(
      `${room.zoom.meetings().length} sessions published, as many meetings in Zoom ${seconds} s after it was back\n`
    );
  } finally {
    await room.close();
  }
};

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
