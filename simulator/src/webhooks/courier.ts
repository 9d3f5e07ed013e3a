import { newTrackingId, newWebhookRequestId } from '../identifiers';
import type { Settings } from '../options';
import { judge, RETRY_WAITS_MINUTES, type Delivery } from './delivery';
import { postWebhook, type PostOutcome } from './post-webhook';
import { signWebhook } from './signature';

interface Target {
  url: string;
  secret: string;
}

/** Carries deliveries to the endpoint and tries again as Zoom does. */
export interface Courier {
  send(delivery: Delivery, target: Target & { delayMs: number }): void;
  /** A signed post without retries and outside the log. */
  postOnce(body: unknown, target: Target): Promise<PostOutcome>;
  after(ms: number, act: () => void): void;
  settled(): Promise<void>;
  close(): void;
}

const MINUTE_MS = 60_000;

export function createCourier({
  settings,
  readNow,
}: {
  settings: Settings;
  readNow: () => number;
}): Courier {
  const timers = new Set<NodeJS.Timeout>();
  const waitingForCalm: (() => void)[] = [];
  let underway = 0;
  let isClosed = false;
  /** First attempts follow each other, so that order is the switch's business and not chance's. */
  let firstAttempts: Promise<void> = Promise.resolve();

  function finish(): void {
    underway -= 1;
    if (underway === 0) waitingForCalm.splice(0).forEach((wake) => wake());
  }

  function after(ms: number, act: () => void): void {
    underway += 1;
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
      finish();
    }, ms);
    timers.add(timer);
  }

  function headersFor(rawBody: string, secret: string): Record<string, string> {
    const timestampSeconds = Math.floor(readNow() / 1000);
    return {
      'user-agent': 'Zoom Marketplace/1.0a',
      'content-type': 'application/json; charset=utf-8',
      'x-zm-request-timestamp': String(timestampSeconds),
      'x-zm-signature': signWebhook({ secret, timestampSeconds, rawBody }),
      'x-zm-request-id': newWebhookRequestId(),
      'x-zm-trackingid': newTrackingId(),
    };
  }

  async function attempt(
    delivery: Delivery,
    target: Target,
    headers: Record<string, string>
  ): Promise<void> {
    if (isClosed) return;
    const number = delivery.attempts.length + 1;
    const at = new Date(readNow()).toISOString();
    const outcome = await postWebhook({
      url: target.url,
      headers,
      rawBody: JSON.stringify(delivery.body),
      timeoutMs: settings.webhookTimeoutMs,
    });
    const isAnswered = outcome.kind === 'answered';
    delivery.attempts.push({
      at,
      status: isAnswered ? outcome.status : null,
      reason: isAnswered ? null : outcome.reason,
    });
    const verdict = isAnswered ? judge(outcome.status, number) : 'retry';
    if (isClosed) return;
    if (verdict !== 'retry') {
      delivery.state = verdict;
      return;
    }
    const waitMinutes = RETRY_WAITS_MINUTES[number - 1];
    if (waitMinutes === undefined) {
      delivery.state = 'given-up';
      return;
    }
    after(waitMinutes * MINUTE_MS * settings.timeScale, () => {
      const again = settings.resignRetries
        ? headersFor(JSON.stringify(delivery.body), target.secret)
        : headers;
      void track(attempt(delivery, target, again));
    });
  }

  function track(work: Promise<void>): Promise<void> {
    underway += 1;
    return work.finally(finish);
  }

  return {
    send(delivery, { delayMs, ...target }) {
      const first = () => {
        firstAttempts = track(
          firstAttempts.then(() =>
            attempt(delivery, target, headersFor(JSON.stringify(delivery.body), target.secret))
          )
        );
      };
      if (delayMs > 0) after(delayMs, first);
      else first();
    },
    postOnce(body, target) {
      const rawBody = JSON.stringify(body);
      return postWebhook({
        url: target.url,
        headers: headersFor(rawBody, target.secret),
        rawBody,
        timeoutMs: settings.webhookTimeoutMs,
      });
    },
    after,
    settled: () =>
      underway === 0 ? Promise.resolve() : new Promise((wake) => waitingForCalm.push(wake)),
    close() {
      isClosed = true;
      timers.forEach((timer) => clearTimeout(timer));
      timers.clear();
      waitingForCalm.splice(0).forEach((wake) => wake());
    },
  };
}
