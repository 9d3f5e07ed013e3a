import { z } from 'zod';

import { TABLE } from '../../../contracts/identifiers';
import { applyMeetingEvent, type MeetingEvent } from '../domain/meeting-event';
import { rowsOf, type Database, type JobLog } from '../jobs/database';
import type { ClaimedJob, JobHandler, JobOutcome, Outbox } from '../jobs/types';
import { raiseRefresh } from '../meetings/refresh-job';
import { eventColumnsSchema } from './event-columns';
import { IGNORED, type EventState } from './event-row';
import { readMeetingEvent, useOf } from './event-schema';
import { createFileCrowd } from './file-crowd';
import {
  findCreatesUnderWay,
  findMeeting,
  saveMeeting,
  seenByEvents,
  type StoredMeeting,
} from './meeting-rows';
import { reopenIfOurs } from './retention';
import { errorWords } from '../jobs/error-text';

/** Events of one run of the job; the rest go in the next. */
const PAGE = 500;
/** After so many failures an event is given up, visibly, so that it holds up nothing. */
export const MAX_ATTEMPTS = 10;
/** A read waits for what may follow at once: an update by hand comes as several events. */
const READ_DELAY_MS = 2000;

export type MeetingChange = { rowId: number; before: StoredMeeting; after: StoredMeeting };

/** An event of a meeting of ours, as capabilities that read stored events are told of it. */
export type FiledEvent = {
  event: string;
  accountId: string;
  zoomId: string;
  /** Of the run; null where the event names none. */
  meetingUuid: string | null;
};

export type ProcessDeps = {
  database: Database;
  outbox: Outbox;
  clock: () => Date;
  log: JobLog;
  /** Zoom told of a meeting, ours or not: lists of meetings that were read before are old. */
  onMeetingTold: () => void;
  /** Raises the sync of the row's session, within the transaction that is open. */
  raiseSync: (row: StoredMeeting) => Promise<void>;
  /** An event of a meeting of ours was looked at; called in the transaction that says so. */
  onFiled?: (event: FiledEvent) => Promise<void>;
  /** An event was kept for a feature that reads it; in the transaction that says so. */
  onStored?: (event: { event: string; meetingId: string | null }) => Promise<void>;
  /** In the transaction of a change: what the app is told of is written with it. */
  onMeetingSaved: (change: MeetingChange) => Promise<void>;
  /** After the commit of a change; what it throws is logged. */
  onMeetingChanged: (change: MeetingChange) => Promise<void> | void;
};

const openEventSchema = eventColumnsSchema.extend({
  meeting_id: z.string().nullable(),
  meeting_uuid: z.string().nullable(),
});
type OpenEvent = z.infer<typeof openEventSchema>;

/** What became of an event, and of a meeting by it. */
type Verdict = { state: EventState; because: string | null; change: MeetingChange | null };

const verdict = (
  state: EventState,
  because: string | null = null,
  change: MeetingChange | null = null
): Verdict => ({ state, because, change });

const parseBody = (payload: string): unknown => {
  try {
    return JSON.parse(payload);
  } catch {
    return null;
  }
};

/**
 * The handler of `process-webhook-events`: works off the open events of one meeting. Each event has
 * a transaction of its own, so a crash leaves some events done and the others open; repeating and
 * reordering them changes nothing (`applyMeetingEvent`).
 */
