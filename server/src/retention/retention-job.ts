import type { RetentionReport, RetentionSettings } from '../../../contracts/retention';
import { TABLE } from '../../../contracts/identifiers';
import { rowsOf, type Database, type JobLog } from '../jobs/database';
import type { JobHandler, Outbox } from '../jobs/types';
import { pruneAttendance } from './prune-attendance';
import { pruneEvents } from './prune-events';
import { pruneEmbedKeys, pruneRegistrants } from './prune-people';
import { pruneRecordings, type RecordingPrune } from './prune-recordings';

const DAY_MS = 24 * 3600_000;
/** After a start others have more urgent work. */
const AFTER_START_MS = 5 * 60_000;
/** A mail is not sent again while its row is there; after half a year nobody has cause to. */
const NOTICES_KEPT_DAYS = 180;

export type RetentionDeps = {
  database: Database;
  settings: () => { retention: RetentionSettings; webhookToleranceMinutes: number };
  /** A copied database shares the files of the one it was copied from: there nothing is removed. */
  isDetached: () => boolean;
  media: () => RecordingPrune['media'];
  removeFile: RecordingPrune['removeFile'];
  /** Keeps in mind which events have ever come, before their rows go. */
  rememberEvents: () => Promise<void>;
  saveReport: (report: RetentionReport) => Promise<void>;
  clock: () => Date;
  log: JobLog;
};

/** One job, whoever raises it how often. */
export const raiseRetention = (outbox: Outbox): Promise<void> =>
  outbox.raise({ task: 'retention', key: 'retention', payload: {}, delayMs: AFTER_START_MS });

const pruneNotices = async (database: Database, before: Date): Promise<number> => {
  const removed: number = await rowsOf(database, TABLE.notice)
    .where('created_at', '<', before.getTime())
    .whereNotIn('state', ['waiting', 'sending'])
    .delete();
  await rowsOf(database, TABLE.noticeMark).where('created_at', '<', before.getTime()).delete();
  return removed;
};

const inWords = (report: RetentionReport): string | null => {
  const parts = [
    [report.eventContents, 'contents of webhook events'],
    [report.events, 'webhook events'],
    [report.attendances, 'attendance rows'],
    [report.recordings, 'recordings'],
    [report.transcripts, 'transcripts'],
    [report.files, 'archived files'],
    [report.notices, 'notices'],
    [report.registrants, 'registrations'],
    [report.embedKeys, 'keys for embedded meetings'],
  ] as const;
  const removed = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  const held =
    report.eventsHeldBack > 0
      ? `${report.eventsHeldBack} webhook events wait until their attendance is sealed`
      : null;
  const said = [removed.length > 0 ? `removed ${removed.join(', ')}` : null, held];
  const text = said.filter((part) => part !== null).join('; ');
  return text === '' ? null : `zoom: retention: ${text}`;
};

/** The handler of `retention`: removes what is past its time, says what it was, comes again in a day. */
export const createRetention = (deps: RetentionDeps): JobHandler => {
  const { database, clock, log } = deps;

  const daysAgo = (days: number): Date => new Date(clock().getTime() - days * DAY_MS);

  const run = async (signal: AbortSignal): Promise<RetentionReport> => {
    const { retention, webhookToleranceMinutes: toleranceMinutes } = deps.settings();
    const { eventsDays, attendanceDays, recordingsDays, registrantsDays, embedKeysDays } =
      retention;
    const work = { database, signal };
    await deps.rememberEvents();
    const events = await pruneEvents(
      { database, signal },
      { now: clock(), eventsDays, toleranceMinutes }
    );
    const attendances =
      attendanceDays === null
        ? 0
        : await pruneAttendance({ database, signal }, daysAgo(attendanceDays));
    const none = { recordings: 0, transcripts: 0, files: 0 };
    const recordings =
      recordingsDays === null
        ? none
        : await pruneRecordings({ ...deps, media: deps.media(), signal }, daysAgo(recordingsDays));
    return {
      at: clock().toISOString(),
      eventContents: events.emptied,
      events: events.removed,
      eventsHeldBack: events.heldBack,
      attendances,
      ...recordings,
      notices: await pruneNotices(database, daysAgo(NOTICES_KEPT_DAYS)),
      registrants:
        registrantsDays === null ? 0 : await pruneRegistrants(work, daysAgo(registrantsDays)),
      embedKeys: embedKeysDays === null ? 0 : await pruneEmbedKeys(work, daysAgo(embedKeysDays)),
    };
  };

  return async (job) => {
    if (!deps.isDetached()) {
      const report = await run(job.signal);
      const words = inWords(report);
      if (words !== null) log.info(words);
      await deps.saveReport(report);
    }
    if (job.signal.aborted) return { kind: 'again', at: clock() };
    return { kind: 'again', at: new Date(clock().getTime() + DAY_MS) };
  };
};
