import { type Claim, claimJobs } from '../../../server/src/jobs/claim-jobs';
import { completeJob } from '../../../server/src/jobs/complete-job';
import { fenceJob } from '../../../server/src/jobs/fence-job';
import { LeaseLostError } from '../../../server/src/jobs/lease-lost-error';
import { createOutbox } from '../../../server/src/jobs/outbox';
import { releaseLease } from '../../../server/src/jobs/release-lease';
import { renewLease } from '../../../server/src/jobs/renew-lease';
import { rescheduleJob } from '../../../server/src/jobs/reschedule-job';
import { onEachDatabase } from '../../support/job-database';

const KEY = 'sync:a';
const leaseMs = 60_000;

onEachDatabase('claims', (opened) => {
  const raise = () =>
    createOutbox({ database: opened().database, onRaised: () => undefined }).raise({
      task: 'sync-meeting',
      key: KEY,
      payload: {},
      delayMs: 0,
    });
  const claim = async (): Promise<Claim> => {
    const { database } = opened();
    const [got] = await claimJobs({ database, tasks: ['sync-meeting'], limit: 5, leaseMs });
    expect(got).toBeDefined();
    return got!;
  };
  const endLease = () => opened().patchJob(KEY, { lease_until: Date.now() - 10_000 });
  const fence = (held: Claim) => fenceJob(opened().database, { claim: held, leaseMs });

  it('lets nobody write who lost the job, though its version is the same', async () => {
    const { database } = opened();
    await raise();
    const lost = await claim();
    await endLease();
    const held = await claim();
    expect(held.version).toBe(lost.version);
    const before = await opened().jobs();

    expect(await completeJob(database, lost)).toBe(false);
    await rescheduleJob(database, { claim: lost, at: new Date(), attempts: 9, lastError: 'late' });
    await releaseLease(database, lost);
    expect(await renewLease(database, { claim: lost, leaseMs })).toBe(false);
    await expect(fence(lost)).rejects.toThrow(LeaseLostError);
    expect(await opened().jobs()).toEqual(before);

    await fence(held);
    expect(await completeJob(database, held)).toBe(true);
  });

  it('gives one job to one of many who claim at one moment', async () => {
    const { database } = opened();
    await raise();
    const claims = await Promise.all(
      Array.from({ length: 8 }, () =>
        claimJobs({ database, tasks: ['sync-meeting'], limit: 1, leaseMs })
      )
    );
    expect(claims.flat()).toHaveLength(1);
  });

  it('fences out a lease that ran out, though nobody took the job yet', async () => {
    await raise();
    const held = await claim();
    await endLease();
    await expect(fence(held)).rejects.toThrow(LeaseLostError);
  });

  it('fences out who holds a job that was removed', async () => {
    await raise();
    const held = await claim();
    await completeJob(opened().database, held);
    await expect(fence(held)).rejects.toThrow(LeaseLostError);
  });

  it('revives a lease that ran out, until somebody takes the job', async () => {
    const { database } = opened();
    await raise();
    const held = await claim();
    await endLease();
    expect(await renewLease(database, { claim: held, leaseMs })).toBe(true);
    await fence(held);
  });

  it('claims only tasks that were asked for', async () => {
    await raise();
    const { database } = opened();
    expect(await claimJobs({ database, tasks: ['reconcile'], limit: 5, leaseMs })).toEqual([]);
  });

  it('holds the job until a fenced save is committed, however long that takes', async () => {
    const { database, kind } = opened();
    await raise();
    const held = await claim();
    const tryToTake = () => claimJobs({ database, tasks: ['sync-meeting'], limit: 1, leaseMs });
    let taken: Promise<void> | undefined;
    await database.transaction(async () => {
      await fence(held);
      // SQLite's one connection makes every other query wait anyway.
      if (kind !== 'sqlite') expect(await tryToTake()).toEqual([]);
      taken = endLease();
      await Promise.race([taken, new Promise((resolve) => setTimeout(resolve, 50))]);
      await fence(held);
    });
    await taken;
    expect(await tryToTake()).toHaveLength(1);
  });
});
