import type { NoticeKind, RegistrationState } from '../../../contracts/choices';
import type { NoticeSettings } from '../../../contracts/notices';
import type { Database } from '../jobs/database';
import type { Outbox } from '../jobs/types';
import type { MeetingRow } from '../meetings/meeting-row';
import { raiseSend } from './notice-jobs';
import type { NoticeRows } from './notice-rows';
import type { NoticeGate } from './plan-notices';

/** After this nobody waits for the answer to a registration any more. */
const CONFIRMATION_MS = 24 * 3600_000;

const KIND_OF: Partial<Record<RegistrationState, NoticeKind>> = {
  approved: 'registered',
  pending: 'registrationReceived',
};

type Registrant = { id: number; state: RegistrationState; stateAt: Date | null };

/** Confirmations of registrations: one for each time that somebody is let in or put on the list. */
export const createRegistrationNotices =
  (deps: {
    database: Database;
    outbox: Outbox;
    notices: NoticeRows;
    settings: () => NoticeSettings;
    gate: () => NoticeGate;
    clock: () => Date;
  }) =>
  /** Joins the open transaction: a registration that is rolled back is not confirmed. */
  async (registrant: Registrant, meeting: Pick<MeetingRow, 'id' | 'startTime'>): Promise<void> => {
    const { database, outbox, notices, clock } = deps;
    const kind = KIND_OF[registrant.state];
    if (kind === undefined || deps.gate() !== 'open' || !deps.settings()[kind].enabled) return;
    const now = clock();
    await database.transaction(async ({ trx }) => {
      await notices.plan(
        [
          {
            // Asked for twice with one state it is one mail; let in anew it is another.
            key: `${kind}:${meeting.id}:${registrant.id}:${registrant.stateAt?.getTime() ?? 0}`,
            kind,
            meetingRowId: meeting.id,
            registrantRowId: registrant.id,
            occasion: { startTime: meeting.startTime?.toISOString() ?? null },
            expiresAt: new Date(now.getTime() + CONFIRMATION_MS),
          },
        ],
        now,
        trx
      );
      await raiseSend(outbox, meeting.id);
    });
  };
