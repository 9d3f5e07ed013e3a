import { TABLE, UID } from '../../contracts/identifiers';
import { openClassroom, type Classroom } from './sessions';
import { waitUntil } from './wait';
import { DEFAULT_HOST } from './zoom';

const MINUTE_MS = 60_000;

export type TestClass = {
  zoomId: string;
  rowId: number;
  documentId: string;
  /** A moment of the class, in minutes after its planned start. */
  at(minute: number): number;
};

export type AttendanceRow = {
  participantKey: string;
  name: string | null;
  email: string | null;
  seconds: number;
  share: number | null;
  presence: string | null;
  matchedBy: string;
  documentId: string;
  registrantDocumentId: string | null;
  intervals: { from: string; to: string | null }[];
};

export type AttendanceRoom = Classroom & {
  /** A meeting of ours whose planned hour began so many minutes ago. */
  newClass(startedMinutesAgo?: number): Promise<TestClass>;
  attendanceOf(uuid: string): Promise<AttendanceRow[]>;
  run(uuid: string): Promise<Record<string, unknown> | null>;
  /** Nothing is on its way and nothing waits to be processed or folded. */
  settled(): Promise<void>;
  /** Runs the watch of a meeting now. */
  watch(meeting: TestClass): Promise<void>;
};

/** A Strapi and a Zoom that sends it webhooks, with classes of the past. */
export const openAttendanceRoom = async (
  options: Parameters<typeof openClassroom>[0] = {}
): Promise<AttendanceRoom> => {
  const room = await openClassroom(options);
  const { cms, zoom } = room;
  const { db } = cms.strapi;
  const outcome = await zoom.controls.connectWebhook({ url: `${cms.url}/api/webhooks/zoom` });
  if (outcome.kind !== 'valid')
    throw new Error(`webhook not validated: ${JSON.stringify(outcome)}`);

  const jobsOf = (task: string) => db.connection(TABLE.job).where({ task });
  const settled = async (): Promise<void> => {
    await zoom.controls.webhooksSettled();
    await waitUntil(
      async () => {
        const open = await db.connection(TABLE.webhookEvent).where({ state: 'received' });
        return open.length === 0;
      },
      { what: 'all events processed', timeoutMs: 60_000 }
    );
    await waitUntil(async () => (await jobsOf('fold-attendance')).length === 0, {
      what: 'all attendance folded',
      timeoutMs: 60_000,
    });
  };

  return {
    ...room,
    settled,
    async newClass(startedMinutesAgo = 120) {
      const start = Math.floor(Date.now() / 1000) * 1000 - startedMinutesAgo * MINUTE_MS;
      const soon = `${new Date(Date.now() + 60 * MINUTE_MS).toISOString().slice(0, 19)}Z`;
      const made = zoom.controls.createMeeting(
        { host: DEFAULT_HOST },
        { topic: 'Yoga', type: 2, start_time: soon }
      );
      const row = await db.query(UID.meeting).create({
        data: {
          zoomId: String(made.id),
          accountId: zoom.credentials.accountId,
          hostId: made.host_id,
          hostEmail: DEFAULT_HOST,
          state: 'scheduled',
          syncState: 'synced',
          topic: 'Yoga',
          startTime: new Date(start),
          duration: 60,
          endTime: new Date(start + 60 * MINUTE_MS),
        },
      });
      await db.connection(TABLE.zoomId).insert({
        account_id: zoom.credentials.accountId,
        zoom_id: String(made.id),
        meeting_row_id: row.id,
      });
      return {
        zoomId: String(made.id),
        rowId: row.id,
        documentId: row.documentId,
        at: (minute) => start + minute * MINUTE_MS,
      };
    },
    attendanceOf: (uuid) =>
      db.query(UID.attendance).findMany({
        where: { instanceUuid: uuid },
        orderBy: { participantKey: 'asc' },
      }),
    run: (uuid) => db.query(UID.meetingInstance).findOne({ where: { uuid } }),
    async watch({ rowId }) {
      const key = `watch:${rowId}`;
      const before = Date.now();
      await db.connection(TABLE.job).where({ key }).delete();
      await db.connection(TABLE.job).insert({
        key,
        task: 'watch-meeting',
        version: 1,
        payload: JSON.stringify({ meetingRowId: rowId }),
        run_at: 0,
        attempts: 0,
      });
      await waitUntil(
        async () => {
          const job = await db.connection(TABLE.job).where({ key }).first();
          if (job === undefined) return true;
          if (job.last_error) throw new Error(job.last_error);
          return job.lease_until === null && Number(job.run_at) > before;
        },
        { what: 'the watch of the meeting', timeoutMs: 60_000 }
      );
      await settled();
    },
  };
};
