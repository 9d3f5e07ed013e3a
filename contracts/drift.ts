/** The fields that somebody may change in Zoom, as Zoom names them, those of `settings` with a dot. */
export const DRIFT_FIELDS = [
  'topic',
  'agenda',
  'start_time',
  'duration',
  'timezone',
  'settings.waiting_room',
  'settings.join_before_host',
  'settings.auto_recording',
  'settings.mute_upon_entry',
  'settings.host_video',
  'settings.participant_video',
  'settings.meeting_authentication',
  'settings.alternative_hosts',
] as const;
export type DriftField = (typeof DRIFT_FIELDS)[number];

/** A meeting of a session that a person has to look at. */
export type DriftingMeeting = {
  session: { uid: string; documentId: string } | null;
  meetingDocumentId: string;
  zoomId: string | null;
  topic: string | null;
  startTime: string | null;
  /** In an editor's words; null where only Zoom's side differs. */
  syncError: string | null;
  /** Field by field: what the CMS says, and what Zoom says now. */
  drift: { field: string; cms: string | null; zoom: string | null }[];
};

/** Answer of `GET /zoom/drift` (admin), inside `data`: of each list the first 200 by their start. */
export type DriftReport = {
  /** When all future meetings were last compared with Zoom (ISO). */
  sweptAt: string | null;
  /** Somebody changed it in Zoom: settled by `keep-cms` or `take-zoom`. */
  differs: DriftingMeeting[];
  /** Deleted in Zoom: `retry` makes it anew, under another link. */
  deletedInZoom: DriftingMeeting[];
  /** Upcoming meetings of our hosts that no session or REST call made: `ignore`. */
  inZoomOnly: { zoomId: string; topic: string; startTime: string | null; host: string }[];
  /** Could not be brought in line: `retry`. */
  failed: DriftingMeeting[];
};

/** Answer of `POST /zoom/sessions/:uid/:documentId/take-zoom` (admin), inside `data`. */
export type DriftTaken = {
  settled: true;
  /** What the session cannot take over, and why in an editor's words; it still differs. */
  left: { field: string; cms: string | null; zoom: string | null; because: string }[];
};
