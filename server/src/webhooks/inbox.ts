import type { JobHandler } from '../jobs/types';
import type { SettingsService } from '../settings/types';
import { notStored, received, refusalAnswer, validated, type Answer } from './answer';
import type { ClockWatch } from './clock-watch';
import { toEventRow } from './event-row';
import { createEventProcessor, type ProcessDeps } from './process';
import { SELF_TEST_TOKEN } from './event-schema';
import { receive, type Received, type ReceivedBody } from './receive';
import { clearOldSecrets, reopenEvents } from './retention';
import { createEventStore, type WithoutErased } from './store';
import { errorWords } from '../jobs/error-text';

/** Anyone can post here: neither a flood of forgeries nor of failures may flood log or database. */
const LOG_EVERY_MS = 60_000;
const REFRESH_EVERY_MS = 5000;

type Post = { body: ReceivedBody; headers: Record<string, string | string[] | undefined> };

export type WebhookInbox = {
  /** Verifies and stores one POST; resolves once the event is committed, and never throws. */
  accept(post: Post): Promise<Answer>;
  /** The handler of the job `process-webhook-events`. */
  processEvents: JobHandler;
  /** Empties the secrets of events older than 24 hours; to be called hourly. */
  clearOldSecrets(now: Date): Promise<number>;
  /** To be called when a Zoom id becomes ours, in the same transaction. */
  reopenEvents(meeting: { accountId: string; zoomId: string }): Promise<void>;
  /** That this server's clock is behind, in an admin's words; null while it is not. */
  clockWarning(): Promise<string | null>;
};

export type WebhookInboxDeps = ProcessDeps & {
  settings: Pick<SettingsService, 'current' | 'refresh'>;
  withoutErased: WithoutErased;
  /** Null without an encryption key. */
  encrypt: (text: string) => string | null;
  clockWatch: ClockWatch;
  /** Zoom checked the address and got the right answer. */
  onValidated: () => void;
};

/** Zoom's webhooks, from their bytes to what they change. */
export const createWebhookInbox = (deps: WebhookInboxDeps): WebhookInbox => {
  const { database, outbox, settings, encrypt, clockWatch, clock, log } = deps;
  const store = createEventStore(deps);
  const loggedAt = new Map<string, number>();
  let refreshedAt = Number.NEGATIVE_INFINITY;

  const warn = (cause: string, message: string): void => {
    const now = clock().getTime();
    if (now - (loggedAt.get(cause) ?? Number.NEGATIVE_INFINITY) < LOG_EVERY_MS) return;
    loggedAt.set(cause, now);
    log.warn(`zoom: webhook refused (${cause}): ${message}`);
  };

  const look = (post: Post): Received =>
    receive({ ...post, now: clock(), settings: settings.current() });

  /**
   * A secret that another process has just saved is not in this one's snapshot yet, and an event
   * answered 401 is lost for good.
   */
  const lookWithFreshSettings = async (post: Post): Promise<Received> => {
    const first = look(post);
    if (first.kind !== 'no-secret' && first.kind !== 'wrong-signature') return first;
    const now = clock().getTime();
    if (now - refreshedAt < REFRESH_EVERY_MS) return first;
    refreshedAt = now;
    try {
      await settings.refresh();
    } catch {
      return first;
    }
    return look(post);
  };

  const keep = async (
    post: Post,
    { envelope, isVerified }: Extract<Received, { kind: 'event' }>
  ): Promise<Answer> => {
    if (post.body.kind !== 'bytes') return notStored;
    try {
      const { bytes } = post.body;
      const { accountId } = settings.current();
      const around = { accountId, receivedAt: clock(), encrypt };
      await store.store(toEventRow({ envelope, isVerified, bytes }, around));
      return received;
    } catch (error) {
      warn('not stored', errorWords(error));
      return notStored;
    }
  };

  return {
    async accept(post) {
      const outcome = await lookWithFreshSettings(post);
      if (outcome.kind === 'event') {
        if (outcome.isVerified) clockWatch.sawGood();
        return keep(post, outcome);
      }
      if (outcome.kind === 'url-validation') {
        clockWatch.sawGood();
        if (!outcome.plainToken.startsWith(SELF_TEST_TOKEN)) deps.onValidated();
        return validated(outcome);
      }
      if (outcome.kind === 'clock-behind') {
        clockWatch.sawAhead({ aheadMs: outcome.aheadMs, now: clock() });
      }
      const answer = refusalAnswer(outcome);
      const because = outcome.kind === 'wrong-signature' ? outcome.because : null;
      warn(outcome.kind, because ?? `answered ${answer.status}`);
      return answer;
    },
    processEvents: createEventProcessor(deps),
    clearOldSecrets: (now) => clearOldSecrets(database, now),
    reopenEvents: (meeting) => reopenEvents({ database, outbox }, meeting),
    clockWarning: () => clockWatch.warning(clock()),
  };
};
