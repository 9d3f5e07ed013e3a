import { UID, TABLE } from '../../../contracts/identifiers';
import type { SessionKey } from '../domain/session';
import { rowsOf, type Database } from '../jobs/database';
import type { HostBudget } from '../jobs/host-budget';
import type { Outbox } from '../jobs/types';
import type { InstallationBond } from './installation';
import type { MeetingRows } from './meeting-rows';
import type { Reconcile } from './reconcile';
import { raiseSync } from './sync-job';

type Deps = {
  db: Database;
  rows: MeetingRows;
  outbox: Outbox;
  bond: InstallationBond;
  budget: Pick<HostBudget, 'clearHostPauses'>;
  reconcile: Pick<Reconcile, 'raiseAfterMending'>;
  clock: () => Date;
};

/** What a row forgets of Zoom, its session kept. */
const FORGOTTEN = {
  zoomId: null,
  joinUrl: null,
  passcode: null,
  uuid: null,
  hostId: null,
  hostEmail: null,
  accountId: null,
  state: 'unscheduled',
  syncState: 'pending',
  syncError: null,
  lastSent: {},
  lastSeen: {},
  drift: [],
  intent: null,
  runs: null,
  planHash: null,
  deletedAt: null,
  missingSince: null,
} as const;

/** What a person may do when a meeting, or the whole installation, is not in line. */
export const createRepair = (deps: Deps) => ({
  /**
   * Tries again now. A meeting that was deleted in Zoom is made anew, under another link.
   * Gives false where the session has no meeting row.
   */
  async retry(key: SessionKey): Promise<boolean> {
    const { rows, outbox } = deps;
    const row = await rows.findBySession(key);
    if (!row) return false;
    // Who retries has mended something, and other sessions may wait for the same.
    if (await deps.budget.clearHostPauses()) await deps.reconcile.raiseAfterMending();
    const isGone = row.missingSince !== null && row.zoomId !== null;
    const { moveRefusedFor: _moveRefused, ...frozen } = row.frozen;
    await rows.save({
      row,
      patch: {
        syncState: 'pending',
        syncError: null,
        frozen,
        ...(isGone ? { zoomId: null, joinUrl: null, uuid: null, missingSince: null } : {}),
      },
      also: async () => {
        if (isGone && row.zoomId)
          await rows.retireZoomId({ zoomId: row.zoomId, now: deps.clock() });
        await raiseSync(outbox, key, { startTime: row.startTime, delayMs: 0 });
      },
    });
    return true;
  },

  /** This installation manages the meetings of this database from now on. */
  takeOver: () => deps.bond.takeOver(),

  /** Forgets every Zoom id, cancels nothing in Zoom, and begins with the sessions as they are. */
  async startAfresh(): Promise<void> {
    const { db, bond } = deps;
    await db.transaction(async ({ trx }) => {
      await db.query(UID.meeting).updateMany({
        where: { sessionUid: { $notNull: true } },
        data: { ...FORGOTTEN },
      });
      await rowsOf(db, TABLE.zoomId, trx).del();
      await rowsOf(db, TABLE.job, trx).whereNot({ task: 'reconcile' }).del();
      await bond.takeOver();
    });
  },
});
