import { z } from 'zod';

import { TABLE } from '../../../contracts/identifiers';
import { onlyName, type HostNames } from '../domain/host-names';
import { HOST_DAY_LIMIT, decideBudget, utcDay, type BudgetDecision } from '../domain/rate-budget';
import type { HostQuota } from '../../../contracts/meeting-desk';
import { type Database, rowsOf } from './database';

type HostAt = { host: string; now: Date };

/** Why a host's jobs wait, and until when. */
export type HostPause = { until: Date; because: string };

/** What each host has used of its day, and which hosts are paused: one row a host and name. */
export type HostBudget = {
  /** Counts one create or update call, or says when to come back. */
  reserve(input: HostAt & { startTime: Date | null }): Promise<BudgetDecision>;
  /** Takes one reserved call of this day back. Never below zero. */
  release(input: HostAt): Promise<void>;
  /** Counts the day's whole limit as used: Zoom said so itself. */
  fill(input: HostAt): Promise<void>;
  /** `host` is the one name that all of the host's names are counted under. */
  usage(input: HostAt): Promise<{ host: string; used: number; limit: number }>;
  /** The hosts that used something on this day or are paused, busiest first, at most 100. */
  today(input: { now: Date }): Promise<HostQuota[]>;
  pauseHost(input: { host: string } & HostPause): Promise<void>;
  /** Null: not paused now. */
  hostPause(input: HostAt): Promise<HostPause | null>;
  /**
   * Ends the pauses of all hosts of the account: after a settings save, a good test or a Retry. Says
   * whether there were any.
   */
  clearHostPauses(): Promise<boolean>;
};

type HostBudgetOptions = {
  database: Database;
  /** The account whose hosts are counted; asked at each call, since settings change. */
  accountId: () => string;
  /**
   * Who a host is. What was counted under another of a host's names, before it was known to be the
   * same, counts too.
   * @default each name is a host of its own
   */
  hostNames?: (host: string) => Promise<HostNames>;
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
type NamedRow = z.infer<typeof namedRow>;
/** What is counted under the host's name, and under what it is called besides. */
type HostRows = { own: NamedRow | null; others: NamedRow[] };

const LISTED_HOSTS = 100;

/**
 * The daily budget of each host in the database, so that it outlives a restart and is shared by
 * all processes. Each write is conditional on the values it was decided by; who loses the race
 * decides again. Not to be called inside an open transaction (SQLite has one connection).
 */
export const createHostBudget = (options: HostBudgetOptions): HostBudget => {
  const { database, accountId } = options;
  const hostNames = options.hostNames ?? (async (host: string) => onlyName(host));
  const rows = () => rowsOf(database, TABLE.hostBudget);
  const idOf = (name: string) => ({ account_id: accountId(), host: name });

  /** The rows under all of a host's names. */
  const find = async ({ name, aliases }: HostNames): Promise<HostRows> => {
    const found: unknown[] = await rows()
      .where({ account_id: accountId() })
      .whereIn('host', [name, ...aliases])
      .select('host', 'day', 'used', 'paused_until', 'paused_because');
    const parsed = found.map((row) => namedRow.parse(row));
    return {
      // To some of MySQL's collations a name that differs by case is the same one, row and all.
      own:
        parsed.find(({ host }) => host === name) ??
        parsed.find(({ host }) => !aliases.includes(host)) ??
        null,
      others: parsed.filter(({ host }) => aliases.includes(host)),
    };
  };

  /** The host's own row, made where there was none. */
  const findOrInsert = async (names: HostNames): Promise<{ own: NamedRow; others: NamedRow[] }> => {
    const found = await find(names);
    if (found.own !== null) return { own: found.own, others: found.others };
    await rows()
      .insert({ ...idOf(names.name), used: 0 })
      .onConflict(['account_id', 'host'])
      .ignore();
    const { own, others } = await find(names);
    if (own === null) throw new Error(`zoom: the budget of host ${names.name} cannot be read`);
    return { own, others };
  };

  /** Moves the count from what was seen; false: another caller was faster. */
  const move = async (input: { seen: NamedRow; used: number; now: Date }): Promise<boolean> => {
    const { now, seen, used } = input;
    const sameUse = rows().where({ ...idOf(seen.host), used: seen.used });
    const asSeen = seen.day === null ? sameUse.whereNull('day') : sameUse.where('day', seen.day);
    const moved = await asSeen.update({ day: utcDay(now), used });
    return moved > 0;
  };

  /** Reads, decides and writes, until a decision was written on what it was decided by. */
  const settle = async <T>(
    at: HostAt,
    decide: (used: number) => { answer: T; used: number }
  ): Promise<T> => {
    const { now } = at;
    const names = await hostNames(at.host);
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const { own: seen, others } = await findOrInsert(names);
      const elsewhere = usedOf(others, now);
      const before = usedOn(seen, now) + elsewhere;
      const { answer, used } = decide(before);
      const own = Math.max(0, used - elsewhere);
      if (used === before || (await move({ now, seen, used: own }))) return answer;
    }
    throw new Error(`zoom: too many writers for the budget of host ${names.name}`);
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
      const names = await hostNames(host);
      const { own, others } = await find(names);
      const used = usedOf(own ? [own, ...others] : others, now);
      return { host: names.name, used, limit: HOST_DAY_LIMIT };
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
      const quotas = new Map<string, HostQuota>();
      for (const row of found.map((one) => namedRow.parse(one))) {
        const { name } = await hostNames(row.host);
        const before = quotas.get(name);
        quotas.set(name, {
          host: name,
          used: usedOn(row, now) + (before?.used ?? 0),
          limit: HOST_DAY_LIMIT,
          pause: before?.pause ?? pauseOf(row, now),
        });
      }
      return [...quotas.values()]
        .filter(({ used, pause }) => used > 0 || pause !== null)
        .sort((a, b) => b.used - a.used);
    },
    async pauseHost({ host, until, because }) {
      const pause = { paused_until: until.getTime(), paused_because: because };
      await rows()
        .insert({ ...idOf((await hostNames(host)).name), used: 0, ...pause })
        .onConflict(['account_id', 'host'])
        .merge(pause);
    },
    async hostPause({ host, now }) {
      const { own, others } = await find(await hostNames(host));
      const row = [own, ...others].find((one) => (one?.paused_until ?? 0) > now.getTime());
      if (row?.paused_until == null) return null;
      return { until: new Date(row.paused_until), because: row.paused_because ?? '' };
    },
    async clearHostPauses() {
      const cleared = await rows()
        .where({ account_id: accountId() })
        .whereNotNull('paused_until')
        .update({ paused_until: null, paused_because: null });
      return cleared > 0;
    },
  };
};

/** Zoom counts anew each UTC day. */
const usedOn = (row: StoredRow, now: Date): number => (row.day === utcDay(now) ? row.used : 0);

const usedOf = (rows: readonly StoredRow[], now: Date): number =>
  rows.reduce((sum, row) => sum + usedOn(row, now), 0);

const pauseOf = (row: StoredRow, now: Date): HostQuota['pause'] =>
  row.paused_until === null || row.paused_until <= now.getTime()
    ? null
    : { until: new Date(row.paused_until).toISOString(), because: row.paused_because ?? '' };
