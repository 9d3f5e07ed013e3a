import { say } from '../../../contracts/sentences';
import type { MeetingBulkAnswer } from '../../../contracts/meeting-desk';
import { UID } from '../../../contracts/identifiers';
import type { SessionKey } from '../domain/session';
import type { Database } from '../jobs/database';
import { toMeetingRow, type MeetingRow } from '../meetings/meeting-row';

/** Null: it was done. Else why it was left, in an editor's words. */
type Outcome = string | null;

/** What the person who asks may do with a session, and how the CMS takes it back. */
export type SessionDoor = {
  /** False for who may not open this very entry. */
  mayRead(key: SessionKey): Promise<boolean>;
  /** Takes every language of it offline. */
  unpublish(
    key: SessionKey
  ): Promise<'unpublished' | 'not-permitted' | 'not-published' | 'always-published'>;
};

type Deps = {
  db: Database;
  repair: { retry(key: SessionKey): Promise<boolean> };
  /** Deletes a meeting in Zoom that no session owns. */
  cancelUnowned: (row: MeetingRow) => Promise<void>;
  clock: () => Date;
};

/** Retry and cancel for many meetings at once, each by the way its kind has. */
export const createMeetingBulk = (deps: Deps) => {
  const { db, clock } = deps;

  const forEach = async (
    documentIds: readonly string[],
    act: (row: MeetingRow) => Promise<Outcome>
  ): Promise<MeetingBulkAnswer> => {
    const wanted = [...new Set(documentIds)];
    const records: unknown[] = await db
      .query(UID.meeting)
      .findMany({ where: { documentId: { $in: wanted } } });
    const rows = new Map(records.map(toMeetingRow).map((row) => [row.documentId, row]));
    const answer: MeetingBulkAnswer = { done: 0, skipped: [] };
    // One after the other: a hundred at once would only queue at the database.
    for (const documentId of wanted) {
      const row = rows.get(documentId);
      const because = row ? await act(row) : say('meeting.unknown');
      if (because === null) answer.done += 1;
      else answer.skipped.push({ documentId, topic: row?.topic ?? null, because });
    }
    return answer;
  };

  const cancelOne = async (row: MeetingRow, door: SessionDoor): Promise<Outcome> => {
    if (row.state === 'live') return say('meeting.live');
    if (row.state === 'cancelled') return say('meeting.cancelled');
    if (row.state === 'ended' || (row.endTime && row.endTime <= clock()))
      return say('meeting.over');
    if (row.session === null) {
      if (row.zoomId === null) return say('meeting.unconfirmed');
      await deps.cancelUnowned(row);
      return null;
    }
    const outcome = await door.unpublish(row.session);
    switch (outcome) {
      case 'unpublished':
        return null;
      case 'not-permitted':
        return say('meeting.mayNotUnpublish');
      case 'not-published':
        return say('meeting.notPublished');
      case 'always-published':
        return say('meeting.noDrafts');
      default:
        return outcome satisfies never;
    }
  };

  return {
    /** Brings each in line now; one that was deleted in Zoom is made anew, under another link. */
    retry: (documentIds: readonly string[], door: SessionDoor): Promise<MeetingBulkAnswer> =>
      forEach(documentIds, async ({ session }) => {
        if (session === null) return say('meeting.byCaller');
        if (!(await door.mayRead(session))) return say('meeting.mayNotSee');
        return (await deps.repair.retry(session)) ? null : say('meeting.neverPublished');
      }),

    /** Unpublishes the session of each; those made over the API are deleted in Zoom by a job. */
    cancel: (documentIds: readonly string[], door: SessionDoor): Promise<MeetingBulkAnswer> =>
      forEach(documentIds, (row) => cancelOne(row, door)),
  };
};
