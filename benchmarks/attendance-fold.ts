import { createAttendanceFold } from '../server/src/domain/attendance';
import { readStoredEvent } from '../server/src/attendance/stored-event';
import { CROWD_BOUNDS, crowdEvents, type CrowdEvent } from '../tests/support/crowd-events';
import { bytesInUse } from '../tests/support/heap';
import { median, ratio } from './statistics';

/**
 * How long folding a class takes, from the stored text of its webhooks to who came and for how long:
 * with 1,000, 10,000 and 100,000 events, a tenth as many people, in turns within one run. What each
 * event costs compared with the smallest class is the result: 1 x means that it grows in line. Then
 * what a fold of 10,000 people holds in memory after 20,000 and after 100,000 events.
 */

const SIZES = [1_000, 10_000, 100_000];
const ROUNDS = Number(process.env['ROUNDS'] ?? 7);
/** Everybody joins and leaves so often: ten events a person. */
const ROUNDS_OF_A_PERSON = 5;

const MB = 1024 * 1024;

const eventsOf = (count: number): CrowdEvent[] => [
  ...crowdEvents({ people: count / 10, rounds: ROUNDS_OF_A_PERSON }),
];

type Parts = { read: number; fold: number; settle: number };

const foldOnce = (events: readonly CrowdEvent[]): Parts => {
  const begun = performance.now();
  const sightings = events.flatMap((event) => readStoredEvent(event).sighting ?? []);
  const read = performance.now();
  const fold = createAttendanceFold();
  sightings.forEach(fold.add);
  const folded = performance.now();
  const { people } = fold.settle(CROWD_BOUNDS);
  const settled = performance.now();
  if (people.length !== events.length / 10) throw new Error(`${people.length} people`);
  return { read: read - begun, fold: folded - read, settle: settled - folded };
};

const total = ({ read, fold, settle }: Parts): number => read + fold + settle;

/** What a fold holds of a class whose events come one by one, as from the pages of the database. */
const heldAfter = (people: number, rounds: number): number => {
  const before = bytesInUse();
  const fold = createAttendanceFold();
  for (const event of crowdEvents({ people, rounds })) {
    const { sighting } = readStoredEvent(event);
    if (sighting) fold.add(sighting);
  }
  const held = bytesInUse() - before;
  if (fold.settle(CROWD_BOUNDS).people.length !== people) throw new Error('people are missing');
  return held;
};

const weigh = (): void => {
  heldAfter(1000, 1);
  for (const rounds of [1, 5]) {
    const held = heldAfter(10_000, rounds) / MB;
    process.stdout.write(
      `10,000 people, ${String(rounds * 20_000).padStart(7)} events  ${held.toFixed(1)} MB held\n`
    );
  }
};

const main = (): void => {
  const classes = SIZES.map((size) => ({ size, events: eventsOf(size), times: [] as Parts[] }));
  for (let round = -2; round < ROUNDS; round += 1) {
    for (const { events, times } of classes) {
      const parts = foldOnce(events);
      if (round >= 0) times.push(parts);
    }
  }
  const perEvent = ({ size, times }: (typeof classes)[number]): number =>
    median(times.map(total)) / size;
  const [smallest] = classes;
  if (smallest === undefined) return;
  process.stdout.write(`attendance folded from stored webhooks, ${ROUNDS} times each, in turns\n`);
  for (const one of classes) {
    const of = (part: keyof Parts) => median(one.times.map((parts) => parts[part])).toFixed(1);
    const rate = Math.round(1000 / perEvent(one));
    process.stdout.write(
      `${String(one.size).padStart(7)} events  ${String(rate).padStart(8)} events/s  ` +
        `${ratio(perEvent(one), perEvent(smallest))} per event  ` +
        `(read ${of('read')} ms, take in ${of('fold')} ms, settle ${of('settle')} ms)\n`
    );
  }
};

weigh();
main();
