import type { Delivery } from '../webhooks/delivery';
import type { DeliverySwitches } from '../webhooks/delivery-switches';
import type { ValidationOutcome } from '../webhooks/endpoint';
import type { ZoomEvent } from '../webhooks/zoom-event';
import type { World } from '../world';

export interface WebhookControls {
  /** Connects the endpoint and validates it, as the Marketplace's "Validate" button does. */
  connectWebhook(subscription: {
    url: string;
    /** @default the account's webhook secret */
    secret?: string | undefined;
    /** @default all events */
    events?: string[] | undefined;
    /** Trust the endpoint unasked. @default false */
    skipValidation?: boolean | undefined;
  }): Promise<ValidationOutcome>;
  disconnectWebhook(): void;
  /** Asks again, as Zoom does every 72 hours. */
  validateWebhook(): Promise<ValidationOutcome>;
  /** Makes deliveries go wrong; names left out keep their state. */
  setDelivery(switches: Partial<DeliverySwitches>): DeliverySwitches;
  deliveries(filter?: { event?: string | undefined }): Delivery[];
  /** Sends any event, signed like the simulator's own. */
  sendEvent(event: ZoomEvent): void;
  /** Resolves once no delivery is on its way, retries included. */
  webhooksSettled(): Promise<void>;
}

export function createWebhookControls(world: World): WebhookControls {
  return {
    async connectWebhook({ url, secret, events, skipValidation }) {
      world.webhooks.connect({ url, secret: secret ?? null, events: events ?? null });
      if (!skipValidation) return world.webhooks.validate();
      world.webhooks.trust();
      return { kind: 'valid' };
    },
    disconnectWebhook: () => world.webhooks.disconnect(),
    validateWebhook: () => world.webhooks.validate(),
    setDelivery: (switches) => ({ ...Object.assign(world.webhooks.switches, switches) }),
    deliveries: ({ event } = {}) =>
      structuredClone(
        world.webhooks.deliveries().filter((one) => event === undefined || one.event === event)
      ),
    sendEvent: (event) => world.webhooks.emit(event),
    webhooksSettled: () => world.webhooks.settled(),
  };
}
