import { z } from 'zod';

/** All work with Zoom waits: the account's credentials, scopes or state do not allow any of it. */
export type QueuePause = {
  /** In an admin's words. */
  because: string;
  since: Date;
  /** From then on work is tried again, to see whether the cause is gone. */
  probeAt: Date;
};

export type QueuePauses = {
  /** Null: work goes on. At most a second older than what another process wrote. */
  get(): Promise<QueuePause | null>;
  /** A pause under way keeps its `since`. @param probeAfterMs default one hour */
  pause(because: string, options?: { probeAfterMs?: number }): Promise<void>;
  /** After a settings save, a good test or a call that worked. Costs nothing when not paused. */
  resume(): Promise<void>;
  /** For the worker's `beforeEach`: pauses until the probe is due. */
  gate(): Promise<'run' | { pauseUntil: Date }>;
};

/** What is used of `strapi.store({ type: 'plugin', name: 'zoom' })`. */
export type PauseStore = {
  get(input: { key: string }): Promise<unknown>;
  set(input: { key: string; value: unknown }): Promise<unknown>;
  delete(input: { key: string }): Promise<unknown>;
};

type PauseOptions = { store: PauseStore; now: () => Date };

const KEY = 'queue-pause';
const CACHE_MS = 1000;
const PROBE_AFTER_MS = 60 * 60 * 1000;
/** Two processes that pause at one moment may make two rows: the store has no unique key. */
const MAX_DUPLICATES = 10;

const moment = z.iso.datetime().transform((text) => new Date(text));
const storedPause = z.object({ because: z.string(), since: moment, probeAt: moment });

/** The pause of the whole queue, kept in the database so that all processes share it. */
export const createQueuePauses = ({ store, now }: PauseOptions): QueuePauses => {
  let cached: { pause: QueuePause | null; readAt: number } | null = null;

  const remember = (pause: QueuePause | null): QueuePause | null => {
    cached = { pause, readAt: now().getTime() };
    return pause;
  };

  const read = async (): Promise<QueuePause | null> => {
    const parsed = storedPause.safeParse(await store.get({ key: KEY }));
    return remember(parsed.success ? parsed.data : null);
  };

  const get = async (): Promise<QueuePause | null> => {
    const ageMs = cached === null ? Infinity : now().getTime() - cached.readAt;
    return cached !== null && ageMs >= 0 && ageMs < CACHE_MS ? cached.pause : read();
  };

  return {
    get,
    async pause(because, { probeAfterMs = PROBE_AFTER_MS } = {}) {
      const since = (await read())?.since ?? now();
      const probeAt = new Date(now().getTime() + probeAfterMs);
      await store.set({
        key: KEY,
        value: { because, since: since.toISOString(), probeAt: probeAt.toISOString() },
      });
      remember({ because, since, probeAt });
    },
    async resume() {
      if ((await get()) === null) return;
      for (let row = 0; row < MAX_DUPLICATES; row += 1) {
        await store.delete({ key: KEY });
        if ((await read()) === null) return;
      }
    },
    async gate() {
      const pause = await get();
      return pause === null || pause.probeAt <= now() ? 'run' : { pauseUntil: pause.probeAt };
    },
  };
};
