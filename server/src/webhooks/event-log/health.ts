import { z } from 'zod';

import type { EventHealth } from '../../../../contracts/event-log';
import { TABLE, UID } from '../../../../contracts/identifiers';
import { expectedEvents, type Occasions } from '../../domain/expected-events';
import { rowsOf, type Database } from '../../jobs/database';
import { numberColumn } from '../../jobs/numeric';
import { iso, LOG_COLUMNS, logRowSchema, toEntry } from './log-rows';
import type { SeenEvents } from './seen-events';

const LATEST_FAILURES = 10;
const OVERDUE_MS = 5 * 60_000;
/** Enough that one late repetition does not move the median. */
const CLOCK_SAMPLE = 100;

export type HealthDeps = {
  database: Database;
  seen: SeenEvents;
  clockWarning: () => Promise<string | null>;
  validatedAt: () => Promise<string | null>;
  verification: () => Promise<{ isOn: boolean; resumesAt: string | null }>;
  clock: () => Date;
};

const countSchema = z.object({ total: numberColumn });
const delaySchema = z.object({ event_ts: numberColumn, received_at: numberColumn });

const median = (values: number[]): number | null => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
};

/** How well Zoom's events reach this site, for an admin to judge at a glance. */
export const createEventHealth = (deps: HealthDeps) => async (): Promise<EventHealth> => {
  const { database, seen, clock } = deps;
  const rows = () => rowsOf(database, TABLE.webhookEvent);
  const count = async (query: ReturnType<typeof rows>): Promise<number> =>
    countSchema.parse(await query.count('id as total').first()).total;
  const any = async (uid: string, where: Record<string, unknown>): Promise<boolean> =>
    (await database.query(uid).findOne({ where, select: ['id'] })) !== null;

  const occasions: Occasions = {
    hasMeetings: await any(UID.meeting, { zoomId: { $notNull: true } }),
    hasRuns: await any(UID.meetingInstance, {}),
    hasRecordings: await any(UID.recording, {}),
  };
  const byType = await seen.read();
  const failed: unknown[] = await rows()
    .where({ state: 'failed' })
    .orderBy('id', 'desc')
    .limit(LATEST_FAILURES)
    .select(LOG_COLUMNS);
  const latest: unknown[] = await rows()
    .where({ verified: true })
    .whereNotNull('event_ts')
    .orderBy('id', 'desc')
    .limit(CLOCK_SAMPLE)
    .select(['event_ts', 'received_at']);
  const delays = latest
    .map((row) => delaySchema.parse(row))
    .map(({ event_ts: sentMs, received_at: receivedMs }) => receivedMs - sentMs);

  return {
    lastReceivedAt: iso(byType[0]?.lastReceivedMs ?? null),
    validatedAt: await deps.validatedAt(),
    byType: byType.map(({ event, lastReceivedMs, count: total }) => ({
      event,
      lastReceivedAt: new Date(lastReceivedMs).toISOString(),
      count: total,
    })),
    expected: expectedEvents({
      lastReceived: new Map(byType.map(({ event, lastReceivedMs }) => [event, lastReceivedMs])),
      occasions,
    }),
    failures: {
      count: await count(rows().where({ state: 'failed' })),
      latest: failed.map((row) => toEntry(logRowSchema.parse(row))),
    },
    overdue: await count(
      rows()
        .where({ state: 'received' })
        .where('received_at', '<', clock().getTime() - OVERDUE_MS)
    ),
    clock: { warning: await deps.clockWarning(), medianDelayMs: median(delays) },
    verification: {
      ...(await deps.verification()),
      unverifiedEvents: await count(rows().where({ verified: false })),
    },
  };
};
