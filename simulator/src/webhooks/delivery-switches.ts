import { z } from 'zod';

/** Ways in which deliveries go wrong on request. */
export const deliverySwitchesSchema = z.object({
  /** Times each event is sent. */
  copies: z.int().min(1).max(10),
  /** Collects events for a moment and sends them last first. */
  shuffle: z.boolean(),
  /** Wait before the first attempt. */
  delayMs: z.int().min(0),
  /** Names of events that are never sent; `*` means all. */
  drop: z.array(z.string()),
  /** Signs with another secret. */
  badSignature: z.boolean(),
});

export type DeliverySwitches = z.infer<typeof deliverySwitchesSchema>;

export const NO_SWITCHES: DeliverySwitches = {
  copies: 1,
  shuffle: false,
  delayMs: 0,
  drop: [],
  badSignature: false,
};

/** How long `shuffle` collects. */
export const SHUFFLE_WINDOW_MS = 200;
