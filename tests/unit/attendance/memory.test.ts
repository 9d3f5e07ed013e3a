import { createAttendanceFold } from '../../../server/src/domain/attendance';
import { readStoredEvent } from '../../../server/src/attendance/stored-event';
import { CROWD_BOUNDS, crowdEvents } from '../../support/crowd-events';
import { bytesInUse } from '../../support/heap';

const MB = 1024 * 1024;

/** What a fold holds before and after it was asked who was there, above what was in use without it. */
const weigh = (input: { people: number; rounds: number }): { taken: number; settled: number } => {
  const before = bytesInUse();
  const fold = createAttendanceFold();
  for (const event of crowdEvents(input)) {
    const { sighting } = readStoredEvent(event);
    if (sighting) fold.add(sighting);
  }
  const taken = bytesInUse() - before;
  const attendance = fold.settle(CROWD_BOUNDS);
  const settled = bytesInUse() - before;
  expect(attendance.people).toHaveLength(input.people);
  // Asked once more, so that nothing of the fold is gone by the time it is weighed.
  expect(fold.settle(CROWD_BOUNDS).people).toHaveLength(input.people);
  return { taken, settled };
};

test('memory stays flat from 20,000 events of 10,000 people to 100,000', () => {
  weigh({ people: 1000, rounds: 1 });
  const once = weigh({ people: 10_000, rounds: 1 });
  const fiveTimes = weigh({ people: 10_000, rounds: 5 });
  const inMb = (bytes: number): string => (bytes / MB).toFixed(1);
  process.stdout.write(
    `fold of 10,000 people: 20,000 events ${inMb(once.taken)} MB (${inMb(once.settled)} with the answer), ` +
      `100,000 events ${inMb(fiveTimes.taken)} MB (${inMb(fiveTimes.settled)} with the answer)\n`
  );
  // A further join and leave: an entry of a table and seven numbers, no object of their own.
  const bytesPerFurtherEvent = (fiveTimes.taken - once.taken) / 80_000;
  expect(bytesPerFurtherEvent).toBeLessThan(100);
  expect(fiveTimes.settled).toBeLessThan(30 * MB);
}, 240_000);
