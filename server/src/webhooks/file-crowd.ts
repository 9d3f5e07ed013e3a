import { TABLE } from '../../../contracts/identifiers';
import { rowsOf, type Database } from '../jobs/database';
import type { ClaimedJob } from '../jobs/types';
import { findMeeting } from './meeting-rows';

/** An open event, as far as filing needs it. */
type Open = {
  id: number;
  event: string;
  account_id: string | null;
  meeting_id: string | null;
  meeting_uuid: string | null;
};

type Filed = { event: string; accountId: string; zoomId: string; meetingUuid: string | null };

/** What keeps nothing but participants' comings and goings waits for no decision. */
const IS_OF_CROWD = /^meeting\.participant_/;
/** Fewer than these are no crowd. */
const CROWD = 5;

const byAccount = <Event extends Open>(events: readonly Event[]): Map<string, Event[]> => {
  const groups = new Map<string, Event[]>();
  for (const event of events) {
    if (event.account_id === null || event.meeting_id === null) continue;
    if (!IS_OF_CROWD.test(event.event)) continue;
    groups.set(event.account_id, [...(groups.get(event.account_id) ?? []), event]);
  }
  return groups;
};

const distinct = (events: readonly Open[], address: { accountId: string; zoomId: string }) => [
  ...new Map(
    events.map(({ event, meeting_uuid: meetingUuid }): [string, Filed] => [
      JSON.stringify([event, meetingUuid]),
      { ...address, event, meetingUuid },
    ])
  ).values(),
];

/**
 * Files participant events of one meeting together: one by one, each with a commit, the 10,000 of a
 * large class that begins took two minutes and held up the receiver (100 posts a second).
 *
 * @returns the events that are left for a look at each: of other kinds, of meetings not known as
 *   ours, and all where filing them together failed.
 */
export const createFileCrowd =
  (deps: { database: Database; onFiled?: ((event: Filed) => Promise<void>) | undefined }) =>
  async <Event extends Open>(events: readonly Event[], job: ClaimedJob): Promise<Event[]> => {
    const { database } = deps;
    const filed = new Set<number>();

    const file = async (accountId: string, crowd: readonly Event[]): Promise<void> => {
      const zoomId = crowd[0]?.meeting_id;
      if (zoomId === null || zoomId === undefined) return;
      await database.transaction(async ({ trx }) => {
        const address = { accountId, zoomId };
        if ((await findMeeting(database, address)).kind === 'unknown') return;
        const ids = crowd.map(({ id }) => id);
        await rowsOf(database, TABLE.webhookEvent, trx)
          .whereIn('id', ids)
          .update({ state: 'stored', error: null })
          .increment('attempts', 1);
        for (const one of distinct(crowd, address)) await deps.onFiled?.(one);
        await job.fence();
        for (const id of ids) filed.add(id);
      });
    };

    for (const [accountId, crowd] of byAccount(events)) {
      if (crowd.length < CROWD) continue;
      try {
        await file(accountId, crowd);
      } catch (error) {
        if (error instanceof Error && error.name === 'LeaseLostError') throw error;
        // One by one shows which of them it is.
        for (const { id } of crowd) filed.delete(id);
      }
    }
    return events.filter(({ id }) => !filed.has(id));
  };
