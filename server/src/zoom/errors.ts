/** What to do with the call: nothing, send it again, or first look whether it worked. */
export type Retry = 'never' | 'later' | 'after-lookup';

/** How far the trouble reaches: this call's meeting, all work of its host, or all work. */
export type Reach = 'meeting' | 'host' | 'account';

/** A field that Zoom refused, by its dotted path in the request's body. */
export type FieldProblem = { field: string; message: string };

/** What is kept of the error beneath. Never the error itself: an AxiosError carries credentials. */
export type CauseCopy = { name: string; code: string | null; message: string };

export type ZoomErrorFacts = {
  /** What happened, to what, and what to do next: fit for an admin. */
  message: string;
  /** Zoom's own reason where it gave one, without secrets; else ours. One sentence. */
  reason: string;
  retry: Retry;
  reach: Reach;
  /** Wait at least this long; null: by the caller's own pace. */
  laterMs?: number | null;
  /** Not before this moment; null: not known. */
  retryAt?: Date | null;
  method?: string | null;
  /** Without host name and query. */
  path?: string | null;
  /** HTTP status; null where no answer came. */
  status?: number | null;
  /** Zoom's `code`, or the token endpoint's `error`. */
  code?: number | string | null;
  /** `x-zm-trackingid`: what Zoom's support asks for. */
  trackingId?: string | null;
  fields?: FieldProblem[];
  cause?: CauseCopy;
};

/** Base of every error that leaves this folder. Its class, `retry` and `reach` say what to do. */
export class ZoomError extends Error {
  readonly reason: string;
  readonly retry: Retry;
  readonly reach: Reach;
  readonly laterMs: number | null;
  readonly retryAt: Date | null;
  readonly method: string | null;
  readonly path: string | null;
  readonly status: number | null;
  readonly code: number | string | null;
  readonly trackingId: string | null;
  readonly fields: FieldProblem[];

  constructor(facts: ZoomErrorFacts) {
    super(facts.message, facts.cause && { cause: facts.cause });
    this.name = new.target.name;
    this.reason = facts.reason;
    this.retry = facts.retry;
    this.reach = facts.reach;
    this.laterMs = facts.laterMs ?? null;
    this.retryAt = facts.retryAt ?? null;
    this.method = facts.method ?? null;
    this.path = facts.path ?? null;
    this.status = facts.status ?? null;
    this.code = facts.code ?? null;
    this.trackingId = facts.trackingId ?? null;
    this.fields = facts.fields ?? [];
  }
}

type Fixed<K extends keyof ZoomErrorFacts> = Omit<ZoomErrorFacts, K>;

/** Credentials missing, refused, or no longer honoured. Message starts "Failed to authenticate with Zoom". */
export class ZoomAuthenticationError extends ZoomError {
  constructor(facts: Fixed<'retry' | 'reach'>) {
    super({ ...facts, retry: 'never', reach: 'account' });
  }
}

/** The app lacks a scope. `scopes` are the granular names Zoom listed; any one of them would do. */
export class ZoomScopeError extends ZoomError {
  readonly scopes: string[];

  constructor({ scopes, ...facts }: Fixed<'retry' | 'reach'> & { scopes: string[] }) {
    super({ ...facts, retry: 'never', reach: 'account' });
    this.scopes = scopes;
  }
}

/** The host does not exist or may not hold meetings. */
export class ZoomHostError extends ZoomError {
  constructor(facts: Fixed<'retry' | 'reach'>) {
    super({ ...facts, retry: 'never', reach: 'host' });
  }
}

/** Zoom has no such meeting (3001): deleted, or expired. One such answer is not proof: look again. */
export class ZoomMeetingGoneError extends ZoomError {
  constructor(facts: Fixed<'retry' | 'reach'>) {
    super({ ...facts, retry: 'never', reach: 'meeting' });
  }
}

/** Zoom will not do this as asked; `fields` names what it refused. Sending it again changes nothing. */
export class ZoomRefusedError extends ZoomError {
  constructor(facts: Fixed<'retry' | 'reach'> & { reach?: Reach }) {
    super({ reach: 'meeting', ...facts, retry: 'never' });
  }
}

export type RateLimit =
  | 'per-second'
  | 'concurrency'
  | 'daily'
  | 'host-day'
  | 'registrant-day'
  | 'unrecognised';

/** Zoom's 429. `limit` says which one. */
export class ZoomRateLimitError extends ZoomError {
  readonly limit: RateLimit;

  constructor({ limit, ...facts }: Fixed<'retry'> & { limit: RateLimit }) {
    super({ ...facts, retry: 'later' });
    this.limit = limit;
  }
}

/**
 * Our own count says that the host's calls of this day are spent or kept; Zoom was not called.
 * `reserved` reaches this meeting only: those of the host that start soon go on.
 */
export class ZoomBudgetError extends ZoomError {
  readonly because: 'spent' | 'reserved';

  constructor({
    because,
    ...facts
  }: Fixed<'reach'> & { because: 'spent' | 'reserved'; retryAt: Date }) {
    super({ ...facts, reach: because === 'spent' ? 'host' : 'meeting' });
    this.because = because;
  }
}

/** `unreachable` and `stopped-before-sent`: Zoom has seen nothing of the call. */
export type Unavailability =
  | 'unreachable'
  | 'stopped-before-sent'
  | 'dropped'
  | 'timeout'
  | 'stopped'
  | 'server-error';

/**
 * Zoom could not be reached or could not answer, and sending the same again is safe.
 * Its reach is the one call: an outage is felt by each, and each comes back by its own pace.
 */
export class ZoomUnavailableError extends ZoomError {
  readonly because: Unavailability;

  constructor({ because, ...facts }: Fixed<'retry' | 'reach'> & { because: Unavailability }) {
    super({ ...facts, retry: 'later', reach: 'meeting' });
    this.because = because;
  }
}

/** An answer that cannot be understood: not JSON, or a field is not what Zoom documents. */
export class ZoomAnswerError extends ZoomError {
  constructor(facts: Fixed<'retry' | 'reach'>) {
    super({ ...facts, retry: 'later', reach: 'meeting' });
  }
}

/**
 * How long after a create was lost Zoom may still be making the meeting, so that a search before
 * then could miss it. A dropped connection or a 5xx ends Zoom's side soon; a call that hung for
 * 30 seconds may be worked off for longer.
 */
export const LOOKUP_AFTER_MS = { dropped: 15_000, timeout: 60_000 } as const;

/** A create whose answer was lost: the meeting may exist. `laterMs` is the earliest lookup. */
export class ZoomUnknownOutcomeError extends ZoomError {
  readonly unknownOutcome: 'dropped' | 'timeout';

  constructor({
    unknownOutcome,
    ...facts
  }: Fixed<'retry' | 'reach' | 'laterMs'> & { unknownOutcome: 'dropped' | 'timeout' }) {
    super({
      ...facts,
      retry: 'after-lookup',
      reach: 'meeting',
      laterMs: LOOKUP_AFTER_MS[unknownOutcome],
    });
    this.unknownOutcome = unknownOutcome;
  }
}