export const createEventProcessor = (deps: ProcessDeps): JobHandler => {
  const { database, outbox, clock, log } = deps;
  const fileCrowd = createFileCrowd(deps);

  const applyTo = async (row: StoredMeeting, event: MeetingEvent): Promise<Verdict> => {
    const outcome = applyMeetingEvent({ meeting: seenByEvents(row), event, now: clock() });
    switch (outcome.kind) {
      case 'change': {
        const after = await saveMeeting(database, { id: row.id, changes: outcome.changes });
        const change = { rowId: row.id, before: row, after };
        await deps.onMeetingSaved(change);
        // What was put off while people were in the meeting can be done now.
        if (row.state === 'live' && after.state !== 'live') await deps.raiseSync(after);
        return verdict('processed', null, change);
      }
      case 'look-up':
        await deps.raiseSync(row);
        return verdict('processed');
      case 'read':
      case 'confirm-gone':
        await raiseRefresh(outbox, row.id, { delayMs: READ_DELAY_MS });
        return verdict('processed');
      case 'nothing':
        return verdict('processed', outcome.because);
      default: {
        const never: never = outcome;
        return never;
      }
    }
  };

  /** A meeting that no row owns may be the one that a create without an answer has made. */
  const whenUnknown = async (accountId: string, event: MeetingEvent | null): Promise<Verdict> => {
    if (event?.kind !== 'created') return verdict('ignored', IGNORED.meeting);
    const rows = await findCreatesUnderWay(database, { accountId, topic: event.topic });
    for (const row of rows) await applyTo(row, event);
    return rows.length > 0 ? verdict('processed') : verdict('ignored', IGNORED.meeting);
  };

  const keep = async (open: OpenEvent): Promise<Verdict> => {
    const { account_id: accountId, meeting_id: zoomId } = open;
    if (accountId !== null && zoomId !== null) {
      const found = await findMeeting(database, { accountId, zoomId });
      if (found.kind === 'unknown') return verdict('ignored', IGNORED.meeting);
    }
    await deps.onStored?.({ event: open.event, meetingId: zoomId });
    return verdict('stored');
  };

  const judge = async (open: OpenEvent): Promise<Verdict> => {
    if (useOf(open.event) === 'kept') return keep(open);
    const read = readMeetingEvent({
      event: open.event,
      body: parseBody(open.payload),
      sentAt: new Date(open.event_ts ?? open.received_at ?? clock()),
    });
    if (read.kind === 'unknown') return verdict('ignored', IGNORED.event);
    if (read.kind === 'malformed') return verdict('failed', read.because);
    const { accountId, zoomId, event } = read;
    deps.onMeetingTold();
    const found = await findMeeting(database, { accountId, zoomId });
    switch (found.kind) {
      case 'current':
        return applyTo(found.row, event);
      case 'retired':
        return verdict('processed', 'the meeting was replaced by another one');
      case 'unknown':
        return whenUnknown(accountId, event);
      default: {
        const never: never = found;
        return never;
      }
    }
  };

  const tellOthers = async (open: OpenEvent, state: EventState): Promise<void> => {
    const { event, account_id: accountId, meeting_id: zoomId, meeting_uuid: meetingUuid } = open;
    if (state !== 'stored' && state !== 'processed') return;
    if (accountId === null || zoomId === null) return;
    await deps.onFiled?.({ event, accountId, zoomId, meetingUuid });
  };

  const processEvent = async (open: OpenEvent, job: ClaimedJob): Promise<Verdict> =>
    await database.transaction(async ({ trx }) => {
      const judged = await judge(open);
      const { state, because } = judged;
      await rowsOf(database, TABLE.webhookEvent, trx)
        .where({ id: open.id })
        .update({ state, error: because, attempts: (open.attempts ?? 0) + 1 });
      await tellOthers(open, state);
      await job.fence();
      return judged;
    });

  const announce = async (change: MeetingChange): Promise<void> => {
    try {
      await deps.onMeetingChanged(change);
    } catch (error) {
      log.error(
        `zoom: a change of meeting row ${change.rowId} was not announced: ${errorWords(error)}`
      );
    }
  };

  /** True where the event is given up, false where it stays open for another try. */
  const recordFailure = async (open: OpenEvent, error: unknown): Promise<boolean> => {
    const attempts = (open.attempts ?? 0) + 1;
    const isGivenUp = attempts >= MAX_ATTEMPTS;
    await rowsOf(database, TABLE.webhookEvent)
      .where({ id: open.id, state: 'received' })
      .update({ attempts, error: errorWords(error), ...(isGivenUp ? { state: 'failed' } : {}) });
    if (isGivenUp) {
      log.error(
        `zoom: webhook event ${open.id} (${open.event}) failed ${attempts} times: ${errorWords(error)}`
      );
    }
    return isGivenUp;
  };

  const openEvents = async (meetingId: string | null): Promise<OpenEvent[]> => {
    const rows: unknown[] = await rowsOf(database, TABLE.webhookEvent)
      .where({ state: 'received', meeting_id: meetingId })
      .orderBy([{ column: 'event_ts' }, { column: 'id' }])
      .limit(PAGE)
      .select(Object.keys(openEventSchema.shape));
    return rows.map((row) => openEventSchema.parse(row));
  };

  return async (job): Promise<JobOutcome> => {
    const { meetingId } = z.object({ meetingId: z.string().nullable() }).parse(job.payload);
    const events = await openEvents(meetingId);
    const strangersOf = new Set<string>();
    let failure: Error | null = null;
    for (const open of await fileCrowd(events, job)) {
      if (job.signal.aborted) return { kind: 'again', at: clock() };
      try {
        const { change, because } = await processEvent(open, job);
        if (change) await announce(change);
        if (because === IGNORED.meeting && open.account_id) strangersOf.add(open.account_id);
      } catch (error) {
        if (error instanceof Error && error.name === 'LeaseLostError') throw error;
        const isGivenUp = await recordFailure(open, error);
        if (!isGivenUp) failure ??= error instanceof Error ? error : new Error(String(error));
      }
    }
    for (const accountId of strangersOf) {
      if (meetingId === null) break;
      await reopenIfOurs({ database, outbox }, { accountId, zoomId: meetingId });
    }
    if (failure !== null) throw failure;
    return events.length === PAGE ? { kind: 'again', at: clock() } : { kind: 'done' };
  };
};
