import { meetingFields, planHash } from '../domain/meeting-request';
import { plannedEnd, type PlannedSession } from '../domain/session';
import { nextTimezone, type TimezoneFallback } from '../domain/timezone-fallback';
import { sessionHost, type PlanPolicy } from '../domain/meeting-plan';
import type { SessionHooks } from '../hooks';
import type { HostBudget } from '../jobs/host-budget';
import type { ClaimedJob, JobOutcome, Outbox } from '../jobs/types';
import type { ZoomClient } from '../zoom/types';
import type { MeetingRow } from './meeting-row';
import type { MeetingRows } from './meeting-rows';
import type { SessionReader } from './session-reader';

export type Log = Record<'debug' | 'info' | 'warn' | 'error', (message: string) => unknown>;

/** What bringing a meeting in line needs. */
export type SyncDeps = {
  rows: MeetingRows;
  reader: SessionReader;
  hooks: Pick<SessionHooks, 'beforeCreate'>;
  zoom: ZoomClient;
  outbox: Outbox;
  policy: () => PlanPolicy;
  /** Whether Zoom mails people about a deletion. */
  sendsReminders: () => boolean;
  /** What happens when somebody changed a meeting in Zoom itself. */
  onZoomChange: () => 'flag' | 'keep-cms';
  /** Stops all work until somebody mends it, or until the next probe (default: in an hour). */
  pauseQueue: (because: string, until?: Date) => Promise<void>;
  /** Hosts that Zoom refused: their sessions wait, those of others go on. */
  hostPauses: Pick<HostBudget, 'hostPause' | 'pauseHost'>;
  clock: () => Date;
  /** A random passcode that Zoom takes: at most 10 letters and digits. */
  newPasscode: () => string;
  log: Log;
};

/** One job at work on one row; every save is fenced by the job's lease. */
export type Step = {
  deps: SyncDeps;
  job: ClaimedJob;
  row: MeetingRow;
  /** The session as this look at it found it; null: unpublished or deleted. */
  session: PlannedSession | null;
};

/** `next`: look at the session again with this row; else the job is over. */
export type StepResult = { kind: 'next'; row: MeetingRow } | { kind: 'over'; outcome: JobOutcome };

/** The zone name to try after Zoom refused the session's; null when there is none left. */
export const timezoneToTry = ({ row, session }: Step): TimezoneFallback | null =>
  nextTimezone(session?.timezone ?? row.frozen.timezone, row.frozen.zoomTimezone);

/** The fingerprint of what the session asks for; null where it is not published. */
export const hashOf = ({ deps, row, session }: Step): string | null => {
  const host = sessionHost({ session, meeting: row, policy: deps.policy() });
  return session && planHash({ fields: meetingFields(session, row.frozen), host });
};

type Patch = Parameters<MeetingRows['save']>[0]['patch'];

export const saveStep = (
  { deps, job, row }: Step,
  patch: Patch,
  also?: () => Promise<void>
): Promise<MeetingRow> =>
  deps.rows.save({ row, patch, fence: () => job.fence(), ...(also ? { also } : {}) });

/** Saves and looks again: the following decision is made on what is stored. */
export const saveAndGoOn = async (
  step: Step,
  patch: Patch,
  also?: () => Promise<void>
): Promise<StepResult> => ({ kind: 'next', row: await saveStep(step, patch, also) });

/** Nothing more is tried; at the planned end a last look says that no meeting was made. */
export const untilItsEnd = ({ row, session }: Step): JobOutcome =>
  session && row.zoomId === null
    ? {
        kind: 'again',
        at: plannedEnd(session.startTime, meetingFields(session, row.frozen).duration),
      }
    : { kind: 'done' };

export const over = (outcome: JobOutcome): StepResult => ({ kind: 'over', outcome });
