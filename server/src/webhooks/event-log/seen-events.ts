import { z } from 'zod';

import { TABLE } from '../../../../contracts/identifiers';
import { rowsOf, type Database } from '../../jobs/database';
import type { ClockStore } from '../clock-watch';
import { numberColumn } from '../../jobs/numeric';

const KEY = 'events-seen';
/** Names are the sender's: only what is rightly signed counts, and even that has an end. */
const MAX_NAMES = 500;

const storedSchema = z.record(z.string(), z.number());
const rowSchema = z.object({
  event: z.string(),
  last: numberColumn.nullable(),
  count: numberColumn,
});

export type SeenEvent = { event: string; lastReceivedMs: number; count: number };

/** Which events have ever come, rightly signed: also those whose rows retention has removed. */
export const createSeenEvents = (deps: { database: Database; store: ClockStore }) => {
  const { database, store } = deps;

  const inTable = async (): Promise<SeenEvent[]> => {
    const rows: unknown[] = await rowsOf(database, TABLE.webhookEvent)
      .where({ verified: true })
      .groupBy('event')
      .select('event')
      .max('received_at as last')
      .count('id as count');
    return rows
      .map((row) => rowSchema.parse(row))
      .map(({ event, last, count }) => ({ event, lastReceivedMs: last ?? 0, count }));
  };

  const read = async (): Promise<SeenEvent[]> => {
    const stored = storedSchema.safeParse(await store.get({ key: KEY }));
    const seen = new Map<string, SeenEvent>(
      Object.entries(stored.success ? stored.data : {}).map(([event, lastReceivedMs]) => [
        event,
        { event, lastReceivedMs, count: 0 },
      ])
    );
    for (const row of await inTable()) {
      const lastReceivedMs = Math.max(row.lastReceivedMs, seen.get(row.event)?.lastReceivedMs ?? 0);
      seen.set(row.event, { ...row, lastReceivedMs });
    }
    return [...seen.values()].sort((a, b) => b.lastReceivedMs - a.lastReceivedMs);
  };

  return {
    read,
    /** Keeps in mind what has come, before its rows go. */
    async remember(): Promise<void> {
      const seen = (await read()).slice(0, MAX_NAMES);
      const value = Object.fromEntries(
        seen.map(({ event, lastReceivedMs }) => [event, lastReceivedMs])
      );
      await store.set({ key: KEY, value });
    },
  };
};
export type SeenEvents = ReturnType<typeof createSeenEvents>;
