import { baselineAfterWrite, driftBetween } from '../domain/drift';
import type { MeetingPlan } from '../domain/meeting-plan';
import { meetingBody, type MeetingFields } from '../domain/meeting-request';
import { plannedEnd } from '../domain/session';
import { ZoomHostError, ZoomMeetingGoneError, ZoomRefusedError } from '../zoom/errors';
import type { MeetingPatch } from './meeting-row';
import {
  over,
  saveAndGoOn,
  saveStep,
  timezoneToTry,
  type Step,
  type StepResult,
} from './sync-context';
import { PUT_BACK, snapshotOf } from './zoom-snapshot';

type Plan<K extends MeetingPlan['kind']> = Extract<MeetingPlan, { kind: K }>;

/** The row's public columns of fields that were sent. */
const columnsOf = (sent: Partial<MeetingFields>, step: Step): MeetingPatch => {
  const start = sent.start_time ? new Date(sent.start_time) : step.row.startTime;
  const duration = sent.duration ?? step.row.durationMinutes;
  return {
    ...(sent.topic === undefined ? {} : { topic: sent.topic }),
    ...(sent.timezone === undefined ? {} : { timezone: sent.timezone }),
    startTime: start,
    duration,
    endTime: start && plannedEnd(start, duration ?? 0),
  };
};

/**
 * Zoom's own answer after our write: what later reads are compared with. What somebody else changed
 * in Zoom, and we did not send, stays a difference.
 */
const readBack = async (
  { deps, job, row }: Step,
  { zoomId, sent }: { zoomId: string; sent: Partial<MeetingFields> }
): Promise<MeetingPatch> => {
  const stillTheirs = row.drift.filter(({ field }) => !(field in sent));
  const before = Object.fromEntries(stillTheirs.map(({ field }) => [field, row.lastSeen[field]]));
  const { [PUT_BACK]: putBackOver } = row.lastSeen;
  try {
    const meeting = await deps.zoom.getMeeting({ id: zoomId, signal: job.signal });
    const now = snapshotOf(meeting);
    const afterOurWrite = baselineAfterWrite({ before: row.lastSeen, now, sent });
    return {
      lastSeen: {
        ...afterOurWrite,
        ...(putBackOver === undefined ? {} : { [PUT_BACK]: putBackOver }),
      },
      joinUrl: meeting.joinUrl,
      passcode: meeting.password,
      drift: driftBetween({ afterOurWrite, now, sent: row.lastSent }),
    };
  } catch {
    // The write worked; without a read there is nothing to compare with until the next one.
    deps.log.debug(`zoom: meeting ${zoomId} was changed but could not be read afterwards`);
    return { lastSeen: before, drift: stillTheirs };
  }
};

/** Sends the fields that differ, and only those. */
export const updateStep = async (step: Step, plan: Plan<'update'>): Promise<StepResult> => {
  const { deps, job, row } = step;
  try {
    await deps.zoom.updateMeeting({
      id: plan.zoomId,
      host: plan.host,
      startTime: plan.changes.start_time ? new Date(plan.changes.start_time) : row.startTime,
      body: meetingBody(plan.changes),
      signal: job.signal,
    });
  } catch (error) {
    const isZone =
      error instanceof ZoomRefusedError && error.fields.some(({ field }) => field === 'timezone');
    const zoomTimezone = isZone ? timezoneToTry(step) : null;
    if (!zoomTimezone) throw error;
    return saveAndGoOn(step, { frozen: { ...row.frozen, zoomTimezone } });
  }
  return saveAndGoOn(step, {
    ...columnsOf(plan.changes, step),
    state: 'scheduled',
    lastSent: { ...row.lastSent, ...plan.changes },
    ...(await readBack(step, { zoomId: plan.zoomId, sent: plan.changes })),
  });
};

/**
 * Moves the meeting to another host. Zoom allows it only to those who may schedule for the other
 * host (a Server-to-Server app seldom may): refused, the next look makes a new meeting instead.
 */
