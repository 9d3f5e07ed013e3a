import { z } from 'zod';
import type { ExistingEntries } from '../../../contracts/bindings';
import type { SessionBinding, SessionBindings } from '../bindings';
import { isFromBefore, type BoundSince } from '../bindings/bound-since';
import type { PlanPolicy } from '../domain/meeting-plan';
import { HOST_DAY_LIMIT } from '../domain/rate-budget';
import { plannedEnd, type FrozenDefaults, type PlannedSession } from '../domain/session';
import type { HostBudget } from '../jobs/host-budget';
import type { JobHandler, Outbox } from '../jobs/types';
import type { MeetingLinks } from './meeting-links';
import type { MeetingRows } from './meeting-rows';
import type { SessionReader } from './session-reader';
import type { Log } from './sync-context';
import { raiseSync } from './sync-job';

const LONGEST_MEETING_MS = 1440 * 60_000;
/** A person reads this list; the count says how many there are. */
const LISTED = 20;
const payloadSchema = z.object({ uid: z.string() });

type Deps = {
  bindings: SessionBindings;
  boundSince: BoundSince;
  reader: SessionReader;
  rows: MeetingRows;
  links: MeetingLinks;
  outbox: Outbox;
  budget: Pick<HostBudget, 'usage'>;
  policy: () => PlanPolicy;
  frozenDefaults: () => FrozenDefaults;
  clock: () => Date;
  log: Log;
};

/** Days until that many creates are through, today included. */
const daysFor = (meetings: number, leftToday: number): number =>
  1 + Math.max(0, Math.ceil((meetings - leftToday) / HOST_DAY_LIMIT));

/**
 * The entries to come that a type had before it was bound: none of them gets a meeting by itself;
 * a person sees how many they are and what they take, and then has them scheduled.
 */
export const createExistingEntries = (deps: Deps) => {
  const { reader, rows, clock } = deps;

  async function* find(binding: SessionBinding): AsyncGenerator<PlannedSession[]> {
    const since = await deps.boundSince.of(binding);
    const now = clock();
    const { durationMinutes } = deps.frozenDefaults();
    for await (const page of reader.upcoming(
      binding,
      new Date(now.getTime() - LONGEST_MEETING_MS)
    )) {
      const ids = page.map(({ session }) => session.documentId);
      const known = await rows.findBySessions(binding.uid, ids);
      yield page.flatMap(({ session, outSince }) => {
        const end = plannedEnd(session.startTime, session.durationMinutes ?? durationMinutes);
        const isWaiting = !known.has(session.documentId) && isFromBefore(outSince, since);
        return isWaiting && end > now ? [session] : [];
      });
    }
  }

  const all = async (binding: SessionBinding): Promise<PlannedSession[]> => {
    const found: PlannedSession[] = [];
    for await (const sessions of find(binding)) found.push(...sessions);
    return found.sort((a, b) => a.startTime.getTime() - b.startTime.getTime());
  };

  const boundType = (uid: string): SessionBinding | null => {
    const binding = deps.bindings.of(uid);
    return binding?.isOwn === false ? binding : null;
  };

  /** A day's calls are one host's, by whichever of its names the entries call it. */
  const quota = async (hosts: string[]): Promise<ExistingEntries['hosts']> => {
    const asWritten = new Map<string, number>();
    for (const host of hosts) asWritten.set(host, (asWritten.get(host) ?? 0) + 1);
    const counted = new Map<string, { meetings: number; leftToday: number }>();
    for (const [written, meetings] of asWritten) {
      const { host, used, limit } = await deps.budget.usage({ host: written, now: clock() });
      const before = counted.get(host)?.meetings ?? 0;
      counted.set(host, { meetings: before + meetings, leftToday: Math.max(0, limit - used) });
    }
    return [...counted].map(([host, { meetings, leftToday }]) => ({
      ...{ host, meetings, leftToday },
      days: daysFor(meetings, leftToday),
    }));
  };

  return {
    /** How many there are and what they take; null for what is not a bound type. */
    async read(uid: string): Promise<ExistingEntries | null> {
      const binding = boundType(uid);
      if (!binding) return null;
      const policy = deps.policy();
      const sessions = await all(binding);
      const hostOf = ({ hostEmail }: PlannedSession) => hostEmail ?? policy.defaultHost;
      const hosts = sessions.map(hostOf).filter((host) => host !== null);
      const allowed = hosts.filter((host) => policy.isHostAllowed(host));
      return {
        uid,
        count: sessions.length,
        withoutHost: sessions.length - hosts.length,
        withRefusedHost: hosts.length - allowed.length,
        hosts: await quota(allowed),
        entries: sessions.slice(0, LISTED).map((session) => ({
          documentId: session.documentId,
          topic: session.topic,
          startTime: session.startTime.toISOString(),
          host: hostOf(session),
        })),
        closedBecause: policy.closedBecause,
      };
    },

    /** Has them scheduled by a job, which goes on where it was after a restart. */
    schedule: (uid: string): Promise<void> =>
      deps.outbox.raise({
        task: 'schedule-existing',
        key: `schedule-existing:${uid}`,
        payload: { uid },
        delayMs: 0,
      }),

    handler: (async (job) => {
      const binding = boundType(payloadSchema.parse(job.payload).uid);
      if (!binding) return { kind: 'done' };
      let count = 0;
      for await (const sessions of find(binding)) {
        for (const { uid, documentId, startTime } of sessions) {
          const row = await rows.ensureForSession({ uid, documentId }, deps.frozenDefaults());
          await rows.markSaved(row, null);
          await raiseSync(deps.outbox, { uid, documentId }, { startTime, delayMs: 0 });
          count += 1;
        }
      }
      await deps.links.repair(binding);
      deps.log.info(`zoom: ${count} existing entries of ${binding.uid} are being scheduled`);
      return { kind: 'done' };
    }) satisfies JobHandler,
  };
};
