import { createOutbox } from '../../../server/src/jobs/outbox';
import type { ClaimedJob, JobOutcome, JobRequest, Worker } from '../../../server/src/jobs/types';
import { type WorkerOptions, createWorker } from '../../../server/src/jobs/worker';
import { onEachDatabase } from '../../support/job-database';
import { staysTrue, waitUntil } from '../../support/wait';

type Handler = (job: ClaimedJob) => Promise<JobOutcome>;

const DONE: JobOutcome = { kind: 'done' };
const SECOND = 1000;
const inMs = (ms: number) => new Date(Date.now() + ms);

/** A promise and the way to settle it. */
const gate = <T = void>() => {
  let open!: (value: T) => void;
  const opened = new Promise<T>((resolve) => (open = resolve));
  return { open, opened };
};

onEachDatabase('worker', (opened) => {
  let workers: Worker[] = [];
  let log: Record<'info' | 'warn' | 'error', jest.Mock>;

  beforeEach(() => {
    log = { info: jest.fn(), warn: jest.fn(), error: jest.fn() };
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.stop({ graceMs: 100 })));
    workers = [];
  });

  const newWorker = (handler: Handler, options: Partial<WorkerOptions> = {}): Worker => {
    const worker = createWorker({
      database: opened().database,
      handlers: { 'sync-meeting': handler },
      retryDelay: () => ({ at: inMs(3600 * SECOND), countsAttempt: true }),
      // So long that a case which passes did not pass by polling.
      pollMs: 60 * SECOND,
      log,
      ...options,
    });
    workers.push(worker);
    return worker;
  };
  const start = (handler: Handler, options?: Partial<WorkerOptions>): Worker => {
    const worker = newWorker(handler, options);
    worker.start();
    return worker;
  };
  const raise = (request: Partial<JobRequest> = {}): Promise<void> =>
    createOutbox({
      database: opened().database,
      onRaised: () => workers.forEach((worker) => worker.wake()),
    }).raise({ task: 'sync-meeting', key: 'sync:a', payload: {}, delayMs: 0, ...request });
  const jobs = () => opened().jobs();
  const allGone = () => waitUntil(async () => (await jobs()).length === 0, { what: 'no jobs' });

  it('runs a job once and removes it', async () => {
    const handler = jest.fn((_job: ClaimedJob) => Promise.resolve(DONE));
    start(handler);
    await raise({ payload: { rowId: 7 } });
    await allGone();
    expect(handler).toHaveBeenCalledTimes(1);
    expect(handler.mock.calls[0]![0]).toMatchObject({
      key: 'sync:a',
      task: 'sync-meeting',
      payload: { rowId: 7 },
      attempts: 0,
    });
  });

  it('sets a timer for a job that is due before the next poll', async () => {
    start(() => Promise.resolve(DONE));
    const raisedAt = performance.now();
    await raise({ delayMs: 400 });
    await allGone();
    expect(performance.now() - raisedAt).toBeGreaterThan(350);
  });

  it('finds by polling what another process raised', async () => {
    start(() => Promise.resolve(DONE), { pollMs: 50 });
    await createOutbox({ database: opened().database, onRaised: () => undefined }).raise({
      task: 'sync-meeting',
      key: 'sync:a',
      payload: {},
      delayMs: 0,
    });
    await allGone();
  });

  it('runs a job again that is raised while it runs', async () => {
    const first = gate();
    const payloads: unknown[] = [];
    start(async ({ payload }) => {
      payloads.push(payload.save);
      if (payloads.length === 1) await first.opened;
      return DONE;
    });
    await raise({ payload: { save: 1 } });
    await waitUntil(() => payloads.length === 1);
    await raise({ payload: { save: 2 } });
    first.open();
    await allGone();
    expect(payloads).toEqual([1, 2]);
  });

  it('keeps the due time and fresh start of a raise when the run it interrupted fails', async () => {
    const first = gate();
    let runs = 0;
    start(async () => {
      runs += 1;
      if (runs > 1) return DONE;
      await first.opened;
      throw new Error('the old plan failed');
    });
    await raise();
    await waitUntil(() => runs === 1);
    await raise();
    first.open();
    await allGone();
    expect(runs).toBe(2);
  });

  it('shares the work of a burst between workers, each job once', async () => {
    const runs = new Map<string, number>();
    const handler = (job: ClaimedJob) => {
      runs.set(job.key, (runs.get(job.key) ?? 0) + 1);
      return new Promise<JobOutcome>((resolve) => setTimeout(resolve, 5, DONE));
    };
    start(handler, { pollMs: 100 });
    start(handler, { pollMs: 100 });
    const keys = Array.from({ length: 40 }, (_, at) => `sync:${at}`);
    const { database } = opened();
    await Promise.all(
      keys.map((key) => database.transaction(() => raise({ key, priority: Math.random() * 10 })))
    );
    await allGone();
    expect(new Set(runs.keys())).toEqual(new Set(keys));
    expect([...runs.values()].every((times) => times === 1)).toBe(true);
    expect(log.error).not.toHaveBeenCalled();
  });

  it('never runs one job twice at one time, however often it is raised', async () => {
    let underWay = 0;
    let most = 0;
    let lastSeen: unknown;
    const handler = async ({ payload }: ClaimedJob): Promise<JobOutcome> => {
      most = Math.max(most, (underWay += 1));
      lastSeen = payload.save;
      await new Promise((resolve) => setTimeout(resolve, 3));
      underWay -= 1;
      return DONE;
    };
    start(handler, { pollMs: 50 });
    start(handler, { pollMs: 50 });
    for (let save = 1; save <= 40; save += 1) await raise({ payload: { save } });
    await allGone();
    expect(most).toBe(1);
    expect(lastSeen).toBe(40);
  });

  it('takes over a job whose lease ran out, and fences the first worker out', async () => {
    const { database } = opened();
    const slow = gate();
    const ran: string[] = [];
    let fenced: unknown;
    const save = (by: string, job: ClaimedJob) =>
      database.transaction(async () => {
        await raise({ key: `saved-by:${by}`, delayMs: 3600 * SECOND });
        await job.fence();
      });
    const first = start(async (job) => {
      ran.push('first');
      await slow.opened;
      await save('first', job).catch((error: unknown) => {
        fenced = error;
        throw error;
      });
      return DONE;
    });
    await raise();
    await waitUntil(() => ran.length === 1);
    await opened().patchJob('sync:a', { lease_until: Date.now() - 10_000 });
    start(async (job) => {
      ran.push('second');
      await save('second', job);
      return DONE;
    });
    await waitUntil(async () => (await jobs()).every(({ key }) => key !== 'sync:a'));
    slow.open();
    await first.stop();
    expect(ran).toEqual(['first', 'second']);
    expect(fenced).toMatchObject({ name: 'LeaseLostError', key: 'sync:a' });
    expect((await jobs()).map(({ key }) => key)).toEqual(['saved-by:second']);
  });

  it('renews the lease of a long job, so that nobody else takes it', async () => {
    const end = gate();
    let runs = 0;
    const handler = async () => {
      runs += 1;
      await end.opened;
      return DONE;
    };
    const options = { leaseMs: 3 * SECOND, pollMs: 50 };
    start(handler, options);
    await raise();
    await waitUntil(() => runs === 1);
    const [claimed] = await jobs();
    start(handler, options);
    await waitUntil(async () => (await jobs())[0]!.leaseUntil! > claimed!.leaseUntil! + 3 * SECOND);
    end.open();
    await allGone();
    expect(runs).toBe(1);
  });

  it('aborts the signal when the lease was taken, and then writes nothing', async () => {
    const entered = gate();
    const reason = gate<unknown>();
    const worker = start(
      ({ signal }) =>
        new Promise((_, reject) => {
          entered.open();
          signal.addEventListener('abort', () => {
            reason.open(signal.reason);
            reject(new Error('aborted'));
          });
        }),
      { leaseMs: 3 * SECOND }
    );
    await raise();
    await entered.opened;
    const other = { lease_by: 'another', lease_until: Date.now() + 3600 * SECOND };
    await opened().patchJob('sync:a', other);
    expect(await reason.opened).toMatchObject({ name: 'LeaseLostError' });
    await worker.stop();
    expect(await jobs()).toMatchObject([{ leaseBy: 'another', attempts: 0, lastError: null }]);
  });

  it('takes the lowest priority first, those without one last', async () => {
    const order: string[] = [];
    for (const [key, priority] of Object.entries({ c: 3e12, none: undefined, a: 1e12, b: 2e12 })) {
      await raise({ key, priority });
    }
    start(({ key }) => (order.push(key), Promise.resolve(DONE)), { concurrency: 1 });
    await allGone();
    expect(order).toEqual(['a', 'b', 'c', 'none']);
  });

  it('works no more jobs at one time than it may', async () => {
    const end = gate();
    let underWay = 0;
    const worker = start(
      async () => {
        underWay += 1;
        await end.opened;
        return DONE;
      },
      { concurrency: 2 }
    );
    await Promise.all(['a', 'b', 'c', 'd'].map((key) => raise({ key })));
    await waitUntil(() => underWay === 2);
    worker.wake();
    expect(await staysTrue(() => underWay === 2, { forMs: 150 })).toBe(true);
    end.open();
    await allGone();
    expect(underWay).toBe(4);
  });

  describe('what becomes of a job', () => {
    const runOnce = async (handler: Handler, options?: Partial<WorkerOptions>) => {
      await raise();
      await opened().patchJob('sync:a', { attempts: 2 });
      const worker = start(handler, options);
      const isBack = async () => {
        const [job] = await jobs();
        return job !== undefined && job.leaseBy === null && job.runAt > Date.now() && job;
      };
      const job = await waitUntil(isBack, { what: 'the job to be given back' });
      await worker.stop();
      return job;
    };
    const at = new Date(Date.UTC(2040, 0, 1));

    it('again: due then, tries and error forgotten', async () => {
      const job = await runOnce(() => Promise.resolve({ kind: 'again', at }));
      expect(job).toMatchObject({ runAt: at.getTime(), attempts: 0, lastError: null });
    });

    it('retry: due then, one more try, its reason kept', async () => {
      const because = 'Zoom has no such host';
      const job = await runOnce(() => Promise.resolve({ kind: 'retry', at, because }));
      expect(job).toMatchObject({ runAt: at.getTime(), attempts: 3, lastError: because });
    });

    it('a throw: due when the rule says', async () => {
      const error = new Error('no answer');
      const retryDelay = jest.fn(() => ({ at, countsAttempt: true }));
      const job = await runOnce(() => Promise.reject(error), { retryDelay });
      expect(job).toMatchObject({
        runAt: at.getTime(),
        attempts: 3,
        lastError: 'Error: no answer',
      });
      expect(retryDelay).toHaveBeenCalledWith(error, 2);
    });

    it('a throw that is not the job’s fault: the try is not counted', async () => {
      const retryDelay = () => ({ at, countsAttempt: false });
      const job = await runOnce(() => Promise.reject(new Error('scopes')), { retryDelay });
      expect(job.attempts).toBe(2);
    });

    it('a synchronous throw, and a throw of something that is no Error', async () => {
      const synchronous = await runOnce(() => {
        throw new TypeError('a fault of ours');
      });
      expect(synchronous.lastError).toBe('TypeError: a fault of ours');
      const job = await runOnce(() => Promise.reject('text' as never));
      expect(job.lastError).toBe('something that is no Error was thrown');
    });

    it('a rule that throws itself, or gives no date: waits a minute', async () => {
      const retryDelays: WorkerOptions['retryDelay'][] = [
        () => {
          throw new Error('a fault in the rule');
        },
        () => ({ at: new Date(NaN), countsAttempt: true }),
      ];
      for (const retryDelay of retryDelays) {
        const job = await runOnce(() => Promise.reject(new Error('x')), { retryDelay });
        expect(job.runAt - Date.now()).toBeGreaterThan(50 * SECOND);
      }
    });

    it('a payload that is no JSON: fails like a throw, and the queue goes on', async () => {
      await raise({ key: 'unreadable' });
      await opened().patchJob('unreadable', { payload: null });
      const job = await runOnce(() => Promise.resolve({ kind: 'again', at }));
      expect(job.runAt).toBe(at.getTime());
      expect((await jobs())[1]).toMatchObject({ key: 'unreadable', attempts: 1 });
    });

    it('a failed statement: its values are neither stored nor logged', async () => {
      const { database } = opened();
      const job = await runOnce(async () => {
        await database.connection('zm_nowhere').insert({ passcode: 'hunter2 - hunter3' });
        return DONE;
      });
      expect(job.lastError).toMatch(/zm_nowhere|no such table/);
      expect(JSON.stringify([job, log.warn.mock.calls])).not.toContain('hunter');
    });
  });

  it('leaves jobs of unknown tasks alone and says so once', async () => {
    await raise();
    await opened().patchJob('sync:a', { task: 'summarise-meeting' });
    await raise({ key: 'sync:b' });
    const handler = jest.fn(() => Promise.resolve(DONE));
    const worker = start(handler, { pollMs: 30 });
    await waitUntil(async () => (await jobs()).length === 1);
    await worker.stop();
    worker.start();
    await raise({ key: 'sync:b' });
    await waitUntil(() => handler.mock.calls.length === 2);
    await worker.stop();
    expect(await jobs()).toMatchObject([{ task: 'summarise-meeting', leaseBy: null }]);
    expect(log.warn.mock.calls.flat().filter((line) => line.includes('summarise'))).toHaveLength(1);
  });

  it('claims nothing while it is told to pause, or cannot be told', async () => {
    let answer: () => Promise<'run' | { pauseUntil: Date }> = () =>
      Promise.resolve({ pauseUntil: inMs(3600 * SECOND) });
    const asked = jest.fn(() => answer());
    const handler = jest.fn(() => Promise.resolve(DONE));
    start(handler, { beforeEach: asked, pollMs: 20 });
    await raise();
    await waitUntil(() => asked.mock.calls.length > 3);
    answer = () => Promise.reject(new Error('settings cannot be read'));
    await waitUntil(() => log.error.mock.calls.length > 0);
    expect(handler).not.toHaveBeenCalled();
    expect((await jobs())[0]).toMatchObject({ leaseBy: null, attempts: 0 });
    answer = () => Promise.resolve('run');
    await allGone();
  });

  it('outlives a database that fails for a while, and reports it once', async () => {
    const { database } = opened();
    await raise();
    await database.connection.schema.renameTable('zm_jobs', 'zm_jobs_away');
    try {
      start(() => Promise.resolve(DONE), { pollMs: 20 });
      await waitUntil(() => log.error.mock.calls.length > 0);
      const isOnce = () => log.error.mock.calls.length === 1;
      expect(await staysTrue(isOnce, { forMs: 100 })).toBe(true);
    } finally {
      await database.connection.schema.renameTable('zm_jobs_away', 'zm_jobs');
    }
    await allGone();
    expect(log.error).toHaveBeenCalledTimes(1);
    expect(log.info).toHaveBeenCalledWith('zoom: jobs are worked again');
  });

  it('does not inherit the transaction it was started or woken in', async () => {
    const { database } = opened();
    const inherited: boolean[] = [];
    const worker = newWorker(() => {
      inherited.push(database.inTransaction());
      return Promise.resolve(DONE);
    });
    await database.transaction(async () => {
      await raise();
      worker.start();
    });
    await allGone();
    expect(inherited).toEqual([false]);
  });

  describe('stop', () => {
    it('waits for what runs and takes no more', async () => {
      const end = gate();
      let runs = 0;
      const worker = start(
        async () => {
          runs += 1;
          await end.opened;
          return DONE;
        },
        { concurrency: 1 }
      );
      await raise({ key: 'a', priority: 1 });
      await waitUntil(() => runs === 1);
      await raise({ key: 'b', priority: 2 });
      let isStopped = false;
      const stopped = worker.stop({ graceMs: 60 * SECOND }).then(() => (isStopped = true));
      expect(await staysTrue(() => !isStopped, { forMs: 100 })).toBe(true);
      end.open();
      await stopped;
      expect(await jobs()).toMatchObject([{ key: 'b', leaseBy: null, attempts: 0 }]);
      expect(runs).toBe(1);
    });

    it('aborts what outlasts the grace and gives its job back as it was', async () => {
      let reason: unknown;
      const entered = gate();
      const worker = start(
        ({ signal }) =>
          new Promise((_, reject) => {
            entered.open();
            signal.addEventListener('abort', () => {
              reason = signal.reason;
              reject(new Error('aborted'));
            });
          })
      );
      await raise();
      await entered.opened;
      await worker.stop({ graceMs: 10 });
      expect(reason).toMatchObject({ name: 'WorkerStoppedError' });
      expect(await jobs()).toMatchObject([{ leaseBy: null, leaseUntil: null, attempts: 0 }]);
      expect((await jobs())[0]!.runAt).toBeLessThanOrEqual(Date.now());
    });

    it('leaves behind a handler that ignores its signal, under its lease', async () => {
      const entered = gate();
      const end = gate();
      const worker = start(async () => {
        entered.open();
        await end.opened;
        throw new Error('too late');
      });
      await raise();
      await entered.opened;
      await worker.stop({ graceMs: 10 });
      expect((await jobs())[0]!.leaseBy).not.toBeNull();
      expect(log.warn.mock.calls.flat().join()).toContain('did not heed');
      end.open();
      await waitUntil(async () => (await jobs())[0]!.leaseBy === null);
    });

    it('may be called at any time, and be followed by a start', async () => {
      const worker = newWorker(() => Promise.resolve(DONE));
      await worker.stop();
      worker.start();
      worker.start();
      await Promise.all([worker.stop(), worker.stop()]);
      await raise();
      worker.start();
      await allGone();
    });
  });
});
