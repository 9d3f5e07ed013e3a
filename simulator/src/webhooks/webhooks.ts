import type { Credentials, Settings } from '../options';
import { createCourier, type Courier } from './courier';
import type { Delivery } from './delivery';
import { NO_SWITCHES, SHUFFLE_WINDOW_MS, type DeliverySwitches } from './delivery-switches';
import {
  judgeValidation,
  newPlainToken,
  recordValidation,
  type ValidationOutcome,
  type WebhookEndpoint,
} from './endpoint';
import type { ZoomEvent } from './zoom-event';

/** The event subscription of the app: one endpoint, its deliveries and what goes wrong with them. */
export interface Webhooks {
  /** Sends an event; first attempts leave in the order of the events. */
  emit(event: ZoomEvent): void;
  connect(endpoint: { url: string; secret: string | null; events: string[] | null }): void;
  disconnect(): void;
  validate(): Promise<ValidationOutcome>;
  /** As validated, without asking the endpoint. */
  trust(): void;
  endpoint(): WebhookEndpoint | null;
  switches: DeliverySwitches;
  deliveries(): Delivery[];
  /** Resolves once nothing is on its way any more, retries included. */
  settled(): Promise<void>;
  reset(): void;
  close(): void;
}

export function createWebhooks(account: {
  settings: Settings;
  credentials: Credentials;
  readNow: () => number;
}): Webhooks {
  const { settings, credentials, readNow } = account;
  let endpoint: WebhookEndpoint | null = null;
  let deliveries: Delivery[] = [];
  let held: Delivery[] = [];
  let lastId = 0;
  let courier: Courier = newCourier();

  function newCourier(): Courier {
    return createCourier({ settings, readNow });
  }

  function secretOf(target: WebhookEndpoint): string {
    const secret = target.secret ?? credentials.webhookSecret;
    return webhooks.switches.badSignature ? `not ${secret}` : secret;
  }

  function record(body: Delivery['body'], event: string): Delivery {
    const delivery: Delivery = { id: (lastId += 1), event, body, state: 'pending', attempts: [] };
    deliveries.push(delivery);
    return delivery;
  }

  function isWithheld({ event }: Delivery, target: WebhookEndpoint): boolean {
    const { drop } = webhooks.switches;
    if (drop.includes('*') || drop.includes(event)) return true;
    return target.events !== null && !target.events.includes(event);
  }

  function send(delivery: Delivery): void {
    if (!endpoint || endpoint.state !== 'validated') {
      delivery.state = 'no-endpoint';
    } else if (isWithheld(delivery, endpoint)) {
      delivery.state = 'withheld';
    } else {
      courier.send(delivery, {
        url: endpoint.url,
        secret: secretOf(endpoint),
        delayMs: webhooks.switches.delayMs,
      });
    }
  }

  function hold(delivery: Delivery): void {
    held.push(delivery);
    if (held.length > 1) return;
    courier.after(SHUFFLE_WINDOW_MS, () => {
      const reversed = held.reverse();
      held = [];
      reversed.forEach(send);
    });
  }

  const webhooks: Webhooks = {
    switches: { ...NO_SWITCHES },
    emit({ event, ...rest }) {
      const body = { event, event_ts: readNow(), ...rest };
      for (let copy = 0; copy < webhooks.switches.copies; copy += 1) {
        const delivery = record(body, event);
        if (webhooks.switches.shuffle) hold(delivery);
        else send(delivery);
      }
    },
    connect(target) {
      endpoint = { ...target, state: 'unvalidated', failedValidations: 0 };
    },
    disconnect() {
      endpoint = null;
    },
    async validate() {
      const target = endpoint;
      if (!target) return { kind: 'invalid', reason: 'no endpoint is connected' };
      const plainToken = newPlainToken();
      const posted = await courier.postOnce(
        {
          payload: { plainToken },
          event_ts: readNow(),
          event: 'endpoint.url_validation',
        },
        { url: target.url, secret: secretOf(target) }
      );
      const outcome = judgeValidation(posted, {
        plainToken,
        secret: target.secret ?? credentials.webhookSecret,
      });
      recordValidation(target, outcome);
      return outcome;
    },
    trust() {
      if (endpoint) recordValidation(endpoint, { kind: 'valid' });
    },
    endpoint: () => endpoint && { ...endpoint },
    deliveries: () => deliveries,
    settled: () => courier.settled(),
    reset() {
      webhooks.close();
      courier = newCourier();
      deliveries = [];
      webhooks.switches = { ...NO_SWITCHES };
    },
    close() {
      courier.close();
      held = [];
      for (const delivery of deliveries) {
        if (delivery.state === 'pending') delivery.state = 'cancelled';
      }
    },
  };
  return webhooks;
}
