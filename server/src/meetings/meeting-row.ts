import { z } from 'zod';
import { MEETING_STATES, SYNC_STATES } from '../../../contracts/meeting';
import type { MeetingFacts, SessionIntent } from '../domain/meeting-facts';
import type { Drift } from '../domain/drift';
import { NO_RUNS, type MeetingRuns } from '../domain/meeting-runs';
import type { FrozenDefaults, SessionKey } from '../domain/session';

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const moment = z
  .union([z.date(), z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? null : new Date(value)));
/** JSON that only this plugin writes. */
const json = <T>(fallback: T) =>
  z
    .custom<T>(() => true)
    .nullish()
    .transform((value): T => value ?? fallback);

const rowSchema = z.object({
  id: z.number(),
  documentId: z.string(),
  sessionUid: text,
  sessionDocumentId: text,
  zoomId: text,
  accountId: text,
  state: z.enum(MEETING_STATES),
  syncState: z.enum(SYNC_STATES),
  syncError: text,
  topic: text,
  startTime: moment,
  duration: z.number().nullish(),
  endTime: moment,
  timezone: text,
  joinUrl: text,
  passcode: text,
  uuid: text,
  hostId: text,
  hostEmail: text,
  frozen: json<Partial<FrozenDefaults>>({}),
  lastSent: json<MeetingFacts['lastSent']>({}),
  lastSeen: json<Record<string, unknown>>({}),
  drift: json<Drift[]>([]),
  intent: json<SessionIntent | null>(null),
  runs: json<MeetingRuns>(NO_RUNS),
  planHash: text,
  removedAt: moment,
  deletedAt: moment,
  missingSince: moment,
});
type Columns = z.infer<typeof rowSchema>;

/** A row of `plugin::zoom.meeting`, as this module reads it. */
export type MeetingRow = MeetingFacts &
  Pick<
    Columns,
    | 'id'
    | 'documentId'
    | 'topic'
    | 'endTime'
    | 'timezone'
    | 'joinUrl'
    | 'uuid'
    | 'syncError'
    | 'planHash'
    | 'drift'
    | 'lastSeen'
    | 'runs'
  > & {
    /** Null for a meeting made over REST. */
    session: SessionKey | null;
  };

/** What may be written to a meeting's row, by attribute. */
export type MeetingPatch = Partial<Omit<Columns, 'id' | 'documentId'>>;

/** Fills what a row of a meeting made over REST never had. */
const NO_DEFAULTS: FrozenDefaults = {
  host: null,
  durationMinutes: 60,
  timezone: 'UTC',
  waitingRoom: true,
  joinBeforeHost: false,
  autoRecording: 'none',
};

/** @throws ZodError when a column is not what this plugin writes. */
export const toMeetingRow = (record: unknown): MeetingRow => {
  const {
    sessionUid,
    sessionDocumentId,
    duration,
    frozen,
    passcode: _passcode,
    ...columns
  } = rowSchema.parse(record);
  return {
    ...columns,
    durationMinutes: duration ?? null,
    frozen: { ...NO_DEFAULTS, ...frozen },
    session:
      sessionUid && sessionDocumentId ? { uid: sessionUid, documentId: sessionDocumentId } : null,
  };
};
