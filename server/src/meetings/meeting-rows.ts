import type { Core } from '@strapi/types';
import { TABLE, UID } from '../../../contracts/identifiers';
import { newDocumentId, rowsOf, type Transaction } from '../jobs/database';
import { joinWindow, type JoinTimes } from '../domain/join-policy';
import type { FrozenDefaults, SessionKey } from '../domain/session';
import { toMeetingRow, type MeetingPatch, type MeetingRow } from './meeting-row';

type Database = Core.Strapi['db'];

export type MeetingChange = { before: MeetingRow; after: MeetingRow };

/** A start that a webhook told of meanwhile is not undone by what was decided before it. */
const keepLive = (fresh: MeetingRow, { state, runs }: MeetingPatch): MeetingPatch =>
  fresh.state === 'live' && state === 'scheduled' && runs === undefined ? { state: 'live' } : {};

/** When it can be joined follows its plan. */
const windowOf = (fresh: MeetingRow, patch: MeetingPatch, times: JoinTimes) => {
  if (patch.startTime === undefined && patch.endTime === undefined) return {};
  const startTime = patch.startTime === undefined ? fresh.startTime : patch.startTime;
  const endTime = patch.endTime === undefined ? fresh.endTime : patch.endTime;
  const window = joinWindow({ startTime, endTime }, times);
  return { joinOpensAt: window?.opensAt ?? null, joinClosesAt: window?.closesAt ?? null };
};

export type MeetingRows = ReturnType<typeof createMeetingRows>;

/**
 * The rows of `plugin::zoom.meeting`. Written with `db.query`, never `documents()`: no `entry.*`
 * event may carry a link out of the server.
 */
