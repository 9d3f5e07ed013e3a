import type { RecordedRun } from '../domain/recording';
import type { PastCalls } from './past-types';
import type { RegistrantCalls } from './registrant-types';

/** A meeting as Zoom answers it (create 201 and get 200); extra fields are kept out. */
export type ZoomMeeting = {
  /** Zoom's int64, as a string. */
  id: string;
  uuid: string;
  hostId: string;
  hostEmail: string | null;
  topic: string;
  type: number;
  /** `waiting` or `started`; Zoom has no "ended". */
  status: string | null;
  startTime: Date | null;
  durationMinutes: number | null;
  timezone: string | null;
  agenda: string;
  createdAt: Date | null;
  joinUrl: string;
  /** Logs whoever has it in as the host: never stored, never logged. */
  startUrl: string | null;
  password: string | null;
  settings: Record<string, unknown>;
};

/** A row of Zoom's list: no passcode, no settings, agenda cut at 250 characters. */
export type ZoomMeetingListItem = {
  id: string;
  uuid: string;
  hostId: string;
  topic: string;
  type: number;
  startTime: Date | null;
  durationMinutes: number | null;
  timezone: string | null;
  agenda: string;
  createdAt: Date | null;
  joinUrl: string;
};

export type ZoomUser = {
  id: string;
  email: string;
  displayName: string;
  /** 1 basic, 2 licensed, 4 unassigned, 99 none. */
  type: number;
  timezone: string | null;
};

/** Body of a create or update, in Zoom's spelling. */
export type ZoomMeetingBody = {
  topic?: string;
  type?: number;
  agenda?: string;
  start_time?: string;
  duration?: number;
  timezone?: string;
  password?: string;
  schedule_for?: string;
  settings?: Record<string, unknown>;
  recurrence?: Record<string, unknown>;
};

/** `startTime` orders and limits the call within the host's daily budget; null: no start known. */
export type HostWrite = { host: string; startTime: Date | null; signal?: AbortSignal };

export type ZoomClient = PastCalls &
  RegistrantCalls & {
    createMeeting(input: HostWrite & { body: ZoomMeetingBody }): Promise<ZoomMeeting>;
    getMeeting(input: { id: string; signal?: AbortSignal }): Promise<ZoomMeeting>;
    updateMeeting(input: HostWrite & { id: string; body: ZoomMeetingBody }): Promise<void>;
    /** Gone already (404/3001) counts as done. */
    deleteMeeting(input: {
      id: string;
      host: string;
      remindHost: boolean;
      remindRegistrants: boolean;
      signal?: AbortSignal;
    }): Promise<{ kind: 'deleted' } | { kind: 'was-gone' }>;
    /** Brings back a meeting deleted at most 7 days ago. */
    recoverMeeting(input: { id: string; host: string; signal?: AbortSignal }): Promise<void>;
    endMeeting(input: { id: string; host: string; signal?: AbortSignal }): Promise<void>;
    /** Every page; `from`/`to` as Zoom's days (UTC). */
    listMeetings(input: {
      host: string;
      type: 'scheduled' | 'live' | 'upcoming' | 'upcoming_meetings' | 'previous_meetings';
      from?: string;
      to?: string;
      signal?: AbortSignal;
    }): Promise<ZoomMeetingListItem[]>;
    /**
     * The recorded files of one run (by UUID), or of the latest one (by number). `none`: Zoom has no
     * recording of it, or not yet.
     */
    listRecordings(input: {
      idOrUuid: string;
      /** Asks for a token that downloads the files, valid for 6 hours. */
      withToken?: boolean;
      signal?: AbortSignal;
    }): Promise<
      { kind: 'listed'; run: RecordedRun; downloadToken: string | null } | { kind: 'none' }
    >;
    /** Where the transcript that Zoom's AI companion made can be had. */
    getTranscript(input: {
      idOrUuid: string;
      signal?: AbortSignal;
    }): Promise<
      | { kind: 'ready'; downloadUrl: string }
      | { kind: 'not-ready'; because: string }
      | { kind: 'none' }
    >;
    /** Zoom keeps its trash for 30 days. */
    trashRecordingFile(input: {
      uuid: string;
      fileId: string;
      signal?: AbortSignal;
    }): Promise<{ kind: 'trashed' } | { kind: 'was-gone' }>;
    getUser(input: { idOrEmail: string; signal?: AbortSignal }): Promise<ZoomUser>;
    /**
     * A host's access key (ZAK): signs its bearer in as that host. Fetched when somebody permitted
     * starts a meeting; never stored, never logged. Zoom lets it expire after two hours.
     */
    hostAccessKey(input: { idOrEmail: string; signal?: AbortSignal }): Promise<string>;
    /** Users who are active, all pages up to `most`; `isComplete` is false where there are more. */
    listUsers(input: {
      most: number;
      signal?: AbortSignal;
    }): Promise<{ users: ZoomUser[]; isComplete: boolean }>;
    /** The account's owner: `GET /users?role_id=0`, `GET /users/me` only as fallback. */
    findOwner(): Promise<ZoomUser>;
    /** Scopes of the present token (a new one with `fresh`, since scope changes need a new token). */
    grantedScopes(input?: { fresh?: boolean }): Promise<string[]>;
    /** The present token itself, for a download from Zoom's own hosts; never stored, never logged. */
    downloadToken(): Promise<string>;
    /** Forgets the token: after a change of credentials. */
    forgetToken(): void;
  };
