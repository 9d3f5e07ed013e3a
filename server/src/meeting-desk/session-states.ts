import { z } from 'zod';

import { MEETING_STATES, SYNC_STATES } from '../../../contracts/meeting';
import type { SessionStates } from '../../../contracts/meeting-desk';
import { UID } from '../../../contracts/identifiers';
import type { Database } from '../jobs/database';

const stateRow = z.object({
  sessionDocumentId: z.string(),
  state: z.enum(MEETING_STATES),
  syncState: z.enum(SYNC_STATES),
  drift: z.array(z.unknown()).nullish(),
  missingSince: z.unknown(),
});

/** Where the meetings of a page of sessions stand, by one query. */
export const createSessionStates =
  ({ db }: { db: Database }) =>
  async ({ uid, ids }: { uid: string; ids: string[] }): Promise<SessionStates> => {
    const records: unknown[] = await db.query(UID.meeting).findMany({
      where: { sessionUid: uid, sessionDocumentId: { $in: ids } },
      select: Object.keys(stateRow.shape),
    });
    return Object.fromEntries(
      records.map((record) => {
        const { sessionDocumentId, state, syncState, drift, missingSince } = stateRow.parse(record);
        const needsLook = (drift ?? []).length > 0 || missingSince != null;
        return [sessionDocumentId, { state, syncState, needsLook }];
      })
    );
  };
