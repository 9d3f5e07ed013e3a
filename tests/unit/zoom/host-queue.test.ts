import { createHostQueue } from '../../../server/src/zoom/host-queue';

/** A task that ends when told to. */
const gate = () => {
  let open: () => void = () => undefined;
  const closed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open, task: () => closed };
};

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('the writes to one host', () => {
  it('go one after the other in the order asked, whatever became of the ones before', async () => {
    const queue = createHostQueue();
    const order: string[] = [];
    const run = (name: string, fails = false) =>
      queue.run({
        host: 'maria@company.com',
        task: async () => {
          order.push(`${name} starts`);
          await settle();
          order.push(`${name} ends`);
          if (fails) throw new Error(name);
        },
      });
    const outcomes = await Promise.allSettled([run('a'), run('b', true), run('c')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(order).toEqual(['a starts', 'a ends', 'b starts', 'b ends', 'c starts', 'c ends']);
  });

  it('do not wait for another host, and take e-mail addresses in any case', async () => {
    const queue = createHostQueue();
    const first = gate();
    const running = queue.run({ host: 'maria@company.com', task: first.task });
    await queue.run({ host: 'tom@company.com', task: () => Promise.resolve() });
    let isDone = false;
    const second = queue.run({
      host: 'Maria@Company.com',
      task: () => {
        isDone = true;
        return Promise.resolve();
      },
    });
    await settle();
    expect(isDone).toBe(false);
    first.open();
    await Promise.all([running, second]);
    expect(isDone).toBe(true);
  });

  it('are not overtaken when one of those waiting gives up', async () => {
    const queue = createHostQueue();
    const host = 'maria@company.com';
    const first = gate();
    const running = queue.run({ host, task: first.task });
    const stop = new AbortController();
    let hasRun = false;
    const quitter = queue.run({
      host,
      signal: stop.signal,
      task: () => {
        hasRun = true;
        return Promise.resolve();
      },
    });
    let isThird = false;
    const third = queue.run({
      host,
      task: () => {
        isThird = true;
        return Promise.resolve();
      },
    });
    stop.abort();
    await expect(quitter).rejects.toBeDefined();
    await settle();
    expect(isThird).toBe(false);
    first.open();
    await Promise.all([running, third]);
    expect(hasRun).toBe(false);
  });

  it('leave nothing behind', async () => {
    const queue = createHostQueue();
    const hosts = Array.from({ length: 50 }, (_, index) => `host-${index % 7}@company.com`);
    await Promise.all(hosts.map((host) => queue.run({ host, task: settle })));
    await settle();
    expect(queue.size()).toBe(0);
  });
});
