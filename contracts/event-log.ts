/** The events to subscribe to: Zoom's names, in the order of its subscription page. */
export const SUBSCRIBED_EVENTS = [
  'meeting.created',
  'meeting.updated',
  'meeting.deleted',
  'meeting.started',
  'meeting.ended',
  'meeting.participant_joined',
  'meeting.participant_left',
  'meeting.registration_created',
  'meeting.registration_approved',
  'meeting.registration_cancelled',
  'meeting.registration_denied',
  'recording.completed',
  'recording.transcript_completed',
] as const;
export type SubscribedEvent = (typeof SUBSCRIBED_EVENTS)[number];

/** Where a stored webhook event stands; `zm_webhook_events.state`. */
export const EVENT_STATES = ['received', 'processed', 'stored', 'ignored', 'failed'] as const;
export type WebhookEventState = (typeof EVENT_STATES)[number];

/** One row of `GET /zoom/events`. */
export type EventLogEntry = {
  id: number;
  event: string;
  /** When Zoom says it happened (ISO). */
  eventAt: string | null;
  receivedAt: string | null;
  meetingId: string | null;
  meetingUuid: string | null;
  accountId: string | null;
  state: WebhookEventState;
  isVerified: boolean;
  attempts: number;
  error: string | null;
};

/** `GET /zoom/events/:id`, inside `data`: without what was secret in it. */
export type EventLogDetail = EventLogEntry & {
  /** Null once retention has emptied it. */
  payload: unknown;
  /** Whether a replay is possible, and if not why. */
  replay: { kind: 'possible' } | { kind: 'refused'; because: string };
};

export type ExpectedEvent = {
  event: SubscribedEvent;
  /** What is missing without it, in an admin's words. */
  neededFor: string;
  lastReceivedAt: string | null;
  /**
   * - `seen`: it came at least once.
   * - `missing`: something happened that Zoom tells of by it, and it never came.
   * - `no-occasion`: nothing has happened yet that it would tell of.
   */
  verdict: 'seen' | 'missing' | 'no-occasion';
};

/** Answer of `GET /zoom/events/health`, inside `data`. */
export type EventHealth = {
  lastReceivedAt: string | null;
  /** When Zoom last checked this address and got the right answer (ISO). */
  validatedAt: string | null;
  byType: { event: string; lastReceivedAt: string; count: number }[];
  expected: ExpectedEvent[];
  failures: { count: number; latest: EventLogEntry[] };
  /** Events that have been waiting for more than five minutes. */
  overdue: number;
  clock: {
    /** That a server's clock is behind, in an admin's words. */
    warning: string | null;
    /** Median of receipt minus Zoom's time over the latest events, in ms; negative: we are behind. */
    medianDelayMs: number | null;
  };
  verification: {
    isOn: boolean;
    /** When it comes on again by itself (ISO). */
    resumesAt: string | null;
    unverifiedEvents: number;
  };
};

/** One step on the way of the self-test's event. */
export type SelfTestHop = {
  name:
    | 'address'
    | 'secret'
    | 'reach'
    | 'refuse-forgery'
    | 'validate'
    | 'deliver'
    | 'store'
    | 'process';
  ok: boolean;
  message: string;
  /** What to do where it failed. */
  remedy: string | null;
  durationMs: number;
};

/** Answer of `POST /zoom/events/self-test`, inside `data`. */
export type SelfTestAnswer = { success: boolean; url: string; hops: SelfTestHop[] };
