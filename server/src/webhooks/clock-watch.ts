import { z } from 'zod';

/** A warning that nothing has confirmed for so long is taken back. */
const FORGOTTEN_AFTER_MS = 24 * 3600_000;
/** A flood of such events is one sight a minute. */
const SAVE_EVERY_MS = 60_000;
const KEY = 'webhook-clock';

/** What is used of `strapi.store({ type: 'plugin', name: 'zoom' })`. */
export type ClockStore = {
  get(input: { key: string }): Promise<unknown>;
  set(input: { key: string; value: unknown }): Promise<unknown>;
};

export type ClockWatch = {
  /** A rightly signed event came from the future. */
  sawAhead(sight: { aheadMs: number; now: Date }): void;
  /** A rightly signed event came in time. */
  sawGood(): void;
  /** For the settings page, whichever server saw it; null while all is well. */
  warning(now: Date): Promise<string | null>;
};

const sightsSchema = z.record(
  z.string(),
  z.object({ aheadMs: z.number(), at: z.iso.datetime().transform((text) => new Date(text)) })
);
type Sights = z.infer<typeof sightsSchema>;

const inWords = (server: string, { aheadMs, at }: Sights[string]): string => {
  const minutes = Math.round(aheadMs / 60_000);
  return (
    `At ${at.toISOString()} a rightly signed webhook came from ${minutes} minutes in the future: ` +
    `the clock of this server (${server}) is behind. Zoom sends such events again for 85 minutes; ` +
    'set the clock (NTP) before then.'
  );
};

/**
 * Remembers in the database that Zoom's clock and a server's disagree, so that all servers on one
 * database show it. Each server takes back its own warning only: another's clock says nothing of it.
 */
export const createClockWatch = (deps: {
  store: ClockStore;
  /** Tells the servers on one database apart, and an admin which of them it is. */
  serverName: string;
}): ClockWatch => {
  const { store, serverName } = deps;
  let savedAt = Number.NEGATIVE_INFINITY;
  /** After a start nobody knows whether a warning of this server is still there. */
  let isWarningPossible = true;
  let last: Promise<unknown> = Promise.resolve();

  const read = async (): Promise<Sights> => {
    const parsed = sightsSchema.safeParse(await store.get({ key: KEY }));
    return parsed.success ? parsed.data : {};
  };

  const write = (sights: Sights): Promise<unknown> =>
    store.set({
      key: KEY,
      value: Object.fromEntries(
        Object.entries(sights).map(([server, { aheadMs, at }]) => [
          server,
          { aheadMs, at: at.toISOString() },
        ])
      ),
    });

  /** One after the other, and never a reason for an event not to be answered. */
  const inBackground = (work: () => Promise<unknown>): void => {
    last = last.then(work).catch(() => undefined);
  };

  const fresh = (sights: Sights, now: Date): Sights =>
    Object.fromEntries(
      Object.entries(sights).filter(
        ([, { at }]) => now.getTime() - at.getTime() <= FORGOTTEN_AFTER_MS
      )
    );

  return {
    sawAhead({ aheadMs, now }) {
      if (now.getTime() - savedAt < SAVE_EVERY_MS) return;
      savedAt = now.getTime();
      isWarningPossible = true;
      inBackground(async () => {
        await write({ ...fresh(await read(), now), [serverName]: { aheadMs, at: now } });
      });
    },
    sawGood() {
      if (!isWarningPossible) return;
      isWarningPossible = false;
      savedAt = Number.NEGATIVE_INFINITY;
      inBackground(async () => {
        const { [serverName]: own, ...others } = await read();
        if (own) await write(others);
      });
    },
    async warning(now) {
      await last;
      const sights = Object.entries(fresh(await read(), now));
      return sights.length === 0
        ? null
        : sights.map(([server, sight]) => inWords(server, sight)).join(' ');
    },
  };
};
