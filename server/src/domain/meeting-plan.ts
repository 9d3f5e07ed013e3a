import type { MeetingState, SyncState } from '../../../contracts/meeting';
import { say } from '../../../contracts/sentences';
import type { MeetingFacts } from './meeting-facts';
import { changedFields, meetingFields, type MeetingFields } from './meeting-request';
import { minuteUtc } from './minute-utc';
import { plannedEnd, type PlannedSession } from './session';
import { shownTimezone } from './timezone-fallback';

/** Zoom restores a deleted meeting for about a week [Zoom Meetings API, meeting status]. */
export const RECOVERABLE_MS = 7 * 24 * 3600_000;

export type PlanPolicy = {
  /** Why nothing may be sent to Zoom at present, in words; null when it may. */
  closedBecause: string | null;
  /** The Zoom account the settings name. */
  accountId: string | null;
  onUnpublish: 'delete' | 'keep';
  deleteGraceMs: number;
  defaultHost: string | null;
  isHostAllowed: (host: string) => boolean;
};

export type PlanInput = {
  now: Date;
  /** Whether the session's content type is one of sessions (still). */
  isBound: boolean;
  /** Null: unpublished or deleted. */
  session: PlannedSession | null;
  meeting: MeetingFacts;
  policy: PlanPolicy;
};

/** What the row shall say when nothing is sent. */
export type Rest = { state: MeetingState; syncState: SyncState; note: string | null };

export type MeetingPlan =
  | { kind: 'keep'; rest: Rest; again: Date | null }
  | { kind: 'look-up'; notBefore: Date }
  /** Zoom is asked whether the meeting runs: what events said, or did not say, may be out of date. */
  | { kind: 'confirm-live'; isOver: boolean }
  | { kind: 'create'; fields: MeetingFields; host: string; replaces: string | null }
  | { kind: 'move-host'; zoomId: string; host: string }
  | { kind: 'recover'; zoomId: string; host: string }
  | { kind: 'update'; zoomId: string; host: string; changes: Partial<MeetingFields> }
  | { kind: 'delete'; zoomId: string; host: string };

const keep = (rest: Rest, again: Date | null = null): MeetingPlan => ({
  kind: 'keep',
  rest,
  again,
});

const endOf = (meeting: MeetingFacts): Date | null =>
  meeting.startTime && plannedEnd(meeting.startTime, meeting.durationMinutes ?? 0);

const hostOf = (meeting: MeetingFacts): string =>
  meeting.lastSent.host ?? meeting.hostId ?? meeting.hostEmail ?? '';

const isSameHost = (meeting: MeetingFacts, host: string): boolean =>
  [meeting.lastSent.host, meeting.hostEmail, meeting.hostId].some(
    (known) => known?.toLowerCase() === host.toLowerCase()
  );

/** The host a session is held by: its own, else the one frozen at its first publish. */
export const sessionHost = ({
  session,
  meeting,
  policy,
}: Omit<PlanInput, 'now' | 'isBound'>): string | null =>
  session?.hostEmail ?? meeting.frozen.host ?? policy.defaultHost;

/** Unpublished or deleted: history stays, a meeting to come goes after its grace. */
const planRemoved = ({ now, meeting, policy }: PlanInput): MeetingPlan => {
  const { zoomId } = meeting;
  if (!zoomId || meeting.deletedAt || meeting.missingSince) {
    return keep({
      state: meeting.startTime ? 'cancelled' : 'unscheduled',
      syncState: 'synced',
      note: null,
    });
  }
  const end = endOf(meeting);
  if (end && end <= now) return keep({ state: 'ended', syncState: 'synced', note: null });
  if (policy.onUnpublish === 'keep') {
    const note = say('plan.keptInZoom');
    return keep({ state: meeting.state, syncState: 'skipped', note }, end);
  }
  if (!meeting.removedAt) {
    // Nobody unpublished it through the CMS: a restored backup or an import must not cancel classes
    // one by one. The reconcile says when it was removed, by itself or after a person confirmed.
    const note = say('plan.unconfirmed');
    return keep({ state: meeting.state, syncState: 'pending', note }, end);
  }
  const due = new Date(meeting.removedAt.getTime() + policy.deleteGraceMs);
  if (due > now) return keep({ state: meeting.state, syncState: 'pending', note: null }, due);
  return { kind: 'delete', zoomId, host: hostOf(meeting) };
};