export const moveHostStep = async (step: Step, plan: Plan<'move-host'>): Promise<StepResult> => {
  const { deps, job, row } = step;
  const refuseMove = () =>
    saveAndGoOn(step, { frozen: { ...row.frozen, moveRefusedFor: plan.host } });
  try {
    await deps.zoom.updateMeeting({
      id: plan.zoomId,
      host: row.lastSent.host ?? row.hostId ?? plan.host,
      startTime: row.startTime,
      body: { schedule_for: plan.host },
      signal: job.signal,
    });
  } catch (error) {
    if (!(error instanceof ZoomRefusedError || error instanceof ZoomHostError)) throw error;
    return refuseMove();
  }
  const meeting = await deps.zoom.getMeeting({ id: plan.zoomId, signal: job.signal });
  // Answered as done and yet where it was: the answer of the meeting itself counts.
  if (meeting.hostId === row.hostId) return refuseMove();
  return saveAndGoOn(step, {
    lastSent: { ...row.lastSent, host: plan.host },
    hostId: meeting.hostId,
    hostEmail: meeting.hostEmail ?? (plan.host.includes('@') ? plan.host : null),
    lastSeen: snapshotOf(meeting),
    joinUrl: meeting.joinUrl,
  });
};

const isThere = async ({ deps, job }: Step, zoomId: string): Promise<boolean> => {
  try {
    await deps.zoom.getMeeting({ id: zoomId, signal: job.signal });
    return true;
  } catch (error) {
    if (error instanceof ZoomMeetingGoneError) return false;
    throw error;
  }
};

const forgetMeeting = (step: Step, zoomId: string): Promise<StepResult> =>
  saveAndGoOn(step, { zoomId: null, deletedAt: null, joinUrl: null, uuid: null }, () =>
    step.deps.rows.retireZoomId({ zoomId, now: step.deps.clock() })
  );

/**
 * Published again within Zoom's week: the same id and link come back. A refusal may be of a second
 * try after the first one's answer was lost, so only a read says that the meeting is gone.
 */
export const recoverStep = async (step: Step, plan: Plan<'recover'>): Promise<StepResult> => {
  const { deps, job } = step;
  try {
    await deps.zoom.recoverMeeting({ id: plan.zoomId, host: plan.host, signal: job.signal });
  } catch (error) {
    if (!(error instanceof ZoomMeetingGoneError || error instanceof ZoomRefusedError)) throw error;
    if (!(await isThere(step, plan.zoomId))) return forgetMeeting(step, plan.zoomId);
  }
  return saveAndGoOn(step, {
    deletedAt: null,
    state: 'scheduled',
    ...(await readBack(step, { zoomId: plan.zoomId, sent: {} })),
  });
};

/** Takes the meeting away in Zoom; the row, its id and its history stay. */
export const deleteStep = async (step: Step, plan: Plan<'delete'>): Promise<StepResult> => {
  const { deps, job } = step;
  await deps.zoom.deleteMeeting({
    id: plan.zoomId,
    host: plan.host,
    remindHost: deps.sendsReminders(),
    remindRegistrants: deps.sendsReminders(),
    signal: job.signal,
  });
  return saveAndGoOn(step, {
    deletedAt: deps.clock(),
    state: 'cancelled',
    syncState: 'synced',
    syncError: null,
    drift: [],
  });
};

/** How often a meeting that runs past its plan is looked at. */
const LIVE_CHECK_MS = 10 * 60_000;

/** Whether Zoom has the meeting running; what is over need not exist any more. */
const isRunning = async (
  { deps, job }: Step,
  { zoomId, isOver }: { zoomId: string; isOver: boolean }
): Promise<boolean> => {
  try {
    const meeting = await deps.zoom.getMeeting({ id: zoomId, signal: job.signal });
    return meeting.status === 'started';
  } catch (error) {
    if (isOver && error instanceof ZoomMeetingGoneError) return false;
    throw error;
  }
};

/**
 * A meeting said to be live, or whose planned end has come, is asked for in Zoom: its start or its
 * end may never have reached us.
 */
export const confirmLiveStep = async (
  step: Step,
  { isOver }: Plan<'confirm-live'>
): Promise<StepResult> => {
  const { deps, row } = step;
  const now = deps.clock();
  if (row.zoomId && (await isRunning(step, { zoomId: row.zoomId, isOver }))) {
    if (row.state !== 'live') await saveStep(step, { state: 'live' });
    const at = !isOver && row.endTime ? row.endTime : new Date(now.getTime() + LIVE_CHECK_MS);
    return over({ kind: 'again', at });
  }
  return saveAndGoOn(step, (fresh) => {
    // Opened again while Zoom was asked: that run is not the one that was found over.
    const isSameRun = fresh.runs.current?.uuid === row.runs.current?.uuid;
    if (!isSameRun) return {};
    return { state: isOver ? 'ended' : 'scheduled', runs: { ...fresh.runs, current: null } };
  });
};
