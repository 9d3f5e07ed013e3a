import { z } from 'zod';

import { UID } from '../../../contracts/identifiers';
import { lostCreateSchema, type LostCreate } from '../domain/lost-create';
import { plannedEnd } from '../domain/session';
import type { Database } from '../jobs/database';
import type { Outbox } from '../jobs/types';
import { toMeetingRow, type MeetingPatch, type MeetingRow } from '../meetings/meeting-row';
import type { MeetingRows } from '../meetings/meeting-rows';
import { snapshotOf } from '../meetings/zoom-snapshot';
import type { ZoomMeeting } from '../zoom/types';
import type { ClaimedKey, IdempotencyKeys } from './idempotency';

/**
 * How long after a create began its job looks whether it ended, should this process die meanwhile.
 * Longer than a call may take with its waiting (`CREATE_LIMIT_MS`) and Zoom's own delay after it.
 */
const ABANDONED_AFTER_MS = 180_000;

/** What the row keeps of a create under way. */
const intentSchema = lostCreateSchema.extend({
  /** Before then the meeting may still be on its way: not to be found proves nothing. */
  lookUpAt: z.coerce.date(),
});
type Intent = z.infer<typeof intentSchema>;

export type PendingCreate = { row: MeetingRow; lost: Intent };

export type MeetingStore = ReturnType<typeof createMeetingStore>;

const settleJob = (rowId: number, delayMs: number) => ({
  task: 'settle-create' as const,
  key: `settle:${rowId}`,
  payload: { rowId },
  delayMs,
});

/** What a row says of a meeting that Zoom answered. */
const patchOf = (meeting: ZoomMeeting): MeetingPatch => ({
  zoomId: meeting.id,
  uuid: meeting.uuid,
  topic: meeting.topic,
  startTime: meeting.startTime,
  duration: meeting.durationMinutes,
  endTime:
    meeting.startTime === null || meeting.durationMinutes === null
      ? null
      : plannedEnd(meeting.startTime, meeting.durationMinutes),
  timezone: meeting.timezone,
  joinUrl: meeting.joinUrl,
  passcode: meeting.password,
  hostId: meeting.hostId,
  ...(meeting.hostEmail === null ? {} : { hostEmail: meeting.hostEmail }),
  state: meeting.status === 'started' ? 'live' : 'scheduled',
  syncState: 'synced',
  syncError: null,
  lastSeen: snapshotOf(meeting),
  drift: [],
  missingSince: null,
});

/** The rows of meetings made over REST: meetings without a session. */
export const createMeetingStore = (deps: {
  db: Database;
  rows: MeetingRows;
  keys: IdempotencyKeys;
  outbox: Outbox;
  clock: () => Date;
}) => {
  const { db, rows, keys, outbox } = deps;
  const meetings = () => db.query(UID.meeting);

  const after = (moment: Date, ms: number): Date => new Date(moment.getTime() + ms);
  const underWay = (lost: LostCreate): Intent => ({
    ...lost,
    lookUpAt: after(lost.startedAt, ABANDONED_AFTER_MS),
  });
  const saveIntent = async (rowId: number, intent: Intent): Promise<void> => {
    await meetings().update({ where: { id: rowId }, data: { intent } });
  };

  const findPending = async (rowId: number): Promise<PendingCreate | null> => {
    const record: unknown = await meetings().findOne({ where: { id: rowId } });
    if (record === null) return null;
    const row = toMeetingRow(Object(record));
    if (row.session !== null || row.zoomId !== null) return null;
    const lost = intentSchema.safeParse(Reflect.get(Object(record), 'intent'));
    return lost.success ? { row, lost: lost.data } : null;
  };

  return {
    /**
     * Before the call: the row with what the meeting is recognised by, the caller's key, and the job
     * that settles the create should nobody else do it, in one transaction.
     */
    begin: (input: { accountId: string; lost: LostCreate; key: ClaimedKey | null }) =>
      db.transaction(async () => {
        const record: unknown = await meetings().create({
          data: {
            topic: input.lost.topic,
            accountId: input.accountId,
            state: 'unscheduled',
            syncState: 'pending',
            intent: underWay(input.lost),
          },
        });
        const row = toMeetingRow(Object(record));
        if (input.key !== null) await keys.claim(input.key, row.id);
        await outbox.raise(settleJob(row.id, ABANDONED_AFTER_MS));
        return row;
      }),

    /** The create is sent once more in another form. */
    saveLost: async (row: MeetingRow, lost: LostCreate): Promise<void> => {
      await saveIntent(row.id, underWay(lost));
    },

    /** The meeting exists: the row is its, and so is the caller's key. */
    saveCreated: (input: {
      row: MeetingRow;
      accountId: string;
      host: string;
      meeting: ZoomMeeting;
      fence?: () => Promise<void>;
    }): Promise<MeetingRow> => {
      const { row, accountId, host, meeting, fence } = input;
      const hostEmail = meeting.hostEmail ?? (host.includes('@') ? host : null);
      return rows.save({
        row,
        patch: { ...patchOf(meeting), hostEmail, accountId, intent: null },
        ...(fence ? { fence } : {}),
        also: async () => {
          await rows.ownZoomId({ row, accountId, zoomId: meeting.id });
          await keys.setState(row.id, 'created');
        },
      });
    },

    /** Nothing came of the create: no row, and the key is free again. */
    drop: async (row: MeetingRow, fence?: () => Promise<void>): Promise<void> => {
      await db.transaction(async () => {
        await fence?.();
        await meetings().delete({ where: { id: row.id } });
        await keys.free(row.id);
      });
    },

    /** Nobody knows yet whether the meeting exists: a job finds out. */
    leaveUnknown: async (row: MeetingRow, lookUpAfterMs: number): Promise<void> => {
      await db.transaction(async () => {
        const pending = await findPending(row.id);
        if (pending !== null) {
          const lookUpAt = after(deps.clock(), lookUpAfterMs);
          await saveIntent(row.id, { ...pending.lost, lookUpAt });
        }
        await keys.setState(row.id, 'unknown');
        await outbox.raise(settleJob(row.id, lookUpAfterMs));
      });
    },

    /** Several meetings could be it: a person has to choose. */
    leaveToPerson: async (row: MeetingRow, reason: string): Promise<void> => {
      await rows.save({
        row,
        patch: { syncState: 'failed', syncError: reason },
        also: () => keys.setState(row.id, 'unknown'),
      });
    },

    /** A create of this module whose answer is not in yet; null where there is none. */
    findPending,

    /** Zoom has said that a meeting like this exists: no need to wait before the search for it. */
    settleSoon: (rowId: number): Promise<void> => outbox.raise(settleJob(rowId, 0)),

    /** The meeting was changed over REST; `meeting` is what it now is. */
    saveChanged: async (row: MeetingRow, meeting: ZoomMeeting): Promise<void> => {
      // Moved to a host whose address Zoom does not say: the old one's is no longer true.
      const unknown = meeting.hostId === row.hostId ? {} : { hostEmail: null };
      await rows.save({ row, patch: { ...unknown, ...patchOf(meeting) } });
    },

    saveCancelled: async (row: MeetingRow, now: Date): Promise<void> => {
      const { zoomId } = row;
      await rows.save({
        row,
        patch: { state: 'cancelled', syncState: 'synced', syncError: null, deletedAt: now },
        also: async () => {
          if (zoomId !== null) await rows.retireZoomId({ zoomId, now });
        },
      });
    },
  };
};
