/** What became of one event. */
export type DeliveryState =
  | 'pending'
  | 'delivered'
  /** 3xx or 4xx: Zoom does not try again. */
  | 'refused'
  /** All four attempts failed. */
  | 'given-up'
  /** Kept back by a switch, or the subscription does not name the event. */
  | 'withheld'
  /** No endpoint, or one that is not validated. */
  | 'no-endpoint'
  /** The simulator was closed or reset first. */
  | 'cancelled';

export interface DeliveryAttempt {
  at: string;
  status: number | null;
  /** Why there was no answer. */
  reason: string | null;
}

export interface Delivery {
  id: number;
  event: string;
  /** The JSON as sent. */
  body: unknown;
  state: DeliveryState;
  attempts: DeliveryAttempt[];
}

/**
 * Minutes before the second, third and fourth attempt, each counted from the one before:
 * developers.zoom.us/docs/api/webhooks, retries.
 */
export const RETRY_WAITS_MINUTES = [5, 20, 60];

/** The first attempt wants 200 or 204, a retry takes any 2xx; only failures and 5xx are retried. */
export function judge(
  status: number,
  attempt: number
): Extract<DeliveryState, 'delivered' | 'refused'> | 'retry' {
  const isSuccess =
    attempt === 1 ? status === 200 || status === 204 : status >= 200 && status < 300;
  if (isSuccess) return 'delivered';
  return status >= 500 ? 'retry' : 'refused';
}
