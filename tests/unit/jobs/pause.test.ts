import { type PauseStore, createQueuePauses } from '../../../server/src/jobs/pause';

/** Rows as Strapi's store keeps them: by value, and two when two processes set at one moment. */
const createStore = () => {
  const rows: string[] = [];
  const calls = jest.fn();
  const store: PauseStore = {
    get: () => {
      calls();
      return Promise.resolve(rows[0] === undefined ? null : JSON.parse(rows[0]));
    },
    set: ({ value }) => {
      rows[0] = JSON.stringify(value);
      return Promise.resolve();
    },
    delete: () => Promise.resolve(rows.shift()),
  };
  return { store, rows, calls };
};

describe('queue pause', () => {
  const HOUR_MS = 3_600_000;
  let nowMs: number;
  const now = () => new Date(nowMs);
  beforeEach(() => {
    nowMs = Date.UTC(2026, 0, 1);
  });

  it('holds the gate until the probe is due', async () => {
    const pauses = createQueuePauses({ ...createStore(), now });
    expect(await pauses.gate()).toBe('run');
    await pauses.pause('Zoom refused the credentials');
    const probeAt = new Date(nowMs + HOUR_MS);
    expect(await pauses.get()).toEqual({
      because: 'Zoom refused the credentials',
      since: now(),
      probeAt,
    });
    expect(await pauses.gate()).toEqual({ pauseUntil: probeAt });
    nowMs += HOUR_MS;
    expect(await pauses.gate()).toBe('run');
    expect(await pauses.get()).not.toBeNull();
  });

  it('keeps since when when the probe fails', async () => {
    const pauses = createQueuePauses({ ...createStore(), now });
    await pauses.pause('a');
    const since = now();
    nowMs += HOUR_MS;
    await pauses.pause('b', { probeAfterMs: 60_000 });
    const probeAt = new Date(nowMs + 60_000);
    expect(await pauses.get()).toEqual({ because: 'b', since, probeAt });
  });

  it('is shared with other processes within a second, and read at most once a second', async () => {
    const { store, calls } = createStore();
    const [here, there] = [createQueuePauses({ store, now }), createQueuePauses({ store, now })];
    await there.gate();
    await here.pause('scopes are missing');
    expect(await here.gate()).not.toBe('run');
    nowMs += 1000;
    expect(await there.gate()).not.toBe('run');
    calls.mockClear();
    await there.gate();
    expect(calls).not.toHaveBeenCalled();
    await here.resume();
    nowMs += 1000;
    expect(await there.gate()).toBe('run');
  });

  it('ends for good, even where two processes paused at one moment', async () => {
    const { store, rows } = createStore();
    const pauses = createQueuePauses({ store, now });
    await pauses.pause('a');
    rows.push(rows[0]!);
    await pauses.resume();
    expect(rows).toEqual([]);
    expect(await pauses.gate()).toBe('run');
  });

  it('takes a value it cannot read for no pause', async () => {
    const { store, rows } = createStore();
    rows.push('{"because":1}');
    expect(await createQueuePauses({ store, now }).gate()).toBe('run');
  });
});
