import { z } from 'zod';

import { ATTENTION_KINDS, type AttentionKind } from './choices';
import type { DriftingMeeting } from './drift';
import { MEETING_STATES, SYNC_STATES, type MeetingState, type SyncState } from './meeting';
import { pageQuery } from './page';

const moment = z.iso
  .datetime({ offset: true, error: 'must be a moment such as 2026-03-02T10:00:00Z' })
  .transform((text) => new Date(text));

const uid = z
  .string()
  .max(255)
  .regex(/^(api|plugin)::[\w-]+\.[\w-]+$/, 'must be a content type such as api::event.event');

const documentId = z.string().regex(/^[a-z0-9]{1,64}$/, 'must be a documentId');

/** What the list of meetings can be sorted by. */
export const MEETING_SORTS = ['startTime', 'topic', 'state', 'syncState'] as const;

const sort = z
  .string()
  .regex(
    new RegExp(`^(${MEETING_SORTS.join('|')}):(asc|desc)$`, 'i'),
    `must be one of ${MEETING_SORTS.join(', ')}, with :asc or :desc`
  )
  .transform((text) => {
    const [name = '', direction = ''] = text.split(':');
    return {
      by: z.enum(MEETING_SORTS).parse(name),
      order: direction.toLowerCase() === 'asc' ? ('asc' as const) : ('desc' as const),
    };
  });

/** Query of `GET /zoom/meetings`. */
export const meetingQuerySchema = z.object({
  ...pageQuery,
  /** Part of the topic, or the beginning of Zoom's number. */
  q: z.string().trim().min(1).max(200).optional(),
  state: z.enum(MEETING_STATES).optional(),
  syncState: z.enum(SYNC_STATES).optional(),
  host: z.string().min(1).max(255).optional(),
  /** The content type of the session, or `rest` for meetings made over the management API. */
  type: z.union([z.literal('rest'), uid]).optional(),
  /** By the start of the meeting. */
  from: moment.optional(),
  to: moment.optional(),
  sort: sort.default({ by: 'startTime', order: 'desc' }),
});
export type MeetingQuery = z.infer<typeof meetingQuerySchema>;

/** A meeting in a list. */
export type MeetingEntry = {
  documentId: string;
  /** Null for a meeting made over the management API. */
  session: { uid: string; documentId: string } | null;
  topic: string | null;
  zoomId: string | null;
  host: string | null;
  state: MeetingState;
  syncState: SyncState;
  /** In an editor's words; null when all is well. */
  syncError: string | null;
  startTime: string | null;
  endTime: string | null;
  timezone: string | null;
  /** Of the run that is open now; null where none is. */
  liveCount: number | null;
  /** Somebody changed or deleted it in Zoom. */
  needsLook: boolean;
};

/** Answer of `GET /zoom/meetings/:documentId`, inside `data`. */
export type MeetingDetails = MeetingEntry & {
  durationMinutes: number | null;
  /** Only for who may read the session; carries the passcode. */
  joinUrl: string | null;
  drift: DriftingMeeting['drift'];
  registrants: number;
  recordings: number;
  /** How often it was opened, the latest first, at most twenty. */
  runs: {
    documentId: string;
    uuid: string;
    startedAt: string | null;
    endedAt: string | null;
    participantCount: number;
  }[];
};

/** What the lists can be narrowed by, as far as there is something: `GET /zoom/meetings/choices`. */
export type MeetingChoices = {
  hosts: string[];
  types: { uid: string; label: string }[];
};

/** Body of `POST /zoom/meetings/retry` and `/cancel`. */
export const meetingBulkSchema = z.object({
  meetings: z
    .array(documentId)
    .min(1, 'must name at least one meeting')
    .max(100, 'must name at most 100 meetings'),
});

/** Answer of both, inside `data`. */
export type MeetingBulkAnswer = {
  done: number;
  /** What was left as it is, and why in an editor's words. */
  skipped: { documentId: string; topic: string | null; because: string }[];
};

/** Query of `GET /zoom/overview/meetings`: what lies in a span of at most six weeks. */
export const spanQuerySchema = z
  .object({ from: moment, to: moment })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be after from' })
  .refine(({ from, to }) => to.getTime() - from.getTime() <= 42 * 86_400_000, {
    path: ['to'],
    message: 'must be at most 42 days after from',
  });

/** Answer of `GET /zoom/overview/meetings`, inside `data`. */
export type MeetingsInSpan = {
  meetings: MeetingEntry[];
  /** How many there are; the answer has the first `SPAN_LIMIT`. */
  total: number;
};
export const SPAN_LIMIT = 500;

/** Query of `GET /zoom/overview/attention`. */
export const attentionQuerySchema = z.object({
  ...pageQuery,
  kind: z.enum(ATTENTION_KINDS),
});

/** A meeting to come that a person has to look at. */
export type AttentionEntry = MeetingEntry & Pick<DriftingMeeting, 'drift'>;

export type HostQuota = {
  host: string;
  used: number;
  limit: number;
  /** When Zoom takes changes for this host again, and why not now; null: now. */
  pause: { until: string; because: string } | null;
};

/** Two meetings of one host that share a moment. */
export type HostOverlap = { host: string; meetings: [MeetingEntry, MeetingEntry] };

/** Answer of `GET /zoom/overview`, inside `data`. */
export type Overview = {
  live: { meetings: MeetingEntry[]; total: number };
  attention: Record<AttentionKind, number> & { 'in-zoom-only': number };
  /** When all future meetings were last compared with Zoom (ISO). */
  sweptAt: string | null;
  inZoomOnly: { zoomId: string; topic: string; startTime: string | null; host: string }[];
  /** Of this UTC day; hosts that used nothing and are not paused are left out. */
  quota: { hosts: HostQuota[]; resetsAt: string };
  /** Within the next seven days. */
  overlaps: HostOverlap[];
  canRepair: boolean;
};

/** Query of `GET /zoom/sessions/states`: the sessions of one page of a list. */
export const sessionStatesSchema = z.object({
  uid,
  ids: z
    .string()
    .transform((text) => text.split(',').filter((id) => id !== ''))
    .pipe(z.array(documentId).min(1, 'must name at least one').max(100, 'must name at most 100')),
});

/** Where the meeting of a session stands, for a column of a list. */
export type SessionMeetingState = {
  state: MeetingState;
  syncState: SyncState;
  /** Changed or deleted in Zoom: somebody has to settle it. */
  needsLook: boolean;
};

/** Answer of `GET /zoom/sessions/states`, inside `data`: by documentId; none without a meeting. */
export type SessionStates = Record<string, SessionMeetingState>;
