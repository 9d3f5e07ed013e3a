import { createExistingEntries } from '../../../server/src/meetings/existing-entries';

const UID = 'api::event.event';
const NOW = new Date('2026-03-02T10:00:00Z');
const ADDRESS = 'maria@school.example';
const ZOOM_ID = 'KDcuGIm1QgePTO8WbOqwIQ';

type Deps = Parameters<typeof createExistingEntries>[0];

const session = (hostEmail: string | null, index: number) => ({
  session: {
    uid: UID,
    documentId: `event${index}`,
    topic: `Event ${index}`,
    startTime: new Date('2026-03-05T10:00:00Z'),
    durationMinutes: 60,
    hostEmail,
  },
  outSince: new Date('2026-01-01T00:00:00Z'),
});

const entriesOf = (hosts: (string | null)[], used: number) => {
  const deps = {
    bindings: { of: () => ({ uid: UID, isOwn: false }) },
    boundSince: { of: async () => NOW },
    reader: {
      async *upcoming() {
        yield hosts.map(session);
      },
    },
    rows: { findBySessions: async () => new Map() },
    budget: {
      usage: async ({ host }: { host: string }) => ({
        host: host === ZOOM_ID ? ADDRESS : host.toLowerCase(),
        used,
        limit: 100,
      }),
    },
    policy: () => ({ defaultHost: ADDRESS, isHostAllowed: () => true, closedBecause: null }),
    frozenDefaults: () => ({ durationMinutes: 60 }),
    clock: () => NOW,
  };
  return createExistingEntries(deps as unknown as Deps).read(UID);
};

describe('what existing entries take of their hosts’ days', () => {
  it('counts a host once, by whichever of its names the entries call it', async () => {
    const found = await entriesOf([ADDRESS, 'Maria@School.example', ZOOM_ID, null], 98);
    expect(found?.hosts).toEqual([{ host: ADDRESS, meetings: 4, leftToday: 2, days: 2 }]);
  });

  it('keeps hosts apart that are two', async () => {
    const found = await entriesOf([ADDRESS, 'tom@school.example'], 0);
    expect(found?.hosts.map(({ host, meetings, days }) => [host, meetings, days])).toEqual([
      [ADDRESS, 1, 1],
      ['tom@school.example', 1, 1],
    ]);
  });
});
