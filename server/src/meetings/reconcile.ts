import type { ReconcileHold } from '../../../contracts/settings';
import { UID } from '../../../contracts/identifiers';
import { sessionHost, type PlanPolicy } from '../domain/meeting-plan';
import { meetingFields, planHash } from '../domain/meeting-request';
import { brakeReason } from '../domain/reconcile-brake';
import { plannedEnd } from '../domain/session';
import type { Database } from '../jobs/database';
import type { JobHandler, Outbox } from '../jobs/types';
import type { SessionBindings } from '../bindings';
import { isFromBefore, type BoundSince } from '../bindings/bound-since';
import type { PluginStore } from './installation';
import { toMeetingRow, type MeetingRow } from './meeting-row';
import type { MeetingLinks } from './meeting-links';
import type { MeetingRows } from './meeting-rows';
import type { SessionReader } from './session-reader';
import type { Log } from './sync-context';
import { createReconcileHold, NOTHING, type Difference } from './reconcile-hold';
import { raiseSync, syncJobKey } from './sync-job';
import { restoreZoomIds } from './zoom-id-repair';
import type { FrozenDefaults, PlannedSession } from '../domain/session';

export const RECONCILE_EVERY_MS = 3600_000;
/** The longest meeting [Zoom Meetings API: 1440 minutes]: one that began earlier is over. */
const LONGEST_MEETING_MS = 1440 * 60_000;

type Deps = {
  db: Database;
  store: PluginStore;
  bindings: SessionBindings;
  boundSince: BoundSince;
  reader: SessionReader;
  rows: MeetingRows;
  links: MeetingLinks;
  outbox: Outbox;
  policy: () => PlanPolicy;
  frozenDefaults: () => FrozenDefaults;
  clock: () => Date;
  log: Log;
};

export type Reconcile = {
  /** Compares sessions with rows; `isConfirmed`: a person has seen what is held. */
  run(options?: { isConfirmed?: boolean }): Promise<void>;
  hold(): Promise<ReconcileHold | null>;
  /** Leaves what is held undone until it becomes something else. */
  dismiss(): Promise<void>;
  /** Asks for a run as soon as a worker is free. */
  raise(): Promise<void>;
  /** The same after somebody mended something: what Zoom had refused for good is tried again. */
  raiseAfterMending(): Promise<void>;
  handler: JobHandler;
};

/**
 * Finds what reached the database without passing the documents API (imports, `db.query`, a
 * restored backup, a week switched off) and turns it into jobs. A run that would cancel or create
 * too much stops and asks a person.
 */