export const createMeetingRows = (deps: {
  db: Database;
  /** How long before the start and after the end a meeting can be joined. */
  joinTimes: () => JoinTimes;
  /** Told of each change in its transaction: what the app is told of is written with it. */
  onSaved: (change: MeetingChange) => Promise<void>;
  /** Told of each change after its commit; never awaited, must not throw. */
  onChanged: (change: MeetingChange) => void;
  /** A Zoom id became a row's own, in the open transaction: events that came before it can act. */
  onOwned: (meeting: { accountId: string; zoomId: string }) => Promise<void>;
}) => {
  const { db } = deps;
  /** Always the open transaction's connection: SQLite has no other one to wait for. */
  const zoomIds = (trx: Transaction) => rowsOf(db, TABLE.zoomId, trx);
  const query = () => db.query(UID.meeting);

  const findOne = async (where: Record<string, unknown>): Promise<MeetingRow | null> => {
    const record: unknown = await query().findOne({ where });
    return record ? toMeetingRow(record) : null;
  };

  const find = (id: number) => findOne({ id });

  const findBySession = ({ uid, documentId }: SessionKey) =>
    findOne({ sessionUid: uid, sessionDocumentId: documentId });

  /** The rows of many sessions of one type, by the session's documentId. */
  const findBySessions = async (
    uid: string,
    documentIds: string[]
  ): Promise<Map<string, MeetingRow>> => {
    const found = new Map<string, MeetingRow>();
    for (let from = 0; from < documentIds.length; from += 500) {
      const records: unknown[] = await query().findMany({
        where: {
          sessionUid: uid,
          sessionDocumentId: { $in: documentIds.slice(from, from + 500) },
        },
      });
      for (const row of records.map(toMeetingRow)) found.set(row.session?.documentId ?? '', row);
    }
    return found;
  };

  /** By any id the meeting ever had in Zoom, retired ones included. */
  const findByZoomId = async (zoomId: string): Promise<MeetingRow | null> => {
    const known = await db.query(UID.zoomId).findOne({ where: { zoomId } });
    return known ? find(known.meetingRowId) : findOne({ zoomId });
  };

  /**
   * The session's row, made when it has none: one statement that two publishes at once survive
   * (a failed insert would spoil the publishing transaction on PostgreSQL).
   */
  const ensureForSession = async (key: SessionKey, frozen: FrozenDefaults): Promise<MeetingRow> => {
    const existing = await findBySession(key);
    if (existing) return existing;
    const meta = db.metadata.get(UID.meeting);
    const now = new Date();
    await db.transaction(async ({ trx }) => {
      await rowsOf(db, meta.tableName, trx)
        .insert({
          document_id: newDocumentId(db, UID.meeting),
          session_uid: key.uid,
          session_document_id: key.documentId,
          state: 'unscheduled',
          sync_state: 'pending',
          frozen: JSON.stringify(frozen),
          created_at: now,
          updated_at: now,
          published_at: now,
        })
        .onConflict(['session_uid', 'session_document_id'])
        .ignore();
    });
    const made = await findBySession(key);
    if (!made) throw new Error(`zoom: no meeting row could be made for session ${key.documentId}`);
    return made;
  };

  /**
   * The row as it now is, locked until the open transaction ends: webhooks write it too. The locking
   * read is the one that counts, since MySQL's plain reads show what was there at the beginning;
   * SQLite has one writer at a time and leaves the clause away.
   */
  const lock = async (id: number): Promise<MeetingRow> => {
    const found = db.queryBuilder(UID.meeting).select('*').where({ id }).forUpdate().first();
    return toMeetingRow(await found.execute<unknown>());
  };

  /**
   * Writes a patch; `fence` runs in the same transaction and throws where the right to write was
   * lost. Listeners hear of it after the commit.
   */
  const save = async (input: {
    row: MeetingRow;
    /** Given the row as it now is, where what was read before may be old by now. */
    patch: MeetingPatch | ((fresh: MeetingRow) => MeetingPatch);
    fence?: () => Promise<void>;
    /** Further writes of the same transaction. */
    also?: () => Promise<void>;
  }): Promise<MeetingRow> => {
    const { row, patch, fence, also } = input;
    const { before, after } = await db.transaction(async () => {
      const fresh = await lock(row.id);
      const wanted = typeof patch === 'function' ? patch(fresh) : patch;
      const data = {
        ...wanted,
        ...keepLive(fresh, wanted),
        ...windowOf(fresh, wanted, deps.joinTimes()),
      };
      const record: unknown = await query().update({ where: { id: row.id }, data });
      const change = { before: fresh, after: toMeetingRow(record) };
      await deps.onSaved(change);
      await also?.();
      // Last, as an editor's save locks its rows in the same order: else the two could deadlock.
      await fence?.();
      return change;
    });
    deps.onChanged({ before, after });
    return after;
  };

  /**
   * Says that the session was saved, and since when it has no published version (null: it has one).
   * Until its job has looked at it nobody knows whether Zoom has what the CMS says.
   */
  const markSaved = async (row: MeetingRow, removedAt: Date | null): Promise<void> => {
    const isAsBefore = (row.removedAt === null) === (removedAt === null);
    const data = { syncState: 'pending', syncError: null, ...(isAsBefore ? {} : { removedAt }) };
    await query().update({ where: { id: row.id }, data });
  };

  /** Remembers that a Zoom id belongs to this row, for events that come late. */
  const ownZoomId = async (input: {
    row: MeetingRow;
    accountId: string;
    zoomId: string;
  }): Promise<void> => {
    await db.transaction(async ({ trx }) => {
      await zoomIds(trx)
        .insert({
          account_id: input.accountId,
          zoom_id: input.zoomId,
          meeting_row_id: input.row.id,
        })
        .onConflict(['account_id', 'zoom_id'])
        .ignore();
      const owned = await zoomIds(trx)
        .where({ account_id: input.accountId, zoom_id: input.zoomId, meeting_row_id: input.row.id })
        .update({ retired_at: null });
      // Two lost creates that look the same, searched for at one moment: the second looks again.
      if (owned === 0) throw new Error(`zoom: meeting ${input.zoomId} is another row's by now`);
      await deps.onOwned({ accountId: input.accountId, zoomId: input.zoomId });
    });
  };

  /** The id is no longer the meeting's; late events of it still find their session. */
  const retireZoomId = async (input: { zoomId: string; now: Date }): Promise<void> => {
    await db.transaction(async ({ trx }) => {
      await zoomIds(trx)
        .where({ zoom_id: input.zoomId })
        .update({ retired_at: input.now.getTime() });
    });
  };

  /** Every Zoom id that rows have or had, among those given. */
  const ownedZoomIds = async (candidates: string[]): Promise<Set<string>> => {
    if (candidates.length === 0) return new Set();
    const rows: { zoomId: string }[] = await db
      .query(UID.zoomId)
      .findMany({ where: { zoomId: { $in: candidates } }, select: ['zoomId'] });
    return new Set(rows.map((row) => row.zoomId));
  };

  return {
    find,
    findBySession,
    findBySessions,
    findByZoomId,
    ensureForSession,
    save,
    markSaved,
    ownZoomId,
    retireZoomId,
    ownedZoomIds,
  };
};
