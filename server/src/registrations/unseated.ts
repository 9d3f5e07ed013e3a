import { z } from 'zod';

import { UID } from '../../../contracts/identifiers';
import type { Database } from '../jobs/database';
import type { Outbox } from '../jobs/types';
import type { MeetingChange } from '../meetings/meeting-rows';
import type { MeetingRow } from '../meetings/meeting-row';
import { isInZoom, type Registrables } from './registrable';
import { syncRegistrantsJob } from './registration-jobs';

const PAGE = 500;
const rowSchema = z.object({
  id: z.number().int(),
  meeting: z.object({ id: z.number().int() }).nullish(),
});

const isReady = (meeting: MeetingRow): boolean =>
  isInZoom(meeting) &&
  meeting.zoomId !== null &&
  meeting.deletedAt === null &&
  'settings.approval_type' in meeting.lastSent;

/** True where the meeting in Zoom is another one than before, or asks for registrations since now. */
export const needsRegistrants = ({ before, after }: MeetingChange): boolean =>
  isReady(after) && (!isReady(before) || before.zoomId !== after.zoomId);

/** The net for what no event told of: coming meetings whose registrants Zoom does not have yet. */
export const raiseUnseated = async (deps: {
  database: Database;
  outbox: Outbox;
  registrables: Registrables;
  now: Date;
}): Promise<void> => {
  const meetings = new Set<number>();
  for (let lastId = 0; ; ) {
    const found: unknown[] = await deps.database.query(UID.registrant).findMany({
      where: {
        state: 'approved',
        zoomState: null,
        meeting: { endTime: { $gt: deps.now } },
        id: { $gt: lastId },
      },
      select: ['id'],
      populate: { meeting: { select: ['id'] } },
      orderBy: { id: 'asc' },
      limit: PAGE,
    });
    const page = found.map((row) => rowSchema.parse(row));
    for (const { meeting } of page) if (meeting) meetings.add(meeting.id);
    const last = page.at(-1);
    if (last === undefined) break;
    lastId = last.id;
  }
  for (const id of meetings) {
    const meeting = await deps.registrables.byId(id);
    if (meeting?.isInZoom) await deps.outbox.raise(syncRegistrantsJob(id));
  }
};
