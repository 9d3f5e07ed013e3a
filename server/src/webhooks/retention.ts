import { TABLE, UID } from '../../../contracts/identifiers';
import { rowsOf, type Database } from '../jobs/database';
import type { Outbox } from '../jobs/types';
import { IGNORED } from './event-row';
import { processJob } from './store';

/** A download token is good for 24 hours [Zoom, recording.completed]; nothing else needs it longer. */
export const SECRETS_KEPT_MS = 24 * 3600_000;

/** Empties what was cut out of payloads more than 24 hours ago; returns of how many events. */
export const clearOldSecrets = async (database: Database, now: Date): Promise<number> =>
  rowsOf(database, TABLE.webhookEvent)
    .whereNotNull('secrets')
    .where('received_at', '<', now.getTime() - SECRETS_KEPT_MS)
    .update({ secrets: null });

/**
 * Opens again the events that came before their meeting was known to be ours (a create whose answer
 * was lost), and raises their job. Call it in the transaction that registers the Zoom id.
 */
export const reopenEvents = async (
  { database, outbox }: { database: Database; outbox: Outbox },
  { accountId, zoomId }: { accountId: string; zoomId: string }
): Promise<void> => {
  await database.transaction(async ({ trx }) => {
    const opened = await rowsOf(database, TABLE.webhookEvent, trx)
      .where({ account_id: accountId, meeting_id: zoomId })
      .where({ state: 'ignored', error: IGNORED.meeting, verified: true })
      .update({ state: 'received', error: null });
    if (opened > 0) await outbox.raise(processJob(zoomId));
  });
};

/**
 * The same for an event that was just ignored: its Zoom id may have become ours while it was, and
 * whoever registered it saw nothing to open yet.
 */
export const reopenIfOurs = async (
  deps: { database: Database; outbox: Outbox },
  meeting: { accountId: string; zoomId: string }
): Promise<void> => {
  const known: unknown = await deps.database.query(UID.zoomId).findOne({ where: meeting });
  if (known) await reopenEvents(deps, meeting);
};
