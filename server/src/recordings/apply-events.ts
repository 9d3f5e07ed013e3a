import { z } from 'zod';
import { UID } from '../../../contracts/identifiers';
import type { Database, JobLog, Transaction } from '../jobs/database';
import type { ClaimedJob, JobHandler, Outbox } from '../jobs/types';
import type { Announcements } from './announcements';
import type { FollowUps } from './follow-ups';
import { listJob } from './recording-jobs';
import { readRecordingNews, runsIn, type RecordingNews } from './recording-news';
import type { RecordingChange, RecordingRows } from './recording-rows';
import {
  IGNORED_UNHEARD,
  PAGE,
  type Settled,
  type StoredEvent,
  type StoredEvents,
} from './stored-events';
import { errorWords } from '../jobs/error-text';

/** After so many failures an event is given up, visibly, so that it holds up nothing. */
const MAX_ATTEMPTS = 10;
/** Links that the event no longer has are asked of Zoom, which may not list the files at once. */
const LIST_DELAY_MS = 60_000;

type Deps = {
  database: Database;
  rows: RecordingRows;
  events: StoredEvents;
  followUps: FollowUps;
  announcements: Announcements;
  outbox: Outbox;
  clock: () => Date;
  log: JobLog;
};

const lacksLinks = (news: RecordingNews): boolean =>
  news.kind === 'files' &&
  (news.state === null || news.state === 'completed') &&
  news.run.files.some((file) => file.downloadUrl === null && file.fileType !== 'TRANSCRIPT');

/**
 * The handler of `apply-recording-events`. Each event has a transaction of its own; repeating and
 * reordering them changes nothing, since each telling carries Zoom's time.
 */
export const createEventApplier = (deps: Deps): JobHandler => {
  const { database, rows, events, followUps } = deps;

  const meetingRowOf = async ({ accountId, meetingId }: StoredEvent): Promise<number | null> => {
    if (accountId === null || meetingId === null) return null;
    const known: unknown = await database
      .query(UID.zoomId)
      .findOne({ where: { accountId, zoomId: meetingId } });
    if (!known) return null;
    const { meetingRowId } = z.object({ meetingRowId: z.number() }).parse(known);
    const isThere = await database.query(UID.meeting).count({ where: { id: meetingRowId } });
    return isThere > 0 ? meetingRowId : null;
  };

  const takeAll = async (
    news: RecordingNews[],
    meetingRowId: number | null
  ): Promise<RecordingChange[]> => {
    const changes: RecordingChange[] = [];
    for (const one of news) changes.push(...(await rows.take(one, { meetingRowId })));
    return changes;
  };

  /** What was said of these runs before their files were heard of. */
  const replay = async (uuids: string[], trx: Transaction): Promise<RecordingChange[]> => {
    const changes: RecordingChange[] = [];
    for (const uuid of uuids) {
      for (const { event, body, at } of await events.aboutRun(uuid, trx)) {
        const read = readRecordingNews({ event, body, at });
        if (read.kind !== 'news') continue;
        const ofRun = read.news.filter((one) => one.kind !== 'files' && one.uuid === uuid);
        changes.push(...(await takeAll(ofRun, null)));
      }
    }
    return changes;
  };

  /** First state to last, where one row changed more than once. */
  const merged = (changes: RecordingChange[]): RecordingChange[] => {
    const byRow = new Map<number, RecordingChange>();
    for (const change of changes) {
      const { before } = byRow.get(change.after.id) ?? change;
      byRow.set(change.after.id, { before, after: change.after });
    }
    return [...byRow.values()];
  };

  /** What became of an event that could be read, and why that is nothing. */
  const verdictOn = async (
    event: StoredEvent,
    news: RecordingNews[],
    meetingRowId: number | null
  ): Promise<[Settled, string | null]> => {
    const isOfFiles = news.some(({ kind }) => kind === 'files');
    if (isOfFiles && meetingRowId === null) return ['processed', 'its meeting is no longer here'];
    if (isOfFiles || event.meetingId !== null) return ['processed', null];
    for (const uuid of runsIn(news)) {
      if ((await rows.ofRun(uuid)).length > 0) return ['processed', null];
    }
    return ['ignored', IGNORED_UNHEARD];
  };

  const apply = async (event: StoredEvent, job: ClaimedJob): Promise<void> =>
    await database.transaction(async ({ trx }) => {
      const settle = (state: Settled, because: string | null) =>
        events.settle(event, { state, because, transaction: trx });
      const read = readRecordingNews(event);
      if (read.kind !== 'news') {
        await settle(
          read.kind === 'none' ? 'processed' : 'failed',
          read.kind === 'none' ? null : read.because
        );
        await job.fence();
        return;
      }
      const meetingRowId = await meetingRowOf(event);
      const heard = await takeAll(read.news, meetingRowId);
      const isNew = heard.some(({ before }) => before === null);
      const changes = merged([...heard, ...(isNew ? await replay(runsIn(read.news), trx) : [])]);
      await followUps.after(changes);
      await deps.announcements.changed(changes);
      if (meetingRowId !== null && read.news.some(lacksLinks)) {
        await deps.outbox.raise(listJob(meetingRowId, LIST_DELAY_MS));
      }
      await settle(...(await verdictOn(event, read.news, meetingRowId)));
      await job.fence();
    });

  const fail = async (event: StoredEvent, error: unknown): Promise<boolean> => {
    const isGivenUp = event.attempts + 1 >= MAX_ATTEMPTS;
    await events.fail(event, { because: errorWords(error), isGivenUp });
    if (isGivenUp) {
      deps.log.error(
        `zoom: webhook event ${event.id} (${event.event}) failed: ${errorWords(error)}`
      );
    }
    return isGivenUp;
  };

  return async (job) => {
    const { meetingId } = z.object({ meetingId: z.string().nullable() }).parse(job.payload);
    const open = await events.open(meetingId);
    let failure: Error | null = null;
    for (const event of open) {
      if (job.signal.aborted) return { kind: 'again', at: deps.clock() };
      try {
        await apply(event, job);
      } catch (error) {
        if (error instanceof Error && error.name === 'LeaseLostError') throw error;
        const isGivenUp = await fail(event, error);
        if (!isGivenUp) failure ??= error instanceof Error ? error : new Error(String(error));
      }
    }
    if (failure !== null) throw failure;
    return open.length === PAGE ? { kind: 'again', at: deps.clock() } : { kind: 'done' };
  };
};
