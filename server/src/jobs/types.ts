/** A task's name; each has one handler and one payload type. */
export type TaskName =
  | 'sync-meeting'
  | 'delete-retired-meeting'
  | 'settle-create'
  | 'cancel-meeting'
  | 'refresh-meeting'
  | 'process-webhook-events'
  | 'apply-recording-events'
  | 'list-recordings'
  | 'archive-recording'
  | 'fetch-transcript'
  | 'plan-notices'
  | 'send-notice'
  | 'retention'
  | 'fold-attendance'
  | 'watch-meeting'
  | 'announce'
  | 'sync-registrants'
  | 'forget-registrant'
  | 'apply-registration-events'
  | 'join-windows'
  | 'reconcile'
  | 'schedule-existing'
  | 'follow-related'
  | 'sweep'
  | 'apply-defaults';

export type JobRequest = {
  task: TaskName;
  /** Unique: raising a key that exists merges into its row and raises its version. */
  key: string;
  payload: Record<string, unknown>;
  /** From now until due, in milliseconds. A later raise never moves an earlier due time back. */
  delayMs?: number;
  /** Among due jobs the lowest goes first: the meeting's start as epoch milliseconds. */
  priority?: number;
};

export type Outbox = {
  /**
   * Inserts the job or raises its version: one statement, inside the transaction that is open in
   * this asynchronous context where there is one. Wakes the worker after commit.
   */
  raise(request: JobRequest): Promise<void>;
};

/** What a handler is given. */
export type ClaimedJob = {
  key: string;
  task: TaskName;
  payload: Record<string, unknown>;
  /** Failed tries before this one. */
  attempts: number;
  /** Aborts when the lease was lost or the worker stops. */
  signal: AbortSignal;
  /**
   * Call inside the transaction that saves a result: throws `LeaseLostError` (which rolls it back)
   * unless this worker still holds the job by the database's clock. Last in the transaction: an
   * editor's save locks its rows first and the job last too, so that neither can block the other.
   */
  fence(): Promise<void>;
};

/** What becomes of a job whose handler returned. A throw means: again later, by the error's class. */
export type JobOutcome =
  | { kind: 'done' }
  /** Keep the job and run it again then; `attempts` starts anew. */
  | { kind: 'again'; at: Date }
  /** Try again then, as a failure that a person may be shown. */
  | { kind: 'retry'; at: Date; because: string };

export type JobHandler = (job: ClaimedJob) => Promise<JobOutcome>;

export type Worker = {
  start(): void;
  /** Takes no more jobs and waits for those under way (their signals abort after `graceMs`). */
  stop(options?: { graceMs?: number }): Promise<void>;
  /** Look for due jobs now instead of at the next poll. */
  wake(): void;
};
