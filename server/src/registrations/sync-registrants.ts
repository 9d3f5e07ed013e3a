import { z } from 'zod';

import { planSeat } from '../domain/registrant-sync';
import type { Database, JobLog } from '../jobs/database';
import type { ClaimedJob, JobHandler, JobOutcome } from '../jobs/types';
import type { PlanPolicy } from '../domain/meeting-plan';
import { ZoomMeetingGoneError, type ZoomClient } from '../zoom';
import { createPutIn } from './put-in';
import type { Registrables, RegistrableRow } from './registrable';
import type { RegistrantRow, RegistrantRows } from './registrant-rows';
import { createSeats, inChunks, type Room } from './seats';

/** What Zoom did not do at once, or has not listed yet, is looked at again. */
const LOOK_AGAIN_MS = 30_000;
const CLOSED_MS = 10 * 60_000;

export type RegistrantSyncDeps = {
  database: Database;
  registrants: RegistrantRows;
  registrables: Registrables;
  zoom: ZoomClient;
  policy: () => PlanPolicy;
  /** Mails a person where they stand now; joins the open transaction. */
  confirm: (registrant: RegistrantRow, meetingRowId: number) => Promise<void>;
  clock: () => Date;
  log: JobLog;
};

type Work = {
  putIn: RegistrantRow[];
  cancel: RegistrantRow[];
  deny: RegistrantRow[];
  waitUntil: Date | null;
};

/** Registrations are Zoom's business while the meeting stands there, with registration switched on. */
const isInPlace = (meeting: RegistrableRow): boolean =>
  meeting.isInZoom &&
  meeting.deletedAt === null &&
  meeting.missingSince === null &&
  (meeting.state === 'scheduled' || meeting.state === 'live') &&
  'settings.approval_type' in meeting.lastSent;

/**
 * The handler of `sync-registrants`: reads the registrations of one meeting as they are now, looks
 * what Zoom has, and brings Zoom in line. Merged, late and repeated jobs end in the same state; an
 * answer that was lost is looked up before anybody is added again.
 */
export const createRegistrantSync = (deps: RegistrantSyncDeps): JobHandler => {
  const { registrants, registrables, zoom, policy, clock } = deps;
  const seats = createSeats(deps);
  const putIn = createPutIn(deps, seats);

  const workOf = async (meetingRowId: number, zoomId: string): Promise<Work> => {
    const work: Work = { putIn: [], cancel: [], deny: [], waitUntil: null };
    for await (const page of registrants.pages(meetingRowId)) {
      for (const row of page) {
        const step = planSeat(row, { zoomId, now: clock() });
        if (step.kind === 'put-in') work.putIn.push(row);
        else if (step.kind === 'take-out') work[step.action].push(row);
        else if (step.kind === 'wait' && (work.waitUntil === null || step.until < work.waitUntil)) {
          work.waitUntil = step.until;
        }
      }
    }
    return work;
  };

  const takeOut = async (
    room: Room,
    { rows, action }: { rows: RegistrantRow[]; action: 'cancel' | 'deny' }
  ): Promise<void> => {
    for (const chunk of inChunks(rows)) {
      await zoom.setRegistrantState({
        ...room.address,
        action,
        registrants: chunk.map(({ zoomRegistrantId, email }) => ({
          id: zoomRegistrantId ?? '',
          email,
        })),
      });
      await seats.removed(room, { rows: chunk, action });
    }
  };

  const work = async (meeting: RegistrableRow, job: ClaimedJob): Promise<JobOutcome> => {
    const { zoomId } = meeting;
    if (zoomId === null || !isInPlace(meeting)) return { kind: 'done' };
    const host = meeting.hostId ?? meeting.hostEmail ?? '';
    const room: Room = { job, meeting, zoomId, address: { id: zoomId, host, signal: job.signal } };
    const todo = await workOf(meeting.id, zoomId);
    await takeOut(room, { rows: todo.cancel, action: 'cancel' });
    await takeOut(room, { rows: todo.deny, action: 'deny' });
    if (todo.putIn.length > 0) await putIn(room, todo.putIn);
    const left = await workOf(meeting.id, zoomId);
    if (left.putIn.length + left.cancel.length + left.deny.length > 0) {
      return { kind: 'again', at: new Date(clock().getTime() + LOOK_AGAIN_MS) };
    }
    return left.waitUntil === null ? { kind: 'done' } : { kind: 'again', at: left.waitUntil };
  };

  return async (job) => {
    const { meetingRowId } = z.object({ meetingRowId: z.number().int() }).parse(job.payload);
    const meeting = await registrables.byId(meetingRowId);
    if (meeting === null) return { kind: 'done' };
    const { closedBecause, accountId } = policy();
    if (closedBecause !== null) {
      return { kind: 'again', at: new Date(clock().getTime() + CLOSED_MS) };
    }
    if (meeting.accountId !== accountId) return { kind: 'done' };
    try {
      return await work(meeting, job);
    } catch (error) {
      // Its own sync finds out whether it is gone; a new meeting raises this job anew.
      if (error instanceof ZoomMeetingGoneError) return { kind: 'done' };
      throw error;
    }
  };
};
