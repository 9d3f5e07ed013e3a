import { z } from 'zod';

import { UID } from '../../../contracts/identifiers';
import type {
  RegistrationMeeting,
  registrationMeetingsSchema,
} from '../../../contracts/registration-meetings';
import type { Database } from '../jobs/database';

/** What a list to choose from can show of each kind; more are found by typing. */
const MOST = 20;

const rowSchema = z.object({
  documentId: z.string(),
  topic: z
    .string()
    .nullish()
    .transform((topic) => topic ?? null),
  startTime: z
    .union([z.date(), z.string(), z.number()])
    .nullish()
    .transform((at) => (at === null || at === undefined ? null : new Date(at).toISOString())),
});

/** The meetings whose registrants somebody may want to see. */
export const createMeetingChoices = (deps: { database: Database; clock: () => Date }) => {
  const query = () => deps.database.query(UID.meeting);

  return async ({
    search,
    meeting,
  }: z.output<typeof registrationMeetingsSchema>): Promise<RegistrationMeeting[]> => {
    const parse = (rows: unknown[]): RegistrationMeeting[] =>
      rows.map((row) => rowSchema.parse(row));
    if (meeting !== undefined) {
      return parse(await query().findMany({ where: { documentId: meeting } }));
    }
    const named = search ? { topic: { $containsi: search } } : {};
    const now = deps.clock();
    const select = ['documentId', 'topic', 'startTime'];
    const coming: unknown[] = await query().findMany({
      where: { ...named, endTime: { $gte: now }, state: { $ne: 'cancelled' } },
      orderBy: [{ startTime: 'asc' }, { id: 'asc' }],
      limit: MOST,
      select,
    });
    const past: unknown[] = await query().findMany({
      where: { ...named, endTime: { $lt: now } },
      orderBy: [{ startTime: 'desc' }, { id: 'desc' }],
      limit: MOST,
      select,
    });
    return parse([...coming, ...past]);
  };
};
