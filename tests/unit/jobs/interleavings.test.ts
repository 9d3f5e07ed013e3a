import fc from 'fast-check';

import { type Claim, claimJobs } from '../../../server/src/jobs/claim-jobs';
import { completeJob } from '../../../server/src/jobs/complete-job';
import { createOutbox } from '../../../server/src/jobs/outbox';
import { releaseLease } from '../../../server/src/jobs/release-lease';
import { renewLease } from '../../../server/src/jobs/renew-lease';
import { rescheduleJob } from '../../../server/src/jobs/reschedule-job';
import { type JobDatabase, onEachDatabase } from '../../support/job-database';

const KEY = 'sync:a';

type Step =
  | { kind: 'raise' | 'claim' | 'lease-ends' | 'due' }
  /** On one of the claims so far, held or lost long ago. */
  | { kind: 'complete' | 'fail' | 'renew' | 'release'; which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('raise' as const) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('claim' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('lease-ends' as const, 'due' as const) }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'complete' as const,
        'fail' as const,
        'renew' as const,
        'release' as const
      ),
      which: fc.nat({ max: 20 }),
    }),
  }
);

/** One job's life under any order of what its writers and workers may do. */
const createLife = ({ database, patchJob, jobs }: JobDatabase) => {
  const outbox = createOutbox({ database, onRaised: () => undefined });
  const claims: Claim[] = [];
  let raises = 0;

  const claim = async (): Promise<Claim | undefined> => {
    const holders = (await jobs()).filter(({ leaseUntil }) => (leaseUntil ?? 0) > Date.now());
    const [got] = await claimJobs({ database, tasks: ['sync-meeting'], limit: 2, leaseMs: 60_000 });
    // One holder at a time.
    if (holders.length > 0) expect(got).toBeUndefined();
    if (got !== undefined) claims.push(got);
    return got;
  };

  const apply = async (next: Step): Promise<void> => {
    switch (next.kind) {
      case 'raise':
        raises += 1;
        return outbox.raise({
          task: 'sync-meeting',
          key: KEY,
          payload: { raises },
          delayMs: raises % 2 === 0 ? 0 : 60_000,
        });
      case 'claim':
        await claim();
        return;
      case 'lease-ends':
        return patchJob(KEY, { lease_until: 1 });
      case 'due':
        return patchJob(KEY, { run_at: 1 });
      default: {
        const held = claims[next.which % Math.max(claims.length, 1)];
        if (held === undefined) return;
        if (next.kind === 'complete') {
          await completeJob(database, held);
          return;
        }
        if (next.kind === 'release') return releaseLease(database, held);
        if (next.kind === 'renew') {
          await renewLease(database, { claim: held, leaseMs: 60_000 });
          return;
        }
        return rescheduleJob(database, {
          claim: held,
          at: new Date(Date.now() + 60_000),
          attempts: held.attempts + 1,
          lastError: 'no answer',
        });
      }
    }
  };

  const runToTheEnd = async (): Promise<void> => {
    for (let round = 0; (await jobs()).length > 0; round += 1) {
      expect(round).toBeLessThan(3);
      await patchJob(KEY, { run_at: 1, lease_until: 1 });
      const got = await claim();
      if (got !== undefined) await completeJob(database, got);
    }
  };

  const lastSeen = () =>
    claims.map(({ payloadJson }) => (JSON.parse(payloadJson) as { raises: number }).raises).at(-1);

  return { apply, runToTheEnd, lastSeen, raises: () => raises };
};

onEachDatabase('any order of raises and runs', (opened) => {
  it('runs the job after its last raise, with what that raise said', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
        await opened().clear();
        const life = createLife(opened());
        for (const next of steps) await life.apply(next);
        await life.runToTheEnd();
        expect(life.lastSeen() ?? 0).toBe(life.raises());
      }),
      { numRuns: 40 }
    );
  });

  it('covers every raise by a run when they come at one moment', async () => {
    const steps = fc.array(fc.constantFrom('raise', 'work'), { minLength: 3, maxLength: 15 });
    await fc.assert(
      fc.asyncProperty(steps, async (kinds) => {
        await opened().clear();
        const { database } = opened();
        const outbox = createOutbox({ database, onRaised: () => undefined });
        // A row counts the raises it stands for: those of the rows that went are all there were.
        let covered = 0;
        const work = async () => {
          const options = { database, tasks: ['sync-meeting'] as const, limit: 1, leaseMs: 60_000 };
          for (const claim of await claimJobs(options)) {
            if (await completeJob(database, claim)) covered += claim.version;
          }
        };
        const raise = () =>
          database.transaction(() =>
            outbox.raise({ task: 'sync-meeting', key: KEY, payload: {}, delayMs: 0 })
          );
        await Promise.all(kinds.map((kind) => (kind === 'raise' ? raise() : work())));
        await work();
        expect(covered).toBe(kinds.filter((kind) => kind === 'raise').length);
        expect(await opened().jobs()).toEqual([]);
      }),
      { numRuns: 20 }
    );
  });
});
