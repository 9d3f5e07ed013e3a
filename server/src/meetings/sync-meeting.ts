import { z } from 'zod';
import { planMeeting, type MeetingPlan, type Rest } from '../domain/meeting-plan';
import type { PlannedSession } from '../domain/session';
import { HookFailedError } from '../hooks';
import type { JobHandler, JobOutcome } from '../jobs/types';
import { createStep } from './create-step';
import { heldByHost } from './host-hold';
import { lookUpStep } from './look-up-step';
import { recordFailure, recordHookFailure } from './sync-failure';
import { hashOf, over, saveStep, type Step, type StepResult, type SyncDeps } from './sync-context';
import { confirmLiveStep, deleteStep, moveHostStep, recoverStep, updateStep } from './update-steps';

const payloadSchema = z.object({ uid: z.string(), documentId: z.string() });

/** More steps than the longest way there (recover, refused, create, refused twice, adopt) has. */
const MOST_STEPS = 12;

/** Writes what the row shall say; nothing where it says so already. */
const rest = async (step: Step, said: Rest): Promise<void> => {
  const { row } = step;
  const hash = hashOf(step);
  const isSaid =
    row.state === said.state &&
    row.syncState === said.syncState &&
    row.syncError === said.note &&
    row.planHash === hash;
  if (isSaid) return;
  await saveStep(step, {
    state: said.state,
    syncState: said.syncState,
    syncError: said.note,
    planHash: hash,
  });
};

const carryOut = async (step: Step, plan: MeetingPlan): Promise<StepResult> => {
  switch (plan.kind) {
    case 'keep':
      await rest(step, plan.rest);
      return over(plan.again ? { kind: 'again', at: plan.again } : { kind: 'done' });
    case 'look-up':
      return step.row.intent
        ? lookUpStep(step, { intent: step.row.intent, plan })
        : over({ kind: 'done' });
    case 'confirm-live':
      return confirmLiveStep(step, plan);
    case 'create':
      return createStep(step, plan);
    case 'move-host':
      return moveHostStep(step, plan);
    case 'recover':
      return recoverStep(step, plan);
    case 'update':
      return updateStep(step, plan);
    case 'delete':
      return deleteStep(step, plan);
    default: {
      const unknown: never = plan;
      return unknown;
    }
  }
};

/**
 * Brings one session's meeting in line with the session as it is now. It reads, decides, makes at
 * most one call to Zoom, saves, and looks again until nothing is left to do; so merged, late,
 * repeated and reordered jobs all end in the same state.
 */
export const createMeetingSync = (deps: SyncDeps): JobHandler => {
  const work = async (job: Parameters<JobHandler>[0]): Promise<JobOutcome> => {
    const key = payloadSchema.parse(job.payload);
    for (let count = 0; count < MOST_STEPS; count += 1) {
      const row = await deps.rows.findBySession(key);
      if (!row) return { kind: 'done' };
      let session: PlannedSession | null;
      try {
        session = await deps.reader.published(key);
      } catch (error) {
        return await recordHookFailure({ deps, job, row }, error);
      }
      const step: Step = { deps, job, row, session };
      const plan = planMeeting({
        now: deps.clock(),
        isBound: deps.reader.isBound(key.uid),
        session,
        meeting: row,
        policy: deps.policy(),
      });
      let result: StepResult;
      try {
        result = (await heldByHost(step, plan)) ?? (await carryOut(step, plan));
      } catch (error) {
        if (error instanceof HookFailedError) return await recordHookFailure(step, error);
        return recordFailure({ step, key, plan }, error);
      }
      if (result.kind === 'over') return result.outcome;
    }
    throw new Error(`zoom: session ${key.documentId} did not settle in ${MOST_STEPS} steps`);
  };
  return work;
};
