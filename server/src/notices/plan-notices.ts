import { createHash } from 'node:crypto';
import { z } from 'zod';

import { UID } from '../../../contracts/identifiers';
import type { NoticeKind } from '../../../contracts/choices';
import type { NoticeSettings } from '../../../contracts/notices';
import { decideNotices } from '../domain/notice-change';
import { reminderTimes } from '../domain/reminder-times';
import type { Database, JobLog } from '../jobs/database';
import type { JobHandler, JobOutcome, Outbox } from '../jobs/types';
import type { MeetingRow } from '../meetings/meeting-row';
import type { MeetingRows } from '../meetings/meeting-rows';
import { raisePlan, raiseSend } from './notice-jobs';
import { factsOf, type NoticeMark, type NoticeMarks } from './notice-marks';
import type { NoticeRows, PlannedNotice } from './notice-rows';
import type { Registrant, RegistrantReader } from './registrant-rows';

const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;
/** A recording is ready hours after its class; what is told a week late is told too late. */
const RECORDING_NOTICE_MS = 7 * DAY_MS;
/** Zoom's file types that are the recording itself; the others go with it. */
const MEDIA_TYPES = ['MP4', 'M4A'];

/** What may be mailed at present: `off` waits, `forget` also drops what changed until now. */
export type NoticeGate = 'open' | 'off' | 'forget';

export type PlanDeps = {
  database: Database;
  outbox: Outbox;
  rows: Pick<MeetingRows, 'find'>;
  notices: NoticeRows;
  marks: NoticeMarks;
  registrants: RegistrantReader;
  settings: () => NoticeSettings;
  gate: () => NoticeGate;
  clock: () => Date;
  log: JobLog;
};

/** One thing to say to every registrant for whom it holds. */
type Announcement = {
  kind: NoticeKind;
  /** Unique within the meeting. */
  about: string;
  occasion: PlannedNotice['occasion'];
  expiresAt: Date;
  /** Registrants who came later knew it already. */
  registeredBefore: Date | null;
};

const recordingSchema = z.object({ instanceUuid: z.string().nullish(), zoomFileId: z.string() });

/** Uuids differ by case, which not every database sees in a key. */
const shortHash = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 32);

