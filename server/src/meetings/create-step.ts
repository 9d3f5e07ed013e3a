import { say } from '../../../contracts/sentences';
import type { SessionIntent } from '../domain/meeting-facts';
import type { MeetingPlan } from '../domain/meeting-plan';
import { meetingBody, planHash, type MeetingBody } from '../domain/meeting-request';
import { plannedEnd } from '../domain/session';
import { LOOKUP_AFTER_MS, ZoomRefusedError, ZoomUnknownOutcomeError } from '../zoom/errors';
import type { ZoomMeeting } from '../zoom/types';
import type { MeetingPatch, MeetingRow } from './meeting-row';
import { raiseRetiredDeletion } from './retired-meetings';
import {
  hashOf,
  over,
  timezoneToTry,
  saveAndGoOn,
  saveStep,
  type Step,
  type StepResult,
  untilItsEnd,
} from './sync-context';
import { snapshotOf } from './zoom-snapshot';

type CreatePlan = Extract<MeetingPlan, { kind: 'create' }>;

const newIntent = (step: Step, plan: CreatePlan): SessionIntent => {
  const now = step.deps.clock();
  const { topic, start_time: startTime, duration } = plan.fields;
  return {
    host: plan.host,
    topic,
    startTime,
    durationMinutes: duration,
    passcode: step.row.frozen.passcodeRefused
      ? { kind: 'none' }
      : { kind: 'marker', value: step.deps.newPasscode() },
    startedAt: now.toISOString(),
    fields: plan.fields,
    // Should this process die in the call, nobody corrects this: the longest wait holds.
    lookUpAt: new Date(now.getTime() + LOOKUP_AFTER_MS.timeout).toISOString(),
    replaces: plan.replaces,
  };
};

/** What the app's hook says of a meeting about to be made. */
const askApp = async ({ deps, session }: Step, { host, fields }: CreatePlan) =>
  session && deps.hooks.beforeCreate({ session, host, fields });

/** The app's further fields below the plugin's own: what the plugin keeps in line, it sets. */
const withOwnFields = (body: MeetingBody, own: Record<string, unknown> = {}): MeetingBody => {
  const settings = own['settings'];
  const further = typeof settings === 'object' && settings !== null ? settings : {};
  return { ...own, ...body, settings: { ...further, ...body.settings } };
};

/**
 * Makes the meeting: the intent is saved before the call, the answer after it. A lost answer is
 * neither success nor failure; the next look at the row searches Zoom for what the call made.
 */
export const createStep = async (step: Step, plan: CreatePlan): Promise<StepResult> => {
  const own = await askApp(step, plan);
  if (own && 'refuse' in own) {
    const patch = { syncState: 'failed', syncError: own.refuse, planHash: hashOf(step) } as const;
    await saveStep(step, patch);
    return over(untilItsEnd(step));
  }
  const intent = newIntent(step, plan);
  const withIntent = { ...step, row: await saveStep(step, { intent }) };
  const password = intent.passcode.kind === 'marker' ? { password: intent.passcode.value } : {};
  let meeting: ZoomMeeting;
  try {
    meeting = await step.deps.zoom.createMeeting({
      host: plan.host,
      startTime: new Date(plan.fields.start_time),
      body: { ...withOwnFields(meetingBody(plan.fields), own?.body), type: 2, ...password },
      signal: step.job.signal,
    });
  } catch (error) {
    return afterFailure(withIntent, intent, error);
  }
  return adoptMeeting(withIntent, intent, meeting);
};

const afterFailure = async (
  step: Step,
  intent: SessionIntent,
  error: unknown
): Promise<StepResult> => {
  if (error instanceof ZoomUnknownOutcomeError) {
    const lookUpAt = new Date(step.deps.clock().getTime() + (error.laterMs ?? 0));
    const note = say('sync.answerLost');
    await saveStep(step, {
      intent: { ...intent, lookUpAt: lookUpAt.toISOString() },
      syncState: 'pending',
      syncError: note,
    });
    return over({ kind: 'again', at: lookUpAt });
  }
  const { frozen } = step.row;
  if (error instanceof ZoomRefusedError) {
    const refused = new Set(error.fields.map(({ field }) => field));
    if (refused.has('password') && intent.passcode.kind === 'marker') {
      return saveAndGoOn(step, { intent: null, frozen: { ...frozen, passcodeRefused: true } });
    }
    const zoomTimezone = refused.has('timezone') ? timezoneToTry(step) : null;
    if (zoomTimezone) {
      return saveAndGoOn(step, { intent: null, frozen: { ...frozen, zoomTimezone } });
    }
  }
  // Zoom certainly made nothing: the next try starts anew.
  await saveStep(step, { intent: null });
  throw error;
};

/** Saves a meeting that Zoom has as this row's own, and retires the one it takes the place of. */
export const adoptMeeting = async (
  step: Step,
  intent: SessionIntent,
  meeting: ZoomMeeting
): Promise<StepResult> => {
  const { deps, row } = step;
  const accountId = deps.policy().accountId;
  const start = new Date(intent.fields.start_time);
  const patch: MeetingPatch = {
    zoomId: meeting.id,
    uuid: meeting.uuid,
    topic: intent.fields.topic,
    startTime: start,
    duration: intent.fields.duration,
    endTime: plannedEnd(start, intent.fields.duration),
    timezone: intent.fields.timezone,
    joinUrl: meeting.joinUrl,
    passcode: meeting.password,
    hostId: meeting.hostId,
    hostEmail: meeting.hostEmail ?? (intent.host.includes('@') ? intent.host : null),
    accountId,
    state: 'scheduled',
    syncState: 'synced',
    syncError: null,
    lastSent: { ...intent.fields, host: intent.host },
    lastSeen: snapshotOf(meeting),
    drift: [],
    intent: null,
    planHash: planHash({ fields: intent.fields, host: intent.host }),
    deletedAt: null,
    missingSince: null,
  };
  return saveAndGoOn(step, patch, async () => {
    await deps.rows.ownZoomId({ row, accountId: accountId ?? '', zoomId: meeting.id });
    if (row.zoomId && row.zoomId !== meeting.id) await retire(step, row, row.zoomId);
  });
};

const retire = async ({ deps }: Step, row: MeetingRow, zoomId: string): Promise<void> => {
  await deps.rows.retireZoomId({ zoomId, now: deps.clock() });
  const isGone = row.deletedAt !== null || row.missingSince !== null;
  if (isGone) return;
  const host = row.lastSent.host ?? row.hostId ?? '';
  await raiseRetiredDeletion(deps.outbox, { zoomId, host, startTime: row.startTime });
};
