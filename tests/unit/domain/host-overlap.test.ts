import fc from 'fast-check';

import { doOverlap, overlapsByHost } from '../../../server/src/domain/host-overlap';

const at = (hour: number): Date => new Date(hour * 3600_000);
const meeting = (host: string, from: number, to: number) => ({
  host,
  startTime: at(from),
  endTime: at(to),
});

describe('overlapsByHost', () => {
  it('names the pairs of one host, in the order of their starts', () => {
    const late = meeting('Ada@school.example', 12, 14);
    const long = meeting('ada@school.example', 9, 13);
    const early = meeting('ada@school.example', 8, 10);
    expect(overlapsByHost([late, long, early], 10)).toEqual([
      [early, long],
      [long, late],
    ]);
  });

  it('leaves alone what only touches, and what other hosts do', () => {
    const all = [meeting('a', 9, 10), meeting('a', 10, 11), meeting('b', 9, 11)];
    expect(overlapsByHost(all, 10)).toEqual([]);
  });

  it('stops at the limit', () => {
    const all = Array.from({ length: 20 }, () => meeting('a', 9, 10));
    expect(overlapsByHost(all, 7)).toHaveLength(7);
  });

  it('finds what comparing every pair finds', () => {
    const anyMeeting = fc
      .tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(48), fc.integer({ min: 1, max: 9 }))
      .map(([host, from, hours]) => meeting(host, from, from + hours));
    fc.assert(
      fc.property(fc.array(anyMeeting, { maxLength: 25 }), (meetings) => {
        const every = meetings.flatMap((one, index) =>
          meetings
            .slice(index + 1)
            .filter((other) => one.host === other.host && doOverlap(one, other))
        );
        expect(overlapsByHost(meetings, 10_000)).toHaveLength(every.length);
      })
    );
  });
});
