import type { MeetingState, SyncState } from './meeting';

/** A field that differs; values as text, null where there is none. */
export type FieldChange = { field: string; from: string | null; to: string | null };

/** What a publish of the present draft would do in Zoom, could nothing go wrong. */
export type NextPublish =
  /** Zoom has no meeting for the session, or no longer. */
  | { kind: 'create' }
  | { kind: 'change'; fields: FieldChange[] }
  /** Zoom has it all already, or the meeting is over. */
  | { kind: 'nothing' };

/** What a publish of the draft would run into; `text` says it in English. */
export type SessionWarning = { text: string } & (
  | { kind: 'closed' | 'halted'; because: string }
  | { kind: 'past' | 'no-host' | 'host-changes' | 'from-before' }
  | { kind: 'host-refused'; host: string }
  | { kind: 'host-paused'; host: string; because: string }
  | { kind: 'day-used'; host: string; limit: number }
  | { kind: 'overlap'; host: string; topic: string; startTime: string }
);

/** Answer of `GET /zoom/sessions/:uid/:documentId` (admin), inside `data`. */
export type SessionPanel = {
  /** Null while the session has never been published. */
  meeting: {
    documentId: string;
    state: MeetingState;
    syncState: SyncState;
    /** In an editor's words; null when all is well. */
    syncError: string | null;
    topic: string | null;
    startTime: string | null;
    endTime: string | null;
    durationMinutes: number | null;
    timezone: string | null;
    zoomId: string | null;
    /** Only for those who hold `plugin::zoom.meetings.read`; carries the passcode. */
    joinUrl: string | null;
    /** When the next try is due (ISO), else null. */
    nextTryAt: string | null;
    /** Fields that somebody changed in Zoom itself. */
    drift: { field: string; cms: string | null; zoom: string | null }[];
    /** How many are in the meeting now; null while it does not run. */
    presentCount: number | null;
  } | null;
  /** The draft as it now is, so that the panel can show its times before it is published. */
  draft: { startTime: string | null; durationMinutes: number | null; timezone: string } | null;
  warnings: SessionWarning[];
  /** Null where there is no draft with a start. */
  nextPublish: NextPublish | null;
  canRepair: boolean;
  /** May start the meeting as its host. */
  canStart: boolean;
};

/** Answer of `POST /zoom/sessions/:uid/:documentId/start-link`, inside `data`: to be opened, not kept. */
export type SessionStart = { startUrl: string };
