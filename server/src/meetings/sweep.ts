import { z } from 'zod';
import type { AttentionKind } from '../../../contracts/choices';
import type { DriftingMeeting, DriftReport } from '../../../contracts/drift';
import { UID } from '../../../contracts/identifiers';
import { compareWithList } from '../domain/sweep';
import type { Database } from '../jobs/database';
import type { JobHandler, Outbox } from '../jobs/types';
import type { Settings } from '../settings/types';
import type { ZoomClient, ZoomMeetingListItem } from '../zoom/types';
import type { PluginStore } from './installation';
import { attentionRows } from './attention-rows';
import { toMeetingRow, type MeetingRow } from './meeting-row';
import type { MeetingRows } from './meeting-rows';
import { raiseRefresh } from './refresh-job';
import type { Log, SyncDeps } from './sync-context';

const FOUND = 'sweep-findings';
const IGNORED = 'sweep-ignored';
const LISTED = 200;
/** Nightly, in the small hours of UTC, spread so that not every installation asks at one moment. */
const nextNight = (now: Date, minute: number): Date => {
  const night = new Date(now);
  night.setUTCHours(2, minute, 0, 0);
  if (night <= now) night.setUTCDate(night.getUTCDate() + 1);
  return night;
};

const strangerSchema = z.object({
  zoomId: z.string(),
  topic: z.string(),
  startTime: z.string().nullable(),
  host: z.string(),
});
const foundSchema = z.object({ sweptAt: z.string(), inZoomOnly: z.array(strangerSchema) });
type Stranger = z.infer<typeof strangerSchema>;

type Deps = {
  db: Database;
  store: PluginStore;
  rows: MeetingRows;
  outbox: Outbox;
  zoom: Pick<ZoomClient, 'listMeetings'>;
  settings: () => Settings;
  policy: SyncDeps['policy'];
  clock: () => Date;
  log: Log;
  /** 0 to 59, of this installation. */
  minute: number;
};

/** Compares all future meetings with Zoom, and lists what a person has to settle. */
export const createSweep = (deps: Deps) => {
  const { db, store, rows, outbox, clock } = deps;

  const futureRows = async (where: Record<string, unknown>): Promise<MeetingRow[]> => {
    const records: unknown[] = await db.query(UID.meeting).findMany({
      where: { endTime: { $gt: clock() }, ...where },
      orderBy: { startTime: 'asc' },
    });
    return records.map(toMeetingRow);
  };

  /** Hosts by the spelling the settings use, each once; those of rows come along. */
  const hostsOf = (managed: MeetingRow[]): string[] => {
    const { defaultHost, hosts } = deps.settings();
    const ofRows = managed.map(
      ({ lastSent, hostEmail, hostId }) => lastSent.host ?? hostEmail ?? hostId
    );
    const all = [defaultHost, ...hosts, ...ofRows].filter((host) => typeof host === 'string');
    return [...new Map(all.map((host) => [host.toLowerCase(), host])).values()];
  };

  const isOf = (row: MeetingRow, host: string): boolean =>
    [row.lastSent.host, row.hostEmail, row.hostId].some(
      (known) => known?.toLowerCase() === host.toLowerCase()
    );

  const stranger = (host: string, listed: ZoomMeetingListItem): Stranger => ({
    zoomId: listed.id,
    topic: listed.topic,
    startTime: listed.startTime?.toISOString() ?? null,
    host,
  });

  const run = async (): Promise<void> => {
    if (deps.policy().closedBecause) return;
    const managed = (await futureRows({ zoomId: { $notNull: true }, deletedAt: null })).flatMap(
      (row) => (row.zoomId && !row.missingSince ? [{ ...row, zoomId: row.zoomId }] : [])
    );
    const strangers = new Map<string, Stranger>();
    for (const host of hostsOf(managed)) {
      const listed = await deps.zoom.listMeetings({ host, type: 'upcoming' });
      const ownedIds = await rows.ownedZoomIds(listed.map(({ id }) => id));
      const own = managed.filter((row) => isOf(row, host));
      const found = compareWithList({ managed: own, listed, ownedIds });
      // A list is no proof of anything: each difference is settled by a read of that meeting.
      for (const row of [...found.toRead, ...found.notListed]) await raiseRefresh(outbox, row.id);
      for (const meeting of found.inZoomOnly) strangers.set(meeting.id, stranger(host, meeting));
    }
    const value = {
      sweptAt: clock().toISOString(),
      inZoomOnly: [...strangers.values()].slice(0, LISTED),
    };
    await store.set({ key: FOUND, value });
  };

  const ignored = async (): Promise<string[]> =>
    z
      .array(z.string())
      .catch([])
      .parse(await store.get({ key: IGNORED }));

  const findings = async (): Promise<Pick<DriftReport, 'sweptAt' | 'inZoomOnly'>> => {
    const found = foundSchema.safeParse(await store.get({ key: FOUND })).data;
    const dismissed = new Set(await ignored());
    return {
      sweptAt: found?.sweptAt ?? null,
      inZoomOnly: (found?.inZoomOnly ?? []).filter(({ zoomId }) => !dismissed.has(zoomId)),
    };
  };

  const inShort = (row: MeetingRow): DriftingMeeting => ({
    session: row.session,
    meetingDocumentId: row.documentId,
    zoomId: row.zoomId,
    topic: row.topic,
    startTime: row.startTime?.toISOString() ?? null,
    syncError: row.syncError,
    drift: row.drift,
  });

  /** The next ones first, as many as a person reads. */
  const sessionsWith = async (kind: AttentionKind): Promise<DriftingMeeting[]> => {
    const found: unknown = await attentionRows(db, { kind, now: clock() })
      .whereNotNull('session_uid')
      .orderBy([{ column: 'start_time' }, { column: 'id' }])
      .limit(LISTED)
      .select('id');
    const ids = z.array(z.object({ id: z.number() })).parse(found);
    const records: unknown[] = await db.query(UID.meeting).findMany({
      where: { id: { $in: ids.map(({ id }) => id) } },
      orderBy: [{ startTime: 'asc' }, { id: 'asc' }],
    });
    return records.map(toMeetingRow).map(inShort);
  };

  return {
    run,
    /** What the last comparison found in Zoom alone, without what was dismissed. */
    findings,
    /** Compares now, as a person asked for. */
    raise: () => outbox.raise({ task: 'sweep', key: 'sweep', payload: {}, delayMs: 0 }),
    /** Sees to it that there is a next night. */
    plan: () => {
      const delayMs = nextNight(clock(), deps.minute).getTime() - clock().getTime();
      return outbox.raise({ task: 'sweep', key: 'sweep', payload: {}, delayMs });
    },
    /** What differs, is gone, is in Zoom alone, or failed here; each with its repair. */
    async report(): Promise<DriftReport> {
      const { sweptAt, inZoomOnly } = await findings();
      return {
        sweptAt,
        differs: await sessionsWith('differs'),
        deletedInZoom: await sessionsWith('deleted-in-zoom'),
        inZoomOnly,
        failed: await sessionsWith('failed'),
      };
    },
    /** A meeting in Zoom that is nobody's business here is not listed again. */
    async ignore(zoomId: string): Promise<void> {
      const known = await ignored();
      await store.set({ key: IGNORED, value: [...new Set([...known, zoomId])].slice(-1000) });
    },
    handler: (async () => {
      await run();
      return { kind: 'again', at: nextNight(clock(), deps.minute) };
    }) satisfies JobHandler as JobHandler,
  };
};
