import { applyMeetingEvent, type MeetingEvent } from '../domain/meeting-event';
import type { Database, JobLog } from '../jobs/database';
import {
  findMeeting,
  saveMeeting,
  seenByEvents,
  type StoredMeeting,
} from '../webhooks/meeting-rows';

type MeetingChange = { rowId: number; before: StoredMeeting; after: StoredMeeting };

export type TellDeps = {
  database: Database;
  /** Raises the sync of the row's session, within the transaction that is open. */
  raiseSync: (row: StoredMeeting) => Promise<void>;
  /** In the transaction of a change. */
  onMeetingSaved: (change: MeetingChange) => Promise<void>;
  /** After the commit of a change. */
  onMeetingChanged: (change: MeetingChange) => void;
  clock: () => Date;
  log: JobLog;
};

/** What Zoom answered when it was asked, applied as if a webhook had told it. */
export const createTellMeeting =
  ({ database, raiseSync, onMeetingSaved, onMeetingChanged, clock, log }: TellDeps) =>
  async (address: { accountId: string; zoomId: string }, event: MeetingEvent): Promise<void> => {
    const change = await database.transaction(async () => {
      const found = await findMeeting(database, address);
      if (found.kind !== 'current') return null;
      const { row } = found;
      const outcome = applyMeetingEvent({ meeting: seenByEvents(row), event, now: clock() });
      if (outcome.kind !== 'change') return null;
      const after = await saveMeeting(database, { id: row.id, changes: outcome.changes });
      const made = { rowId: row.id, before: row, after };
      await onMeetingSaved(made);
      if (row.state === 'live' && after.state !== 'live') await raiseSync(after);
      return made;
    });
    if (change === null) return;
    const was = change.before.state;
    log.info(
      `zoom: meeting ${address.zoomId} is ${change.after.state} (was ${was}): no webhook told, Zoom did when asked`
    );
    onMeetingChanged(change);
  };
