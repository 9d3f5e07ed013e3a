import type { MeetingFacts, SessionIntent } from '../../../server/src/domain/meeting-facts';
import type { PlanInput, PlanPolicy } from '../../../server/src/domain/meeting-plan';
import { meetingFields } from '../../../server/src/domain/meeting-request';
import type { FrozenDefaults, PlannedSession } from '../../../server/src/domain/session';

/** A Monday morning; a session is planned for the day after. */
export const NOW = new Date('2026-03-02T09:00:00Z');
export const ACCOUNT = 'account-1';
export const MARIA = 'maria@company.com';
export const AMIR = 'amir@company.com';

export const inMinutes = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);

export const frozen = (more: Partial<FrozenDefaults> = {}): FrozenDefaults => ({
  host: MARIA,
  durationMinutes: 60,
  timezone: 'Europe/Zurich',
  waitingRoom: true,
  joinBeforeHost: false,
  autoRecording: 'none',
  ...more,
});

export const session = (more: Partial<PlannedSession> = {}): PlannedSession => ({
  uid: 'plugin::zoom.course-session',
  documentId: 'doc1',
  locale: 'en',
  topic: 'Algebra - Session 1',
  agenda: '',
  startTime: inMinutes(24 * 60),
  durationMinutes: 60,
  timezone: 'Europe/Zurich',
  hostEmail: MARIA,
  options: {
    waitingRoom: 'default',
    joinBeforeHost: 'default',
    autoRecording: 'default',
    muteUponEntry: 'default',
    hostVideo: 'default',
    participantVideo: 'default',
  },
  ...more,
});

/** The row of a session that never had a meeting. */
export const newRow = (more: Partial<MeetingFacts> = {}): MeetingFacts => ({
  zoomId: null,
  accountId: null,
  state: 'unscheduled',
  syncState: 'pending',
  startTime: null,
  durationMinutes: null,
  hostId: null,
  hostEmail: null,
  frozen: frozen(),
  lastSent: {},
  intent: null,
  removedAt: null,
  deletedAt: null,
  missingSince: null,
  ...more,
});

/** The row of a session whose meeting Zoom has as `of` says. */
export const madeRow = (
  more: Partial<MeetingFacts> = {},
  of: PlannedSession = session()
): MeetingFacts => ({
  ...newRow(),
  zoomId: '81234567890',
  accountId: ACCOUNT,
  state: 'scheduled',
  syncState: 'synced',
  startTime: of.startTime,
  durationMinutes: of.durationMinutes ?? 60,
  hostId: 'id-of-maria',
  hostEmail: MARIA,
  lastSent: { ...meetingFields(of, frozen()), host: of.hostEmail ?? MARIA },
  ...more,
});

export const intentOf = (of: PlannedSession, more: Partial<SessionIntent> = {}): SessionIntent => {
  const fields = meetingFields(of, frozen());
  return {
    host: of.hostEmail ?? MARIA,
    topic: fields.topic,
    startTime: fields.start_time,
    durationMinutes: fields.duration,
    passcode: { kind: 'marker', value: 'Ab3defghij' },
    startedAt: NOW.toISOString(),
    fields,
    lookUpAt: inMinutes(1).toISOString(),
    replaces: null,
    ...more,
  };
};

export const policy = (more: Partial<PlanPolicy> = {}): PlanPolicy => ({
  closedBecause: null,
  accountId: ACCOUNT,
  onUnpublish: 'delete',
  deleteGraceMs: 5000,
  defaultHost: MARIA,
  isHostAllowed: () => true,
  ...more,
});

export const input = (more: Partial<PlanInput> = {}): PlanInput => ({
  now: NOW,
  isBound: true,
  session: session(),
  meeting: madeRow(),
  policy: policy(),
  ...more,
});
