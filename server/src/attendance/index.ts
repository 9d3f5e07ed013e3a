import type { Database, JobLog } from '../jobs/database';
import type { Outbox } from '../jobs/types';
import type { KnownKeys } from '../domain/customer-key';
import type { PresenceThresholds } from '../domain/presence';
import type { MeetingChange } from '../meetings/meeting-rows';
import type { FiledEvent } from '../webhooks/process';
import type { ZoomClient } from '../zoom/types';
import { createAttendanceDesk } from './attendance-desk';
import { createAttendanceRows } from './attendance-rows';
import { createFold, foldJob, SEAL_AFTER_MS } from './fold-job';
import { createListedRows, type ListedColumns } from './listed-rows';
import { createLook } from './look-at-zoom';
import { createReadList } from './read-list';
import { createRunRows, type RunRow } from './run-rows';
import { ATTENDANCE_EVENTS } from './stored-event';
import { createTellMeeting, type TellDeps } from './tell-meeting';
import { createWatch, watchJob } from './watch-job';
import { createWatchedMeetings } from './watched-meetings';
import { errorText } from '../jobs/error-text';

export type AttendanceDeps = Pick<TellDeps, 'raiseSync' | 'onMeetingSaved' | 'onMeetingChanged'> & {
  database: Database;
  outbox: Outbox;
  zoom: ZoomClient;
  thresholds: () => PresenceThresholds;
  /** Whom a meeting's customer keys were given to. */
  knownKeys: (meetingRowId: number) => Promise<KnownKeys>;
  withoutErased: (rows: ListedColumns[]) => Promise<ListedColumns[]>;
  /** Why nothing may be asked of Zoom now; null: it may. */
  closedBecause: () => Promise<string | null>;
  /** It is known who came to a run and for how long; once per run, in the transaction that says so. */
  onReady: (run: RunRow, attended: number) => Promise<void>;
  clock: () => Date;
  log: JobLog;
};

/** A meeting that is about to end is looked at a little after its planned end. */
const AFTER_END_MS = 60_000;

const isForFold = (event: string): boolean => ATTENDANCE_EVENTS.some((name) => name === event);

/** Who came, and for how long: runs of meetings, their attendance, and the watch over both. */
export const createAttendance = (deps: AttendanceDeps) => {
  const { database, outbox, zoom, clock, log } = deps;
  const runs = createRunRows(database);
  const listed = createListedRows(database, deps.withoutErased);
  const meetings = createWatchedMeetings(database);

  const raiseWatch = (meetingRowId: number, delayMs: number): Promise<void> =>
    outbox.raise(watchJob(meetingRowId, delayMs));
  const untilEnd = (end: Date): number =>
    Math.max(0, end.getTime() + AFTER_END_MS - clock().getTime());

  return {
    desk: createAttendanceDesk({ database, runs, outbox }),

    handlers: {
      'fold-attendance': createFold({
        database,
        outbox,
        runs,
        listed,
        rows: createAttendanceRows(database),
        planOf: meetings.planOf,
        knownKeys: deps.knownKeys,
        thresholds: deps.thresholds,
        raiseWatch,
        onReady: deps.onReady,
        clock,
        log,
      }),
      'watch-meeting': createWatch({
        meetings,
        runs,
        outbox,
        look: createLook({
          zoom,
          runs,
          outbox,
          tell: createTellMeeting({ ...deps }),
          lastEventAt: meetings.lastEventAt,
          clock,
          log,
        }),
        readList: createReadList({ zoom, runs, listed, clock, log }),
        closedBecause: deps.closedBecause,
        clock,
      }),
    },

    /** In the transaction that files an event: attendance is folded soon. */
    onFiled: async ({ event, accountId, zoomId, meetingUuid }: FiledEvent): Promise<void> => {
      if (meetingUuid === null || !isForFold(event)) return;
      await outbox.raise(foldJob({ uuid: meetingUuid, accountId, zoomId }));
    },

    /** Folds a run anew, while that can still bring anything new. */
    refold: async (uuid: string): Promise<void> => {
      const run = await runs.find(uuid);
      if (!run?.accountId || !run.zoomId || run.sealedAt) return;
      await outbox.raise(foldJob({ uuid, accountId: run.accountId, zoomId: run.zoomId }, 0));
    },

    /** After the commit of a change; never rejects. */
    onMeetingChanged: ({ before, after }: MeetingChange): void => {
      const { id, zoomId, endTime } = after;
      const isNews = zoomId !== before.zoomId || endTime?.getTime() !== before.endTime?.getTime();
      if (zoomId === null || endTime === null || !isNews) return;
      raiseWatch(id, untilEnd(endTime)).catch((error: unknown) => {
        log.error(`zoom: the end of meeting ${zoomId} is not watched for yet: ${errorText(error)}`);
      });
    },

    /** At the start and hourly: whatever should be watched and is not. */
    sweep: async (): Promise<void> => {
      const now = clock();
      for (const { id, endTime } of await meetings.due(now))
        await raiseWatch(id, untilEnd(endTime));
      for (const id of await meetings.withOpenRuns(now, SEAL_AFTER_MS)) await raiseWatch(id, 0);
    },
  };
};
export type Attendance = ReturnType<typeof createAttendance>;
