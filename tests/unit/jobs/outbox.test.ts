import { claimJobs } from '../../../server/src/jobs/claim-jobs';
import { completeJob } from '../../../server/src/jobs/complete-job';
import { DEFAULT_DELAY_MS, createOutbox } from '../../../server/src/jobs/outbox';
import type { JobRequest } from '../../../server/src/jobs/types';
import { onEachDatabase } from '../../support/job-database';

const request = (more: Partial<JobRequest> = {}): JobRequest => ({
  task: 'sync-meeting',
  key: 'sync:a',
  payload: { rowId: 1 },
  ...more,
});

onEachDatabase('outbox', (opened) => {
  const setUp = () => {
    const onRaised = jest.fn();
    const { database } = opened();
    const outbox = createOutbox({ database, onRaised });
    const claim = (limit = 1) =>
      claimJobs({ database, tasks: ['sync-meeting'], limit, leaseMs: 90_000 });
    return { database, outbox, onRaised, claim };
  };

  it('inserts a job due after its delay', async () => {
    const { outbox, onRaised } = setUp();
    const before = Date.now();
    await outbox.raise(request({ priority: 1_900_000_000_000 }));
    const [job] = await opened().jobs();
    expect(job).toMatchObject({
      task: 'sync-meeting',
      version: 1,
      attempts: 0,
      priority: 1_900_000_000_000,
      leaseBy: null,
    });
    // The database's clock is this machine's.
    expect(job!.runAt).toBeGreaterThanOrEqual(before + DEFAULT_DELAY_MS - 1);
    expect(job!.runAt).toBeLessThanOrEqual(Date.now() + DEFAULT_DELAY_MS + 1);
    expect(onRaised).toHaveBeenCalledTimes(1);
  });

  it('keeps any payload', async () => {
    const { outbox, claim } = setUp();
    const payload = {
      text: `it's "50%" ? $1 :x \\ \n é 漢字 🎓`,
      nested: { list: [1, null, true], big: Number.MAX_SAFE_INTEGER },
      long: 'x'.repeat(100_000),
    };
    await outbox.raise(request({ payload, delayMs: 0 }));
    const [claimed] = await claim();
    expect(JSON.parse(claimed!.payloadJson)).toEqual(payload);
  });

  it('makes ten raises one row, with the last payload and a version for each', async () => {
    const { outbox } = setUp();
    for (let save = 1; save <= 10; save += 1) {
      await outbox.raise(request({ payload: { save }, priority: save }));
    }
    const jobs = await opened().jobs();
    expect(jobs).toHaveLength(1);
    expect(jobs[0]).toMatchObject({ version: 10, payload: '{"save":10}', priority: 10 });
  });

  it('counts every one of many raises at one moment', async () => {
    const { outbox } = setUp();
    const keys = ['sync:a', 'sync:b', 'sync:c'];
    await Promise.all(
      Array.from({ length: 30 }, (_, at) => outbox.raise(request({ key: keys[at % 3]! })))
    );
    expect((await opened().jobs()).map(({ key, version }) => [key, version])).toEqual(
      keys.map((key) => [key, 10])
    );
  });

  it('never moves a due time back, and starts a failing job anew', async () => {
    const { outbox } = setUp();
    await outbox.raise(request({ delayMs: 1000 }));
    const [first] = await opened().jobs();
    await outbox.raise(request({ delayMs: 60_000 }));
    expect((await opened().jobs())[0]!.runAt).toBe(first!.runAt);

    await opened().patchJob('sync:a', { run_at: Date.now() + 3_600_000, attempts: 7 });
    await outbox.raise(request({ delayMs: 1000 }));
    const [again] = await opened().jobs();
    expect(again!.runAt).toBeLessThan(Date.now() + 3000);
    expect(again!.attempts).toBe(0);
  });

  it('makes a job under a lease due anew, once', async () => {
    const { outbox, claim, database } = setUp();
    await outbox.raise(request({ delayMs: 0 }));
    const [claimed] = await claim();
    await outbox.raise(request({ delayMs: 60_000 }));
    const [during] = await opened().jobs();
    expect(during!.runAt).toBeGreaterThan(Date.now() + 50_000);
    await outbox.raise(request({ delayMs: 90_000 }));
    expect((await opened().jobs())[0]!.runAt).toBe(during!.runAt);

    await completeJob(database, claimed!);
    expect(await opened().jobs()).toMatchObject([{ version: 3, leaseBy: null, leaseUntil: null }]);
  });

  it('commits the job with the transaction around it and wakes after that', async () => {
    const { outbox, onRaised, database } = setUp();
    await database.transaction(async () => {
      await database.transaction(() => outbox.raise(request()));
      expect(onRaised).not.toHaveBeenCalled();
    });
    expect(onRaised).toHaveBeenCalledTimes(1);
    expect(await opened().jobs()).toHaveLength(1);
  });

  it('leaves no job and wakes nobody when the transaction rolls back', async () => {
    const { outbox, onRaised, database } = setUp();
    const save = database.transaction(async () => {
      await outbox.raise(request());
      throw new Error('the save failed');
    });
    await expect(save).rejects.toThrow('the save failed');
    expect(await opened().jobs()).toEqual([]);
    expect(onRaised).not.toHaveBeenCalled();
  });

  it('keeps a save whose wake-up call throws', async () => {
    const { database } = setUp();
    const outbox = createOutbox({
      database,
      onRaised: () => {
        throw new Error('no worker');
      },
    });
    await database.transaction(() => outbox.raise(request()));
    await outbox.raise(request());
    expect(await opened().jobs()).toMatchObject([{ version: 2 }]);
  });

  it('refuses a key that does not fit before it spoils a transaction', async () => {
    const { outbox } = setUp();
    await expect(outbox.raise(request({ key: 'k'.repeat(256) }))).rejects.toThrow('256');
    await expect(outbox.raise(request({ key: '' }))).rejects.toThrow(RangeError);
  });
});
