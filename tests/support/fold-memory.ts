/**
 * Weighs one fold of 10,000 people in a process of its own and prints what it found as JSON: what
 * other tests or folds left behind is collected at any moment and would count as this one's.
 * Argument: how often everybody joins and leaves.
 */
import { createAttendanceFold } from '../../server/src/domain/attendance';
import { readStoredEvent } from '../../server/src/attendance/stored-event';
import { CROWD_BOUNDS, crowdEvents } from './crowd-events';
import { bytesInUse } from './heap';

/** Bytes that a fold holds before and after it was asked who was there, and whom it found. */
export type FoldWeight = { people: number; taken: number; settled: number };

const weigh = (input: { people: number; rounds: number }): FoldWeight => {
  const before = bytesInUse();
  const fold = createAttendanceFold();
  for (const event of crowdEvents(input)) {
    const { sighting } = readStoredEvent(event);
    if (sighting) fold.add(sighting);
  }
  const taken = bytesInUse() - before;
  const attendance = fold.settle(CROWD_BOUNDS);
  const settled = bytesInUse() - before;
  // Asked once more, so that nothing of the fold or its answer is gone by the time it is weighed.
  const people = Math.min(attendance.people.length, fold.settle(CROWD_BOUNDS).people.length);
  return { people, taken, settled };
};

// The first one pays for compiled code.
weigh({ people: 1000, rounds: 1 });
process.stdout.write(JSON.stringify(weigh({ people: 10_000, rounds: Number(process.argv[2]) })));