export const createReconcile = (deps: Deps): Reconcile => {
  const { db, rows, reader, outbox, clock } = deps;
  const hold = createReconcileHold(deps);

  const isInLine = (session: PlannedSession, row: MeetingRow): boolean => {
    const host = sessionHost({ session, meeting: row, policy: deps.policy() });
    const wanted = planHash({ fields: meetingFields(session, row.frozen), host });
    return row.planHash === wanted && row.syncState !== 'pending' && row.syncState !== 'paused';
  };

  const compareSessions = async (queued: Set<string>) => {
    const creates: Difference[] = [];
    const changes: Difference[] = [];
    const published = new Set<string>();
    const after = new Date(clock().getTime() - LONGEST_MEETING_MS);
    for (const binding of deps.bindings.all) {
      const { uid } = binding;
      const boundSince = await deps.boundSince.of(binding);
      for await (const page of reader.upcoming(binding, after)) {
        const known = await rows.findBySessions(
          uid,
          page.map(({ session }) => session.documentId)
        );
        for (const { session, outSince } of page) {
          const key = { uid, documentId: session.documentId };
          published.add(syncJobKey(key));
          const row = known.get(session.documentId);
          // Out before its type was bound: a person decides (existing-entries.ts).
          if (!row && isFromBefore(outSince, boundSince)) continue;
          if (queued.has(syncJobKey(key)) || (row && isInLine(session, row))) continue;
          const difference = { key, topic: session.topic, startTime: session.startTime };
          const minutes = session.durationMinutes ?? deps.frozenDefaults().durationMinutes;
          const isToCome = plannedEnd(session.startTime, minutes) > clock();
          const hasMeeting = row?.zoomId && !row.deletedAt;
          if (hasMeeting || row?.intent) changes.push(difference);
          else if (isToCome) creates.push(difference);
        }
      }
    }
    return { creates, changes, published };
  };

  /** Future meetings under management, and those whose session is not published here any more. */
  const compareRows = async (published: Set<string>, queued: Set<string>) => {
    const removals: Difference[] = [];
    const cancels: Difference[] = [];
    let managed = 0;
    for (let lastId = 0; ; ) {
      const records: unknown[] = await db.query(UID.meeting).findMany({
        where: {
          id: { $gt: lastId },
          zoomId: { $notNull: true },
          sessionUid: { $notNull: true },
          deletedAt: null,
          missingSince: null,
          endTime: { $gt: clock() },
        },
        orderBy: { id: 'asc' },
        limit: 500,
      });
      for (const record of records) {
        const row = toMeetingRow(record);
        lastId = row.id;
        // What is bound no more keeps its meetings.
        if (!row.session || !deps.bindings.of(row.session.uid)) continue;
        managed += 1;
        const jobKey = syncJobKey(row.session);
        if (published.has(jobKey) || queued.has(jobKey)) continue;
        const difference = { key: row.session, topic: row.topic ?? '', startTime: row.startTime };
        // Unpublished or deleted through the CMS: that was meant, and only its job was lost.
        if (row.removedAt) removals.push(difference);
        else cancels.push(difference);
      }
      if (records.length < 500) return { removals, cancels, managed };
    }
  };

  /** Sessions that a job looks at soon anyway; one that waits for its meeting's end does not. */
  const queuedKeys = async (): Promise<Set<string>> => {
    const soon = clock().getTime() + 60_000;
    const jobs: { key: string }[] = await db
      .query(UID.job)
      .findMany({ where: { task: 'sync-meeting', runAt: { $lte: soon } }, select: ['key'] });
    return new Set(jobs.map(({ key }) => key));
  };

  /** Raises the jobs; the rows say first whether the session was removed, as a save would. */
  const raiseAll = async (differences: Difference[], removedAt: Date | null): Promise<void> => {
    for (const { key, startTime } of differences) {
      const row = await rows.ensureForSession(key, deps.frozenDefaults());
      await rows.markSaved(row, removedAt);
      await raiseSync(outbox, key, { startTime, delayMs: 0 });
    }
  };

  const compareAndRaise = async (isConfirmed: boolean): Promise<void> => {
    if (deps.policy().closedBecause) return;
    await restoreZoomIds({ db, rows });
    const queued = await queuedKeys();
    const { creates: missing, changes, published } = await compareSessions(queued);
    const { removals, cancels: gone, managed } = await compareRows(published, queued);
    const found = await hold.withoutDismissed({ creates: missing, cancels: gone });
    // A confirmation is for what was shown; what came since then is judged like anything new.
    const { shown, open } = isConfirmed ? await hold.split(found) : { shown: NOTHING, open: found };
    const because = brakeReason({
      creates: open.creates.length,
      cancels: open.cancels.length,
      managed,
    });
    await raiseAll(changes, null);
    await raiseAll(removals, clock());
    const creates = [...shown.creates, ...(because ? [] : open.creates)];
    const cancels = [...shown.cancels, ...(because ? [] : open.cancels)];
    if (because) await hold.put({ because, ...open });
    else await hold.clear();
    await raiseAll(creates, null);
    await raiseAll(cancels, clock());
    const count = creates.length + changes.length + cancels.length + removals.length;
    if (count > 0) deps.log.info(`zoom: reconcile found ${count} sessions to bring in line`);
  };

  const run = async ({ isConfirmed = false } = {}): Promise<void> => {
    await compareAndRaise(isConfirmed);
    // Last, as rows may have been made; and also where nothing may be sent to Zoom.
    for (const binding of deps.bindings.all) await deps.links.repair(binding);
  };

  const raise = () =>
    outbox.raise({ task: 'reconcile', key: 'reconcile', payload: {}, delayMs: 0 });

  return {
    run,
    hold: () => hold.read(),
    dismiss: () => hold.dismiss(),
    raise,
    async raiseAfterMending() {
      await db.query(UID.meeting).updateMany({
        where: { syncState: 'failed', missingSince: null, sessionUid: { $notNull: true } },
        data: { planHash: null },
      });
      await raise();
    },
    handler: async () => {
      await run();
      return { kind: 'again', at: new Date(clock().getTime() + RECONCILE_EVERY_MS) };
    },
  };
};
