import { UID } from '../../contracts/identifiers';
import type { School } from './school';
import { waitUntil } from './wait';

/** Rows and answers as they come. */
export type Row = ReturnType<typeof JSON.parse>;

/** Longer than the shortest class of a term lasts, on two busy cores. */
export const PATIENCE_MS = 150_000;

/** A session's meeting as its side panel has it. */
const panelOf = async (
  { admin }: School,
  { uid = UID.courseSession, documentId }: { uid?: string; documentId: string }
): Promise<Row> => {
  const { status, text, body } = await admin.get(`/zoom/sessions/${uid}/${documentId}`);
  if (status !== 200) throw new Error(`panel: ${status} ${text}`);
  return body.data.meeting;
};

/** The meeting of a session, once it is as wanted. */
export const meetingWhere = (
  school: School,
  session: { uid?: string; documentId: string },
  { isWanted, what }: { isWanted: (meeting: Row) => boolean; what: string }
): Promise<Row> =>
  waitUntil(
    async () => {
      const meeting = await panelOf(school, session);
      return meeting !== null && isWanted(meeting) && meeting;
    },
    { what, timeoutMs: PATIENCE_MS, everyMs: 250 }
  );

/** The meeting of a session, once Zoom has it. */
export const inZoom = (
  school: School,
  documentId: string,
  uid: string = UID.courseSession
): Promise<Row> =>
  meetingWhere(
    school,
    { uid, documentId },
    {
      isWanted: ({ syncState, zoomId }) => syncState === 'synced' && zoomId !== null,
      what: 'the meeting in Zoom',
    }
  );