/** The handler of `plan-notices`: decides what registrants are told, and raises its sending. */
export const createNoticePlanner = (deps: PlanDeps): JobHandler => {
  const { database, marks, notices, registrants, outbox, clock } = deps;

  const changesOf = (meeting: MeetingRow, mark: NoticeMark) => {
    const now = clock();
    const decision = decideNotices({ known: mark.facts, facts: factsOf(meeting), now });
    const settings = deps.settings();
    const kind = decision.changes.find((change) => settings[change].enabled);
    const end = meeting.endTime ?? meeting.startTime ?? now;
    const announcement: Announcement | null = kind
      ? {
          kind,
          about: `v${mark.version + 1}`,
          occasion: {
            startTime: decision.known.startTime,
            previousStartTime: mark.facts.startTime,
          },
          expiresAt: new Date(Math.max(end.getTime(), now.getTime() + HOUR_MS)),
          registeredBefore: null,
        }
      : null;
    return { decision, announcement };
  };

  const reminderOf = (meeting: MeetingRow, mark: NoticeMark) => {
    const { enabled, minutesBefore } = deps.settings().reminder;
    const isOn = meeting.state === 'scheduled' && meeting.removedAt === null;
    if (!enabled || !isOn || meeting.startTime === null)
      return { announcement: null, nextAt: null };
    const now = clock();
    const { due, nextAt } = reminderTimes({ startTime: meeting.startTime, minutesBefore, now });
    // Told of the new time just now, nobody needs to be reminded of it.
    const isTold = due !== null && mark.changedAt !== null && mark.changedAt > due.dueAt;
    if (due === null || isTold) return { announcement: null, nextAt };
    const startTime = meeting.startTime.toISOString();
    const announcement: Announcement = {
      kind: 'reminder',
      about: `${meeting.startTime.getTime()}:${due.minutesBefore}`,
      occasion: { startTime, minutesBefore: due.minutesBefore },
      expiresAt: meeting.startTime,
      registeredBefore: due.dueAt,
    };
    return { announcement, nextAt };
  };

  /** Recordings that came since the meeting is watched, one notice for all files of one run. */
  const recordingsOf = async (meeting: MeetingRow, mark: NoticeMark): Promise<Announcement[]> => {
    if (!deps.settings().recordingAvailable.enabled) return [];
    const found: unknown[] = await database.query(UID.recording).findMany({
      where: {
        meeting: { id: meeting.id },
        state: 'completed',
        isReleased: true,
        fileType: { $in: MEDIA_TYPES },
        createdAt: { $gt: mark.createdAt },
      },
      select: ['instanceUuid', 'zoomFileId'],
    });
    const runs = new Set(
      found.map((row) => {
        const { instanceUuid, zoomFileId } = recordingSchema.parse(row);
        return instanceUuid ?? zoomFileId;
      })
    );
    return [...runs].map((run) => ({
      kind: 'recordingAvailable',
      about: shortHash(run),
      occasion: { startTime: meeting.startTime?.toISOString() ?? null },
      expiresAt: new Date(clock().getTime() + RECORDING_NOTICE_MS),
      registeredBefore: null,
    }));
  };

  const toNotice = (
    { kind, about, occasion, expiresAt }: Announcement,
    { meeting, registrant }: { meeting: MeetingRow; registrant: Registrant }
  ): PlannedNotice => ({
    key: `${kind}:${meeting.id}:${registrant.id}:${about}`,
    kind,
    meetingRowId: meeting.id,
    registrantRowId: registrant.id,
    occasion,
    expiresAt,
  });

  const announce = async (meeting: MeetingRow, announcements: Announcement[]): Promise<void> => {
    for await (const page of registrants.pages(meeting.id)) {
      const planned = page.flatMap((registrant) =>
        announcements
          .filter(
            ({ registeredBefore }) =>
              registeredBefore === null ||
              registrant.createdAt === null ||
              registrant.createdAt <= registeredBefore
          )
          .map((announcement) => toNotice(announcement, { meeting, registrant }))
      );
      await notices.plan(planned, clock());
    }
    await raiseSend(outbox, meeting.id);
  };

  const planMeeting = async (meetingRowId: number): Promise<JobOutcome> => {
    const meeting = await deps.rows.find(meetingRowId);
    if (!meeting || !(await registrants.hasApproved(meetingRowId))) return { kind: 'done' };
    const mark = await marks.find(meetingRowId);
    if (mark === null) {
      await marks.begin(meeting, clock());
      return { kind: 'again', at: clock() };
    }
    const { decision, announcement } = changesOf(meeting, mark);
    const reminder = reminderOf(meeting, mark);
    const recordings = await recordingsOf(meeting, mark);
    const all = [announcement, reminder.announcement, ...recordings].filter((one) => one !== null);
    if (all.length > 0) await announce(meeting, all);
    // Last: after a crash the same keys are planned again, which changes nothing.
    await marks.update(meetingRowId, {
      from: mark,
      facts: decision.known,
      told: announcement === null ? null : { at: clock() },
    });
    return reminder.nextAt === null ? { kind: 'done' } : { kind: 'again', at: reminder.nextAt };
  };

  /** Finds what no event told of: registrants and rows that came past the plugin, other processes. */
  const sweep = async (): Promise<JobOutcome> => {
    const gate = deps.gate();
    if (gate === 'forget') await marks.forgetAll();
    if (gate === 'open') {
      const endedAfter = new Date(clock().getTime() - RECORDING_NOTICE_MS);
      for (const id of await registrants.meetingsWithRegistrants(endedAfter)) {
        await raisePlan(outbox, id);
      }
    }
    return { kind: 'again', at: new Date(clock().getTime() + HOUR_MS) };
  };

  return async (job) => {
    const { meetingRowId } = z.object({ meetingRowId: z.number().optional() }).parse(job.payload);
    if (meetingRowId === undefined) return sweep();
    return deps.gate() === 'open' ? planMeeting(meetingRowId) : { kind: 'done' };
  };
};
