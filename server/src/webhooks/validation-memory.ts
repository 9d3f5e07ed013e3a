import { z } from 'zod';

import { errorText } from '../jobs/error-text';
import type { ClockStore } from './clock-watch';

const KEY = 'webhook-validated';
const storedSchema = z.iso.datetime();

/** Remembers in the database when Zoom last found the webhook address to be ours. */
export const createValidationMemory = (deps: {
  store: ClockStore;
  clock: () => Date;
  log: { warn(message: string): unknown };
}) => ({
  /** Never a reason for Zoom not to be answered. */
  remember(): void {
    const value = deps.clock().toISOString();
    Promise.resolve(deps.store.set({ key: KEY, value })).catch((error: unknown) => {
      deps.log.warn(`zoom: that the address was validated is not kept: ${errorText(error)}`);
    });
  },
  /** ISO; null where it never happened. */
  async last(): Promise<string | null> {
    return storedSchema.safeParse(await deps.store.get({ key: KEY })).data ?? null;
  },
});
