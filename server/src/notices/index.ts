import { NOTICE_KINDS } from '../../../contracts/choices';
import type { NoticeSettings } from '../../../contracts/notices';
import type { Mode } from '../../../contracts/settings';
import { errorText } from '../jobs/error-text';
import type { Database, JobLog } from '../jobs/database';
import type { Outbox } from '../jobs/types';
import type { MeetingChange, MeetingRows } from '../meetings/meeting-rows';
import type { Invitation } from './invitation';
import type { SendMail } from './mail';
import { raisePlan, raiseSweep } from './notice-jobs';
import { createNoticeLog } from './notice-log';
import { createNoticeMarks } from './notice-marks';
import { createNoticeRows } from './notice-rows';
import { createNoticePlanner, type NoticeGate } from './plan-notices';
import { createRegistrantReader } from './registrant-rows';
import { createRegistrationNotices } from './registration-notices';
import { createNoticeSender } from './send-notices';

export { noticeQuerySchema } from './notice-log';

export type NoticeDeps = {
  database: Database;
  outbox: Outbox;
  rows: MeetingRows;
  settings: () => NoticeSettings;
  mode: () => Mode;
  send: SendMail;
  invitation: Invitation;
  clock: () => Date;
  /** In [0, 1). */
  random: () => number;
  log: JobLog;
};

const seenByRegistrants = ({ before, after }: MeetingChange): boolean =>
  before.state !== after.state ||
  before.startTime?.getTime() !== after.startTime?.getTime() ||
  before.joinUrl !== after.joinUrl ||
  before.removedAt?.getTime() !== after.removedAt?.getTime();

/** Mails to registrants: what they are told, once each, and what became of it. */
export const createNotices = (deps: NoticeDeps) => {
  const { database, outbox, rows, clock, log } = deps;
  const notices = createNoticeRows({ database });
  const marks = createNoticeMarks({ database });
  const registrants = createRegistrantReader({ database });

  /** A copied database mails nobody, and what changed in it is nobody's news. */
  const gate = (): NoticeGate => {
    const mode = deps.mode();
    if (mode.kind === 'detached') return 'forget';
    if (mode.kind === 'off') return 'off';
    const settings = deps.settings();
    return NOTICE_KINDS.some((kind) => settings[kind].enabled) ? 'open' : 'forget';
  };

  const shared = { ...deps, notices, marks, registrants, gate };

  /** What a listener sets going may not fail the listener; the hourly sweep is the net. */
  const inBackground = (work: Promise<void>): void => {
    work.catch((error: unknown) => {
      log.warn(`zoom: notices are planned an hour later: ${errorText(error)}`);
    });
  };

  return {
    plan: createNoticePlanner(shared),
    send: createNoticeSender(shared),
    log: createNoticeLog({ database, outbox, notices, clock }),

    /** After the commit of a change of a meeting's row. */
    meetingChanged(change: MeetingChange): void {
      if (gate() !== 'open' || !seenByRegistrants(change)) return;
      inBackground(raisePlan(outbox, change.after.id));
    },

    /** A recording can be seen from now on; files of one class come one after the other. */
    recordingReady(meetingRowId: number): void {
      if (gate() === 'open') inBackground(raisePlan(outbox, meetingRowId));
    },

    /** From the first registrant on, changes of the meeting are told. Joins an open transaction. */
    async registrantAdded(meetingRowId: number): Promise<void> {
      if (gate() !== 'open') return;
      const meeting = await rows.find(meetingRowId);
      if (meeting) await marks.begin(meeting, clock());
      await raisePlan(outbox, meetingRowId, 0);
    },

    /** Mails a person where their registration stands; joins an open transaction. */
    confirm: createRegistrationNotices(shared),

    /** At start, and after the settings changed. */
    sweep: (): Promise<void> => raiseSweep(outbox),
  };
};
export type Notices = ReturnType<typeof createNotices>;
