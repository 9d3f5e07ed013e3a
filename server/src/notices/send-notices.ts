import { z } from 'zod';

import type { NoticeSettings } from '../../../contracts/notices';
import { retryDelayMs } from '../domain/retry-delay';
import { writeNotice } from '../domain/notice-text';
import { withoutAddresses } from '../domain/without-addresses';
import type { JobLog } from '../jobs/database';
import { errorText } from '../jobs/error-text';
import type { JobHandler, JobOutcome } from '../jobs/types';
import type { MeetingRow } from '../meetings/meeting-row';
import type { MeetingRows } from '../meetings/meeting-rows';
import { attachmentFor, type Invitation } from './invitation';
import { sendOnce, type Mail, type SendMail } from './mail';
import type { Notice, NoticeRows } from './notice-rows';
import type { NoticeGate } from './plan-notices';
import type { Registrant, RegistrantReader } from './registrant-rows';

const PAGE = 50;
/** With these waits a mail is tried for about two hours. */
const MAX_ATTEMPTS = 8;
const RETRY = { baseMs: 60_000, capMs: 3600_000 };
/** So many failures in a row are the mail server's, not one mail's: the others wait. */
const FAILURES_IN_A_ROW = 3;
const SERVER_PAUSE_MS = 2 * 60_000;
/** Longer than a mail may take (one minute): whoever claimed it before is gone. */
const CLAIM_MS = 3 * 60_000;
const CLOSED_PAUSE_MS = 10 * 60_000;

export type SendDeps = {
  rows: Pick<MeetingRows, 'find'>;
  notices: NoticeRows;
  registrants: Pick<RegistrantReader, 'inState'>;
  settings: () => NoticeSettings;
  gate: () => NoticeGate;
  send: SendMail;
  /** The meeting as a calendar file. */
  invitation: Invitation;
  clock: () => Date;
  /** In [0, 1). */
  random: () => number;
  log: JobLog;
};

/** Why a notice is no longer true; null while it is. */
const untrueBecause = (notice: Notice, meeting: MeetingRow, now: Date): string | null => {
  const isOn = meeting.state === 'scheduled' || meeting.state === 'live';
  const isOver = meeting.endTime !== null && meeting.endTime <= now;
  switch (notice.kind) {
    case 'reminder':
      if (!isOn || meeting.removedAt !== null) return 'the meeting does not take place';
      return notice.occasion.startTime === meeting.startTime?.toISOString()
        ? null
        : 'the meeting was moved';
    case 'rescheduled':
    case 'linkChanged':
    case 'registered':
    case 'registrationReceived':
      return isOn && !isOver ? null : 'the meeting is over or was cancelled';
    case 'cancelled':
      return meeting.state === 'cancelled' ? null : 'the meeting takes place after all';
    case 'recordingAvailable':
      return null;
    default: {
      const never: never = notice.kind;
      return never;
    }
  }
};

/** Said whatever was said since: each of these is about something of its own. */
const STANDS_ALONE: ReadonlySet<Notice['kind']> = new Set([
  'reminder',
  'recordingAvailable',
  'registered',
  'registrationReceived',
]);

const momentOf = (iso: string | null | undefined): Date | null => (iso ? new Date(iso) : null);

