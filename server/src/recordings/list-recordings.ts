import { z } from 'zod';
import { UID } from '../../../contracts/identifiers';
import type { Database, JobLog } from '../jobs/database';
import type { ClaimedJob, JobHandler, JobOutcome, Outbox } from '../jobs/types';
import { toMeetingRow, type MeetingRow } from '../meetings/meeting-row';
import { ZoomScopeError } from '../zoom/errors';
import type { ZoomClient } from '../zoom/types';
import type { Announcements } from './announcements';
import type { FollowUps } from './follow-ups';
import { listJob } from './recording-jobs';
import type { RecordingRows } from './recording-rows';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * When Zoom is asked for a meeting's recordings, from its end on. Zoom works a recording up for
 * about as long as it lasts, and transcripts come later; both can take hours.
 */
export const LIST_AFTER_MS = [10 * MINUTE_MS, HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS] as const;
/**
 * A list is a little older than its answer: one made while a file went to the trash must not bring
 * the file back here.
 */
const LIST_AGE_MS = 5 * MINUTE_MS;
/** Where the end is found only by looking: each look overlaps the one before. */
const OVERLAP_MS = 2 * HOUR_MS;
const SWEPT = 'recordings-swept-until';

/** The next time to ask after `now`; null: that was all. */
export const nextListAt = (end: Date, now: Date): Date | null => {
  const later = LIST_AFTER_MS.map((ms) => new Date(end.getTime() + ms));
  return later.find((at) => at > now) ?? null;
};

type Deps = {
  database: Database;
  store: {
    get(input: { key: string }): Promise<unknown>;
    set(input: { key: string; value: unknown }): Promise<unknown>;
  };
  rows: RecordingRows;
  followUps: FollowUps;
  announcements: Announcements;
  outbox: Outbox;
  zoom: Pick<ZoomClient, 'listRecordings'>;
  /** Why nothing may be asked of Zoom; null: it may. */
  closedBecause: () => string | null;
  clock: () => Date;
  log: JobLog;
};

/** When the meeting was over: its last run's end, else the planned one. */
const endOf = ({ runs, endTime }: MeetingRow): Date | null => {
  const ends = runs.ended.map(({ endedAt }) => Date.parse(endedAt)).filter(Number.isFinite);
  return ends.length > 0 ? new Date(Math.max(...ends)) : endTime;
};

/** The net for lost webhooks: Zoom is asked for what it has. Nothing is ever taken away by it. */
export const createRecordingLists = (deps: Deps) => {
  const { database, rows, outbox, clock } = deps;

  const find = async (id: number): Promise<MeetingRow | null> => {
    const record: unknown = await database.query(UID.meeting).findOne({ where: { id } });
    return record ? toMeetingRow(record) : null;
  };

  /** By UUID each run that is known of, and by number the latest, whatever its UUID. */
  const runsOf = async (meeting: MeetingRow): Promise<string[]> => {
    const instances: unknown = await database
      .query(UID.meetingInstance)
      .findMany({ where: { meeting: { id: meeting.id } }, select: ['uuid'] });
    const known = z.array(z.object({ uuid: z.string() })).parse(instances);
    const heard = await rows.findMany({ meeting: { id: meeting.id } });
    return [
      ...new Set([
        ...meeting.runs.ended.map(({ uuid }) => uuid),
        ...known.map(({ uuid }) => uuid),
        ...heard.map(({ instanceUuid }) => instanceUuid).filter(Boolean),
        ...(meeting.zoomId ? [meeting.zoomId] : []),
      ]),
    ];
  };

  const listRun = async (meeting: MeetingRow, idOrUuid: string, job: ClaimedJob): Promise<void> => {
    const askedAt = clock().getTime();
    const answer = await deps.zoom.listRecordings({ idOrUuid, signal: job.signal });
    if (answer.kind === 'none') return;
    const news = {
      kind: 'files',
      run: answer.run,
      state: null,
      at: askedAt - LIST_AGE_MS,
    } as const;
    await database.transaction(async () => {
      const made = await rows.take(news, { meetingRowId: meeting.id });
      await deps.followUps.after(made);
      await deps.announcements.changed(made);
      await job.fence();
    });
  };

  const handler: JobHandler = async (job): Promise<JobOutcome> => {
    const { meetingRowId } = z.object({ meetingRowId: z.number() }).parse(job.payload);
    const meeting = await find(meetingRowId);
    if (!meeting) return { kind: 'done' };
    const now = clock();
    const end = endOf(meeting);
    const because = deps.closedBecause();
    if (because !== null) {
      return { kind: 'retry', at: new Date(now.getTime() + HOUR_MS), because };
    }
    const isOn = meeting.state === 'live' || (end !== null && end > now);
    if (isOn) {
      const planned = Math.max(end?.getTime() ?? 0, now.getTime());
      return { kind: 'again', at: new Date(planned + LIST_AFTER_MS[0]) };
    }
    try {
      for (const run of await runsOf(meeting)) await listRun(meeting, run, job);
    } catch (error) {
      // What this feature may not do is no reason to stop the others.
      if (!(error instanceof ZoomScopeError)) throw error;
      deps.log.warn(
        `zoom: recordings of meeting ${meeting.zoomId} were not listed: the Zoom app lacks the scope ${error.scopes.join(' or ')}`
      );
    }
    const next = end === null ? null : nextListAt(end, now);
    return next === null ? { kind: 'done' } : { kind: 'again', at: next };
  };

  /** Plans the lists of a meeting that is over. */
  const plan = async (meeting: MeetingRow): Promise<void> => {
    const now = clock();
    const next = nextListAt(endOf(meeting) ?? now, now) ?? now;
    await outbox.raise(listJob(meeting.id, next.getTime() - now.getTime()));
  };

  return {
    handler,
    plan,
    /**
     * Plans the lists of all meetings whose planned end has passed since the last look, so that a
     * lost `ended` costs nothing. At the start and every hour.
     */
    sweep: async (): Promise<void> => {
      const now = clock();
      const since = z.number().safeParse(await deps.store.get({ key: SWEPT }));
      const from = since.success ? since.data - OVERLAP_MS : now.getTime() - 24 * HOUR_MS;
      const records: unknown[] = await database.query(UID.meeting).findMany({
        where: {
          zoomId: { $notNull: true },
          endTime: { $gt: new Date(from), $lte: now },
        },
      });
      for (const record of records) await plan(toMeetingRow(record));
      await deps.store.set({ key: SWEPT, value: now.getTime() });
    },
  };
};
export type RecordingLists = ReturnType<typeof createRecordingLists>;
