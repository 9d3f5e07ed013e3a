import { createClockWatch } from '../../../server/src/webhooks/clock-watch';

const NOW = new Date('2026-03-02T10:00:00Z');
const later = (ms: number): Date => new Date(NOW.getTime() + ms);

const sharedStore = () => {
  const values = new Map<string, unknown>();
  const world = { writes: 0 };
  return {
    world,
    store: {
      get: async ({ key }: { key: string }) => values.get(key) ?? null,
      set: async ({ key, value }: { key: string; value: unknown }) => {
        world.writes += 1;
        values.set(key, structuredClone(value));
      },
    },
  };
};

describe('the watch on the servers’ clocks', () => {
  test('a warning is seen by all servers and taken back by its own alone', async () => {
    const { store } = sharedStore();
    const behind = createClockWatch({ store, serverName: 'one' });
    const right = createClockWatch({ store, serverName: 'two' });
    behind.sawAhead({ aheadMs: 42 * 60_000, now: NOW });
    await behind.warning(NOW);
    expect(await right.warning(NOW)).toMatch(/42 minutes in the future.*\(one\)/);
    right.sawGood();
    expect(await right.warning(NOW)).not.toBeNull();
    behind.sawGood();
    expect(await behind.warning(NOW)).toBeNull();
    expect(await right.warning(NOW)).toBeNull();
  });

  test('a restarted server takes back what it said before', async () => {
    const { store } = sharedStore();
    const before = createClockWatch({ store, serverName: 'one' });
    before.sawAhead({ aheadMs: 600_000, now: NOW });
    await before.warning(NOW);
    const after = createClockWatch({ store, serverName: 'one' });
    after.sawGood();
    expect(await after.warning(NOW)).toBeNull();
  });

  test('a flood is written once a minute, good events not at all', async () => {
    const { store, world } = sharedStore();
    const watch = createClockWatch({ store, serverName: 'one' });
    for (let index = 0; index < 100; index += 1) watch.sawAhead({ aheadMs: 400_000, now: NOW });
    await watch.warning(NOW);
    expect(world.writes).toBe(1);
    watch.sawAhead({ aheadMs: 400_000, now: later(61_000) });
    await watch.warning(NOW);
    expect(world.writes).toBe(2);
    for (let index = 0; index < 100; index += 1) watch.sawGood();
    await watch.warning(NOW);
    expect(world.writes).toBe(3);
  });

  test('what nothing has confirmed for a day is forgotten', async () => {
    const { store } = sharedStore();
    const watch = createClockWatch({ store, serverName: 'one' });
    watch.sawAhead({ aheadMs: 400_000, now: NOW });
    expect(await watch.warning(later(23 * 3600_000))).not.toBeNull();
    expect(await watch.warning(later(25 * 3600_000))).toBeNull();
  });

  test('a database that is away fails nobody', async () => {
    const fails = () => Promise.reject(new Error('away'));
    const watch = createClockWatch({ store: { get: fails, set: fails }, serverName: 'one' });
    watch.sawAhead({ aheadMs: 400_000, now: NOW });
    watch.sawGood();
    await expect(watch.warning(NOW)).rejects.toThrow('away');
  });
});
