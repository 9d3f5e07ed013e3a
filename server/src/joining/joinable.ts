import { z } from 'zod';

import { UID } from '../../../contracts/identifiers';
import type { Database } from '../jobs/database';
import { toMeetingRow, type MeetingRow } from '../meetings/meeting-row';

const secretsSchema = z.object({
  passcode: z
    .string()
    .nullish()
    .transform((value) => value ?? ''),
});

/** A meeting's row with what lets people in, read for the one answer that needs it. */
export type Joinable = { row: MeetingRow; passcode: string };

/** Null where there is no such meeting. */
export const findJoinable = async (
  database: Database,
  documentId: string
): Promise<Joinable | null> => {
  const record: unknown = await database.query(UID.meeting).findOne({ where: { documentId } });
  return record ? { row: toMeetingRow(record), ...secretsSchema.parse(record) } : null;
};
