import { z } from 'zod';

import { asMatched, type KnownKeys } from '../domain/customer-key';
import { classWindow, type PresenceThresholds } from '../domain/presence';
import type { Database, JobLog } from '../jobs/database';
import type { ClaimedJob, JobHandler, JobOutcome, JobRequest, Outbox } from '../jobs/types';
import type { createAttendanceRows } from './attendance-rows';
import { collectRun, type CollectedRun } from './collect-run';
import type { ListedRows } from './listed-rows';
import { readRegistrants, withPresences } from './presences';
import { runKey } from './run-key';
import type { RunPatch, RunRow, RunRows } from './run-rows';

/** From the first event until the fold: a class that begins makes many events at once. */
const FOLD_DELAY_MS = 700;
/** A fold of a large class waits for so many times its own length before the next. */
const REST_FACTOR = 4;
/** From the end until a run is sealed: the last reading of Zoom's list comes after a day. */
export const SEAL_AFTER_MS = 48 * 3600_000;

const payloadSchema = z.object({ uuid: z.string(), accountId: z.string(), zoomId: z.string() });
export type RunAddress = z.infer<typeof payloadSchema>;

/** One job per run: raises merge. */
export const foldJob = (run: RunAddress, delayMs = FOLD_DELAY_MS): JobRequest => ({
  task: 'fold-attendance',
  key: `attendance:${runKey(run.uuid)}`,
  payload: { uuid: run.uuid, accountId: run.accountId, zoomId: run.zoomId },
  delayMs,
});

/** What a run's plan says; null where a meeting has none. */
export type RunPlan = {
  meetingRowId: number;
  plannedStart: Date | null;
  plannedEnd: Date | null;
};

export type FoldDeps = {
  database: Database;
  outbox: Outbox;
  runs: RunRows;
  listed: ListedRows;
  rows: ReturnType<typeof createAttendanceRows>;
  /** The meeting that has or had this number in Zoom; null: none of ours. */
  planOf(address: { accountId: string; zoomId: string }): Promise<RunPlan | null>;
  thresholds(): PresenceThresholds;
  /** Whom the meeting's customer keys were given to. */
  knownKeys(meetingRowId: number): Promise<KnownKeys>;
  /** Asks for the meeting to be looked after: a run began or ended. */
  raiseWatch(meetingRowId: number, delayMs: number): Promise<void>;
  /** It is known who came and for how long; once per run, in the transaction that says so. */
  onReady(run: RunRow, attended: number): Promise<void>;
  clock: () => Date;
  log: JobLog;
};

const withoutReady = ({ readyAt: _readyAt, ...rest }: RunPatch): RunPatch => rest;

const pastOf = (at: Date, now: Date): number => Math.max(0, now.getTime() - at.getTime());

/**
 * The handler of `fold-attendance`: reads all that is stored of a run and makes its rows say what
 * follows from it. Running twice, late or merged makes no difference.
 */
export const createFold = (deps: FoldDeps): JobHandler => {
  const { database, outbox, runs, listed, rows, clock } = deps;
  const notBefore = new Map<string, number>();

  /** A meeting runs once at a time: with a later run begun, an earlier one is over. */
  const closeOvertaken = async (run: RunRow, meetingRowId: number): Promise<void> => {
    const all = await runs.ofMeeting(meetingRowId);
    for (const one of all) {
      const next = all.find(
        (other) => other.startedAt && one.startedAt && other.startedAt > one.startedAt
      );
      if (!next?.startedAt || one.endKnownBy === 'told') continue;
      if (one.endedAt && one.endedAt <= next.startedAt) continue;
      const { startedAt } = next;
      await runs.change(one, () => ({ endedAt: startedAt, endKnownBy: 'inferred' }));
      if (one.uuid !== run.uuid && one.accountId && one.zoomId) {
        const { uuid, accountId, zoomId } = one;
        await outbox.raise(foldJob({ uuid, accountId, zoomId }, 0));
      }
    }
  };

  const peopleOf = async (
    run: RunRow,
    plan: RunPlan,
    { collected, known }: { collected: CollectedRun; known: KnownKeys }
  ) => {
    const { startedAt, endedAt } = run;
    const { people, present } = collected.fold.settle({
      startedAt: startedAt?.getTime() ?? null,
      endedAt: endedAt?.getTime() ?? null,
      links: run.links,
    });
    const window =
      startedAt && endedAt
        ? classWindow({
            plannedStart: plan.plannedStart?.getTime() ?? null,
            plannedEnd: plan.plannedEnd?.getTime() ?? null,
            startedAt: startedAt.getTime(),
            endedAt: endedAt.getTime(),
          })
        : null;
    const registrants = await readRegistrants(database, plan.meetingRowId);
    const attended = withPresences(people, { registrants, window, thresholds: deps.thresholds() });
    const matched = attended.map((person) => asMatched(person, known));
    return { attended: matched, came: people.length, present };
  };

  const outcomeOf = (run: RunRow, came: number, present: number): RunPatch => {
    const now = clock();
    const isReady = run.endedAt !== null && run.settledAt !== null && run.readyAt === null;
    const isSealable =
      run.settledAt !== null &&
      run.endedAt !== null &&
      run.sealedAt === null &&
      pastOf(run.endedAt, now) >= SEAL_AFTER_MS;
    return {
      participantCount: run.endedAt === null ? present : came,
      foldedAt: now,
      ...(isReady ? { readyAt: now } : {}),
      ...(isSealable ? { sealedAt: now } : {}),
    };
  };

  const fold = async (address: RunAddress, plan: RunPlan, job: ClaimedJob): Promise<void> => {
    const { meetingRowId } = plan;
    const before = await runs.ensure({ ...address, meetingRowId });
    const known = await deps.knownKeys(meetingRowId);
    const collected = await collectRun({ database, listed, known }, before, job.signal);
    await runs.tell(before, { startedAt: collected.startedAt, endedAt: collected.endedAt });
    await closeOvertaken(before, meetingRowId);
    const run = (await runs.find(address.uuid)) ?? before;
    const { attended, came, present } = await peopleOf(run, plan, { collected, known });
    await rows.write({ uuid: run.uuid, meetingRowId }, attended, job.signal);

    const patch = outcomeOf(run, came, present);
    await runs.change(
      run,
      // Of two folds at once the first one says it.
      (now) => (now.readyAt === null ? patch : withoutReady(patch)),
      async ({ before: was, after }) => {
        if (was.readyAt === null && after.readyAt !== null) await deps.onReady(after, came);
        if (patch.sealedAt) await listed.forget(run.uuid);
        const isNews =
          before.startedAt === null || (run.endedAt !== null && before.endedAt === null);
        if (isNews || before.foldedAt === null) await deps.raiseWatch(meetingRowId, 0);
        await job.fence();
      }
    );
  };

  return async (job): Promise<JobOutcome> => {
    const address = payloadSchema.parse(job.payload);
    const earliest = notBefore.get(address.uuid) ?? 0;
    if (clock().getTime() < earliest) return { kind: 'again', at: new Date(earliest) };
    const plan = await deps.planOf(address);
    if (plan === null) return { kind: 'done' };
    const beganAt = performance.now();
    await fold(address, plan, job);
    const tookMs = performance.now() - beganAt;
    notBefore.delete(address.uuid);
    if (tookMs > FOLD_DELAY_MS) {
      notBefore.set(address.uuid, clock().getTime() + tookMs * REST_FACTOR);
    }
    return { kind: 'done' };
  };
};