/** A session whose start has passed: history, or a conflict with a meeting that Zoom still has. */
const planStarted = (
  { now, meeting }: PlanInput,
  span: { start: Date; end: Date }
): MeetingPlan | null => {
  const isInZoom = meeting.zoomId && !meeting.deletedAt && !meeting.missingSince;
  const zoomsStart = isInZoom ? meeting.startTime : null;
  if (zoomsStart && zoomsStart > now) {
    const note = say('plan.startPassed', { start: minuteUtc(zoomsStart) });
    return keep({ state: meeting.state, syncState: 'failed', note });
  }
  if (span.end > now) return null;
  if (meeting.state === 'cancelled') {
    return keep({ state: 'cancelled', syncState: 'synced', note: null });
  }
  // A class may overrun, and the event that says so may be lost.
  if (isInZoom && meeting.state === 'scheduled') return { kind: 'confirm-live', isOver: true };
  if (meeting.zoomId) return keep({ state: 'ended', syncState: 'synced', note: null });
  const note = say('plan.past');
  return keep({ state: 'unscheduled', syncState: 'skipped', note });
};

const planPublished = (input: PlanInput, session: PlannedSession): MeetingPlan => {
  const { now, meeting, policy } = input;
  const fields = meetingFields(session, meeting.frozen);
  const end = plannedEnd(session.startTime, fields.duration);
  if (session.startTime <= now) {
    const settled = planStarted(input, { start: session.startTime, end });
    if (settled) return settled;
  }
  if (meeting.missingSince) {
    const note = say('plan.deletedInZoom');
    return keep({ state: 'cancelled', syncState: 'failed', note });
  }
  const host = sessionHost(input);
  if (!host) {
    const note = say('plan.noHost');
    return keep({ state: meeting.state, syncState: 'failed', note }, end);
  }
  if (!policy.isHostAllowed(host)) {
    const note = say('plan.hostNotAllowed', { host });
    return keep({ state: meeting.state, syncState: 'failed', note }, end);
  }
  const { zoomId } = meeting;
  if (!zoomId) return { kind: 'create', fields, host, replaces: null };
  if (meeting.deletedAt) {
    return now.getTime() - meeting.deletedAt.getTime() < RECOVERABLE_MS
      ? { kind: 'recover', zoomId, host: hostOf(meeting) }
      : { kind: 'create', fields, host, replaces: null };
  }
  if (!isSameHost(meeting, host)) {
    return meeting.frozen.moveRefusedFor === host
      ? { kind: 'create', fields, host, replaces: zoomId }
      : { kind: 'move-host', zoomId, host };
  }
  const changes = changedFields(fields, meeting.lastSent);
  // Zoom reads a start in the past as "now" [Zoom Meetings API]: a running class keeps its start.
  if (session.startTime <= now) delete changes.start_time;
  if (Object.keys(changes).length > 0) return { kind: 'update', zoomId, host, changes };
  const note = noteOnTimezone(session, meeting);
  return keep({ state: 'scheduled', syncState: 'synced', note }, end);
};

const noteOnTimezone = (session: PlannedSession, meeting: MeetingFacts): string | null => {
  const wanted = session.timezone ?? meeting.frozen.timezone;
  const shown = shownTimezone(wanted, meeting.frozen.zoomTimezone);
  return shown !== wanted ? say('plan.timezone', { wanted, shown }) : null;
};

/**
 * What to do about one session's meeting: pure, and applied again just before each call, so that
 * late, repeated or reordered jobs end in the same state.
 */
export const planMeeting = (input: PlanInput): MeetingPlan => {
  const { meeting, policy, session } = input;
  if (!input.isBound) {
    const note = say('plan.notBound');
    return keep({ state: meeting.state, syncState: 'skipped', note });
  }
  if (policy.closedBecause) {
    return keep({ state: meeting.state, syncState: 'paused', note: policy.closedBecause });
  }
  if (meeting.zoomId && meeting.accountId !== policy.accountId) {
    const note = say('plan.otherAccount');
    return keep({ state: meeting.state, syncState: 'skipped', note });
  }
  if (meeting.intent) {
    const { hintedAt, lookUpAt } = meeting.intent;
    return { kind: 'look-up', notBefore: new Date(hintedAt ?? lookUpAt) };
  }
  if (meeting.state === 'live') {
    const end = endOf(meeting);
    return { kind: 'confirm-live', isOver: end !== null && end <= input.now };
  }
  return session ? planPublished(input, session) : planRemoved(input);
};
