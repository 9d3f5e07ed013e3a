import { z } from 'zod';

import { TABLE } from '../../../contracts/identifiers';
import { HOST_DAY_LIMIT, decideBudget, utcDay, type BudgetDecision } from '../domain/rate-budget';
import type { HostQuota } from '../../../contracts/meeting-desk';
import { type Database, rowsOf } from './database';

type HostAt = { host: string; now: Date };

/** Why a host's jobs wait, and until when. */
export type HostPause = { until: Date; because: string };

/** What each host has used of its day, and which hosts are paused: one row a host. */
export type HostBudget = {
  /** Counts one create or update call, or says when to come back. */
  reserve(input: HostAt & { startTime: Date | null }): Promise<BudgetDecision>;
  /** Takes one reserved call of this day back. Never below zero. */
  release(input: HostAt): Promise<void>;
  /** Counts the day's whole limit as used: Zoom said so itself. */
  fill(input: HostAt): Promise<void>;
  usage(input: HostAt): Promise<{ used: number; limit: number }>;
  /** The hosts that used something on this day or are paused, busiest first, at most 100. */
  today(input: { now: Date }): Promise<HostQuota[]>;
  pauseHost(input: { host: string } & HostPause): Promise<void>;
  /** Null: not paused now. */
  hostPause(input: HostAt): Promise<HostPause | null>;
  /** Ends the pauses of all hosts of the account: after a settings save or a good test. */
  clearHostPauses(): Promise<void>;
};

type HostBudgetOptions = {
  database: Database;
  /** The account whose hosts are counted; asked at each call, since settings change. */
  accountId: () => string;
};

/** One caller wins each round, so this many callers may ask for one host at one moment. */
const MAX_ROUNDS = 200;

const storedRow = z.object({
  day: z.string().nullable(),
  used: z.coerce.number(),
  paused_until: z.coerce.number().nullable(),
  paused_because: z.string().nullable(),
});
type StoredRow = z.infer<typeof storedRow>;
const namedRow = storedRow.extend({ host: z.string() });

const LISTED_HOSTS = 100;

/**
 * The daily budget of each host in the database, so that it outlives a restart and is shared by
 * all processes. Each write is conditional on the values it was decided by; who loses the race
 * decides again. Not to be called inside an open transaction (SQLite has one connection).
 */
export const createHostBudget = ({ database, accountId }: HostBudgetOptions): HostBudget => {
  const rows = () => rowsOf(database, TABLE.hostBudget);
  const idOf = (host: string) => ({ account_id: accountId(), host: canonicalHost(host) });

  const find = async (host: string): Promise<StoredRow | null> => {
    const row: unknown = await rows()
      .where(idOf(host))
      .first('day', 'used', 'paused_until', 'paused_because');
    return row === undefined ? null : storedRow.parse(row);
  };

  /** The host's row, made where there was none. */
  const findOrInsert = async (host: string): Promise<StoredRow> => {
    const found = await find(host);
    if (found !== null) return found;
    await rows()
      .insert({ ...idOf(host), used: 0 })
      .onConflict(['account_id', 'host'])
      .ignore();
    const made = await find(host);
    if (made === null) throw new Error(`zoom: the budget of host ${host} cannot be read`);
    return made;
  };

  /** Moves the count from what was seen; false: another caller was faster. */
  const move = async (input: HostAt & { seen: StoredRow; used: number }): Promise<boolean> => {
    const { host, now, seen, used } = input;
    const sameUse = rows().where({ ...idOf(host), used: seen.used });
    const asSeen = seen.day === null ? sameUse.whereNull('day') : sameUse.where('day', seen.day);
    const moved = await asSeen.update({ day: utcDay(now), used });
    return moved > 0;
  };

  /** Reads, decides and writes, until a decision was written on what it was decided by. */
  const settle = async <T>(
    at: HostAt,
    decide: (used: number) => { answer: T; used: number }
  ): Promise<T> => {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const seen = await findOrInsert(at.host);
      const before = usedOn(seen, at.now);
      const { answer, used } = decide(before);
      if (used === before || (await move({ ...at, seen, used }))) return answer;
    }
    throw new Error(`zoom: too many writers for the budget of host ${at.host}`);
  };

  return {
    reserve: ({ startTime, ...at }) =>
      settle(at, (used) => {
        const answer = decideBudget({ used, startTime, now: at.now });
        return { answer, used: answer.kind === 'granted' ? used + 1 : used };
      }),
    release: (at) => settle(at, (used) => ({ answer: undefined, used: Math.max(0, used - 1) })),
    fill: (at) =>
      settle(at, (used) => ({ answer: undefined, used: Math.max(used, HOST_DAY_LIMIT) })),
    async usage({ host, now }) {
      const row = await find(host);
      return { used: row === null ? 0 : usedOn(row, now), limit: HOST_DAY_LIMIT };
    },
    async today({ now }) {
      const found: unknown[] = await rows()
        .where({ account_id: accountId() })
        .where((either) => {
          void either.where({ day: utcDay(now) }).orWhere('paused_until', '>', now.getTime());
        })
        .orderBy('used', 'desc')
        .limit(LISTED_HOSTS)
        .select('host', 'day', 'used', 'paused_until', 'paused_because');
      return found
        .map((row) => namedRow.parse(row))
        .map((row) => ({
          host: row.host,
          used: usedOn(row, now),
          limit: HOST_DAY_LIMIT,
          pause: pauseOf(row, now),
        }))
        .filter(({ used, pause }) => used > 0 || pause !== null)
        .sort((a, b) => b.used - a.used);
    },
    async pauseHost({ host, until, because }) {
      const pause = { paused_until: until.getTime(), paused_because: because };
      await rows()
        .insert({ ...idOf(host), used: 0, ...pause })
        .onConflict(['account_id', 'host'])
        .merge(pause);
    },
    async hostPause({ host, now }) {
      const row = await find(host);
      if (row?.paused_until == null || row.paused_until <= now.getTime()) return null;
      return { until: new Date(row.paused_until), because: row.paused_because ?? '' };
    },
    async clearHostPauses() {
      await rows()
        .where({ account_id: accountId() })
        .whereNotNull('paused_until')
        .update({ paused_until: null, paused_because: null });
    },
  };
};

/** Zoom counts anew each UTC day. */
const usedOn = (row: StoredRow, now: Date): number => (row.day === utcDay(now) ? row.used : 0);

const pauseOf = (row: StoredRow, now: Date): HostQuota['pause'] =>
  row.paused_until === null || row.paused_until <= now.getTime()
    ? null
    : { until: new Date(row.paused_until).toISOString(), because: row.paused_because ?? '' };

/** E-mail addresses of one user may differ in case; Zoom's user ids do not. */
const canonicalHost = (host: string): string => (host.includes('@') ? host.toLowerCase() : host);