/** The handler of `send-notice`: mails what waits for one meeting, each mail written, then claimed, then sent. */
export const createNoticeSender = (deps: SendDeps): JobHandler => {
  const { notices, clock, log } = deps;

  const skipBecause = async (notice: Notice, meeting: MeetingRow): Promise<string | null> => {
    const now = clock();
    if (notice.expires_at !== null && notice.expires_at <= now.getTime()) return 'it came too late';
    if (!deps.settings()[notice.kind].enabled) return 'this notice is switched off';
    const untrue = untrueBecause(notice, meeting, now);
    if (untrue !== null) return untrue;
    if (STANDS_ALONE.has(notice.kind)) return null;
    return (await notices.isSuperseded(notice)) ? 'a later notice says more' : null;
  };

  const write = (notice: Notice, meeting: MeetingRow, registrant: Registrant) => {
    const settings = deps.settings();
    const { occasion, kind } = notice;
    const isCancelled = kind === 'cancelled';
    return writeNotice({
      kind,
      template: settings[kind],
      locale: settings.locale,
      about: {
        registrant,
        meeting: {
          documentId: meeting.documentId,
          sessionDocumentId: meeting.session?.documentId ?? null,
          topic: meeting.topic,
          startTime: (isCancelled ? momentOf(occasion.startTime) : null) ?? meeting.startTime,
          durationMinutes: meeting.durationMinutes,
          timezone: meeting.timezone,
          joinUrl: meeting.joinUrl,
        },
        previousStartTime: momentOf(occasion.previousStartTime),
        minutesBefore: occasion.minutesBefore ?? null,
      },
    });
  };

  /** The mail, or why it cannot be written: whoever fails here has sent nothing. */
  const compose = async (
    notice: Notice,
    { meeting, registrant }: { meeting: MeetingRow; registrant: Registrant }
  ): Promise<{ kind: 'mail'; mail: Mail } | { kind: 'unwritten'; because: string }> => {
    try {
      const content = write(notice, meeting, registrant);
      const attachments = await attachmentFor(deps, { notice, meeting, registrant });
      return { kind: 'mail', mail: { to: registrant.email, ...content, ...attachments } };
    } catch (error) {
      const because = `its text could not be written: ${withoutAddresses(errorText(error))}`;
      return { kind: 'unwritten', because };
    }
  };

  const nameOf = ({ id, kind }: Notice, meeting: MeetingRow): string =>
    `notice ${id} (${kind}) of meeting ${meeting.documentId}`;

  /** Sends one; true where the mail server failed. */
  const sendTo = async (
    notice: Notice,
    { meeting, registrant }: { meeting: MeetingRow; registrant: Registrant }
  ): Promise<boolean> => {
    const composed = await compose(notice, { meeting, registrant });
    if (!(await notices.claim(notice, clock()))) return false;
    const outcome = composed.kind === 'mail' ? await sendOnce(deps.send, composed.mail) : composed;
    switch (outcome.kind) {
      case 'sent':
        await notices.sent(notice, clock());
        return false;
      case 'unknown':
        await notices.close(notice, { state: 'unknown', because: outcome.because });
        log.error(`zoom: ${nameOf(notice, meeting)} may not have arrived: ${outcome.because}`);
        return true;
      case 'unwritten':
      case 'refused': {
        const { because } = outcome;
        const isMailServers = outcome.kind === 'refused';
        const failures = notice.attempts + 1;
        if (failures >= MAX_ATTEMPTS) {
          await notices.close(notice, { state: 'failed', because });
          log.error(`zoom: ${nameOf(notice, meeting)} given up: ${because}`);
          return isMailServers;
        }
        const waitMs = retryDelayMs({ failures, random: deps.random(), ...RETRY });
        const at = new Date(clock().getTime() + waitMs);
        await notices.tryAgain(notice, { at, because });
        const next = at.toISOString();
        log.warn(`zoom: ${nameOf(notice, meeting)} not sent: ${because}; next try ${next}`);
        return isMailServers;
      }
      default: {
        const never: never = outcome;
        return never;
      }
    }
  };

  const work = async (notice: Notice, meeting: MeetingRow): Promise<boolean> => {
    const because = await skipBecause(notice, meeting);
    const state = notice.kind === 'registrationReceived' ? 'pending' : 'approved';
    const registrant = because
      ? null
      : await deps.registrants.inState(notice.registrant_row_id, state);
    if (registrant !== null) return sendTo(notice, { meeting, registrant });
    await notices.close(notice, {
      state: 'skipped',
      because: because ?? 'the registrant is gone, or stands otherwise by now',
    });
    return false;
  };

  const later = (ms: number): JobOutcome => ({
    kind: 'again',
    at: new Date(clock().getTime() + ms),
  });

  const whenNext = async (meetingRowId: number): Promise<JobOutcome> => {
    const at = await notices.nextTryAt(meetingRowId);
    if (at !== null) return { kind: 'again', at };
    return (await notices.isAnyBeingSent(meetingRowId)) ? later(CLAIM_MS) : { kind: 'done' };
  };

  return async (job) => {
    const { meetingRowId } = z.object({ meetingRowId: z.number() }).parse(job.payload);
    if (deps.gate() !== 'open') return later(CLOSED_PAUSE_MS);
    const abandoned = await notices.abandonClaims(
      meetingRowId,
      new Date(clock().getTime() - CLAIM_MS)
    );
    if (abandoned > 0) log.error(`zoom: of ${abandoned} notices nobody knows whether they arrived`);
    let failuresInARow = 0;
    for (;;) {
      const due = await notices.due(meetingRowId, { now: clock(), limit: PAGE });
      if (due.length === 0) return whenNext(meetingRowId);
      for (const notice of due) {
        if (job.signal.aborted) return later(0);
        // Read for each: a class may be moved while its mails go out.
        const meeting = await deps.rows.find(meetingRowId);
        if (meeting === null) {
          const because = 'the meeting is gone';
          await notices.close(notice, { state: 'skipped', because });
          continue;
        }
        failuresInARow = (await work(notice, meeting)) ? failuresInARow + 1 : 0;
        if (failuresInARow >= FAILURES_IN_A_ROW) return later(SERVER_PAUSE_MS);
      }
    }
  };
};
