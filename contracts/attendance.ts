import { z } from 'zod';

import { pageQuery } from './page';

const documentId = z.string('must be a documentId').trim().min(1, 'must be a documentId').max(255);
const uuid = z
  .string('must be the uuid of a meeting instance')
  .min(1, 'must be the uuid of a meeting instance')
  .max(255);

/** Query of `GET /zoom/attendance/instances`. */
export const runQuerySchema = z.object({ ...pageQuery, meeting: documentId });

/** Query of `GET /zoom/attendance`. */
export const attendanceQuerySchema = z.object({ ...pageQuery, instanceUuid: uuid });

/** Query of the CSV exports. */
export const attendanceExportSchema = z.object({ instanceUuid: uuid });

/** Body of `POST /zoom/attendance/:documentId/link`: who the person of that row is. */
export const linkBodySchema = z.strictObject({
  /** `documentId` of another row of the same instance, or of a registrant of its meeting. */
  to: documentId,
});

/** One row of `GET /zoom/attendance/instances`. */
export type AttendanceRun = {
  documentId: string;
  uuid: string;
  startedAt: string | null;
  endedAt: string | null;
  /** True where Zoom told nobody when it ended. */
  isEndInferred: boolean;
  participantCount: number;
  /** When Zoom's participant list was last read. */
  listReadAt: string | null;
  /** Why that list is not to be had, in an admin's words; else null. */
  note: string | null;
  /** Since when the attendance is final, but for what comes late. */
  readyAt: string | null;
};

/** One row of `GET /zoom/attendance`. */
export type AttendanceEntry = {
  documentId: string;
  participantKey: string;
  name: string | null;
  email: string | null;
  intervals: { from: string; to: string | null }[];
  seconds: number;
  share: number | null;
  presence: string | null;
  matchedBy: string;
  registrantDocumentId: string | null;
};
