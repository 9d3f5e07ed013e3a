import { say } from '../../../contracts/sentences';
import {
  lostCreateSchema,
  matchCandidates,
  plausibleMeetings,
  type LostCreateCandidate,
} from '../domain/lost-create';
import type { SessionIntent } from '../domain/meeting-facts';
import type { MeetingPlan } from '../domain/meeting-plan';
import { ZoomHostError, ZoomMeetingGoneError } from '../zoom/errors';
import type { ZoomMeeting, ZoomMeetingListItem } from '../zoom/types';
import { adoptMeeting } from './create-step';
import { raiseRetiredDeletion } from './retired-meetings';
import { over, saveAndGoOn, saveStep, type Step, type StepResult } from './sync-context';

/** Reads the plausible meetings for their passcode, which Zoom's list leaves out. */
const readCandidates = async (step: Step, ids: string[]): Promise<ZoomMeeting[]> => {
  const meetings: ZoomMeeting[] = [];
  for (const id of ids) {
    try {
      meetings.push(await step.deps.zoom.getMeeting({ id, signal: step.job.signal }));
    } catch (error) {
      if (!(error instanceof ZoomMeetingGoneError)) throw error;
    }
  }
  return meetings;
};

/** `scheduled` has what lies ahead, what runs, and what has just passed. */
const listed = async ({ deps, job }: Step, host: string): Promise<ZoomMeetingListItem[]> => {
  try {
    return await deps.zoom.listMeetings({ host, type: 'scheduled', signal: job.signal });
  } catch (error) {
    // Whatever it made went with the host; without this a row could never have another one.
    if (error instanceof ZoomHostError) return [];
    throw error;
  }
};

type LookUpPlan = Extract<MeetingPlan, { kind: 'look-up' }>;

/**
 * A create whose answer is unknown: finds the meeting it made by the intent, or finds that it made
 * none: the latter not before `lookUpAt`, since Zoom may still be at work on it.
 */
export const lookUpStep = async (
  step: Step,
  { intent, plan }: { intent: SessionIntent; plan: LookUpPlan }
): Promise<StepResult> => {
  const { deps } = step;
  if (plan.notBefore > deps.clock()) return over({ kind: 'again', at: plan.notBefore });

  const lost = lostCreateSchema.parse(intent);
  const found = await listed(step, intent.host);
  const ownedIds = await deps.rows.ownedZoomIds(found.map(({ id }) => id));
  const plausible = plausibleMeetings({ lost, listed: found, ownedIds });
  const read = await readCandidates(
    step,
    plausible.map(({ id }) => id)
  );
  const match = matchCandidates<ZoomMeeting & LostCreateCandidate>(lost, read);
  const settlesAt = new Date(intent.lookUpAt);
  if (match.kind !== 'adopt' && settlesAt > deps.clock()) {
    // The hint was about another meeting; ours may still come.
    const { hintedAt: _hintedAt, ...unhinted } = intent;
    await saveStep(step, { intent: unhinted });
    return over({ kind: 'again', at: settlesAt });
  }
  switch (match.kind) {
    case 'adopt': {
      const host = match.meeting.hostId;
      for (const { id: zoomId, startTime } of match.surplus) {
        await raiseRetiredDeletion(deps.outbox, { zoomId, host, startTime });
      }
      deps.log.info(`zoom: meeting ${match.meeting.id} was made by a call whose answer was lost`);
      return adoptMeeting(step, intent, match.meeting);
    }
    case 'none':
      return saveAndGoOn(step, { intent: null });
    case 'ambiguous': {
      const ids = match.meetings.map(({ id }) => id).join(', ');
      const note = say('sync.several', { ids });
      await saveStep(step, { syncState: 'failed', syncError: note });
      return over({ kind: 'done' });
    }
    default: {
      const unknown: never = match;
      return unknown;
    }
  }
};
