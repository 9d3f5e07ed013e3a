/** A content type whose entries are sessions; `GET /zoom/bindings` (admin) lists them in `data`. */
export type BoundType = {
  uid: string;
  displayName: string;
  /** The plugin's own course session. */
  isOwn: boolean;
  hasDraftAndPublish: boolean;
  isLocalized: boolean;
  /**
   * The attribute that each part of the session is read from; null where it is a template, a fixed
   * value, an attribute over a relation, or left to the settings.
   */
  fields: {
    topic: string | null;
    startTime: string | null;
    /** Minutes. */
    duration: string | null;
    endTime: string | null;
    timezone: string | null;
    host: string | null;
    agenda: string | null;
  };
};

/** Answer of `GET /zoom/bindings/:uid/existing` (admin), inside `data`. */
export type ExistingEntries = {
  uid: string;
  /** Entries to come that were out before the type was bound, and have no meeting. */
  count: number;
  /** Of these, entries without a host, and entries whose host the settings do not allow. */
  withoutHost: number;
  withRefusedHost: number;
  /** What scheduling them takes of Zoom's limit of create and update calls per host and UTC day. */
  hosts: { host: string; meetings: number; leftToday: number; days: number }[];
  /** The first of them by start. */
  entries: { documentId: string; topic: string; startTime: string; host: string | null }[];
  /** Why nothing is sent to Zoom at present, in words; null when it is. */
  closedBecause: string | null;
};

/** Answer of `POST /zoom/bindings/:uid/schedule-existing` (admin), inside `data`. */
export type SchedulingExisting = { scheduling: number };
