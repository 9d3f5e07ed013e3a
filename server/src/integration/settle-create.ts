import { z } from 'zod';

import { say } from '../../../contracts/sentences';
import {
  matchCandidates,
  plausibleMeetings,
  type LostCreateCandidate,
} from '../domain/lost-create';
import type { ClaimedJob, JobHandler, JobOutcome } from '../jobs/types';
import type { MeetingRows } from '../meetings/meeting-rows';
import { ZoomMeetingGoneError } from '../zoom/errors';
import type { ZoomClient, ZoomMeeting } from '../zoom/types';
import type { MeetingStore, PendingCreate } from './meeting-store';

const payloadSchema = z.object({ rowId: z.number() });

type SettleDeps = {
  zoom: Pick<ZoomClient, 'listMeetings' | 'getMeeting' | 'deleteMeeting'>;
  store: MeetingStore;
  rows: Pick<MeetingRows, 'ownedZoomIds'>;
  clock: () => Date;
  /** Tells the cache of lists. */
  onChanged: () => void;
  log: Record<'info' | 'warn', (message: string) => unknown>;
};

type Candidate = LostCreateCandidate & { meeting: ZoomMeeting };

const DONE: JobOutcome = { kind: 'done' };

/**
 * Job `settle-create`: finds out what became of a create over REST whose answer was lost, or whose
 * process died. The meeting is adopted, or it is certain that there is none and the caller's
 * `Idempotency-Key` is free again. Trouble with Zoom is thrown: the worker tries again by its class.
 */
export const createSettleHandler = (deps: SettleDeps): JobHandler => {
  const { zoom, store, rows, log } = deps;

  const read = async (id: string, signal: AbortSignal): Promise<Candidate[]> => {
    try {
      const meeting = await zoom.getMeeting({ id, signal });
      return [{ ...meeting, meeting }];
    } catch (error) {
      if (error instanceof ZoomMeetingGoneError) return [];
      throw error;
    }
  };

  const findCandidates = async (
    { lost }: PendingCreate,
    signal: AbortSignal
  ): Promise<Candidate[]> => {
    // `scheduled` has all meetings that have not expired, whenever they start.
    const listed = await zoom.listMeetings({ host: lost.host, type: 'scheduled', signal });
    const plausible = plausibleMeetings({ lost, listed, ownedIds: new Set() });
    const ownedIds = await rows.ownedZoomIds(plausible.map(({ id }) => id));
    const candidates: Candidate[] = [];
    for (const { id } of plausible) {
      if (!ownedIds.has(id)) candidates.push(...(await read(id, signal)));
    }
    return candidates;
  };

  const adopt = async (
    { row, lost }: PendingCreate,
    { job, meeting }: { job: ClaimedJob; meeting: ZoomMeeting }
  ): Promise<void> => {
    const accountId = row.accountId ?? '';
    await store.saveCreated({
      row,
      accountId,
      host: lost.host,
      meeting,
      fence: () => job.fence(),
    });
    log.info(`zoom: meeting ${meeting.id}, created over REST without an answer, was found`);
  };

  const settle = async (pending: PendingCreate, job: ClaimedJob): Promise<JobOutcome> => {
    const { row, lost } = pending;
    const isTooEarly = deps.clock().getTime() < lost.lookUpAt.getTime();
    const match = matchCandidates(lost, await findCandidates(pending, job.signal));
    // Somebody raised this early, or clocks differ: what is not there yet may still come.
    if (match.kind !== 'adopt' && isTooEarly) return { kind: 'again', at: lost.lookUpAt };
    switch (match.kind) {
      case 'adopt': {
        // Surplus first: once the row is saved this job finds nothing more to do.
        for (const { id } of match.surplus) {
          const quiet = { remindHost: false, remindRegistrants: false };
          await zoom.deleteMeeting({ id, host: lost.host, ...quiet, signal: job.signal });
          log.info(`zoom: meeting ${id}, made twice by one create over REST, was deleted`);
        }
        await adopt(pending, { job, meeting: match.meeting.meeting });
        return DONE;
      }
      case 'none':
        await store.drop(row, () => job.fence());
        log.info(`zoom: a create over REST without an answer made no meeting (row ${row.id})`);
        return DONE;
      case 'ambiguous': {
        const ids = match.meetings.map(({ id }) => id).join(', ');
        const reason = say('sync.unanswered', { ids });
        await store.leaveToPerson(row, reason);
        log.warn(`zoom: ${reason} (row ${row.id}): delete those that nobody needs`);
        return DONE;
      }
      default: {
        const unknown: never = match;
        return unknown;
      }
    }
  };

  return async (job) => {
    const payload = payloadSchema.safeParse(job.payload);
    const pending = payload.success ? await store.findPending(payload.data.rowId) : null;
    if (pending === null) return DONE;
    const outcome = await settle(pending, job);
    deps.onChanged();
    return outcome;
  };
};
