/** How Zoom weighs an endpoint for its rate limits. */
export type RateLabel = 'light' | 'medium' | 'heavy';

export type Endpoint = {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  label: RateLabel;
  /** Whether the call counts towards the host's 100 create and update calls of a UTC day. */
  countsForHostDay: boolean;
};

/**
 * Every endpoint the plugin calls. Labels: Zoom's OpenAPI documents of 2026, "Rate Limit Label" of
 * each operation. Only POST and PATCH are named in the per-host limit; a PUT of the status and a
 * DELETE are not (developers.zoom.us/docs/api/rate-limits).
 */
export const ENDPOINTS = {
  createMeeting: { method: 'POST', label: 'light', countsForHostDay: true },
  updateMeeting: { method: 'PATCH', label: 'light', countsForHostDay: true },
  deleteMeeting: { method: 'DELETE', label: 'light', countsForHostDay: false },
  setMeetingStatus: { method: 'PUT', label: 'light', countsForHostDay: false },
  getMeeting: { method: 'GET', label: 'light', countsForHostDay: false },
  listMeetings: { method: 'GET', label: 'medium', countsForHostDay: false },
  listRegistrants: { method: 'GET', label: 'medium', countsForHostDay: false },
  addRegistrants: { method: 'POST', label: 'heavy', countsForHostDay: false },
  addRegistrant: { method: 'POST', label: 'light', countsForHostDay: false },
  setRegistrantState: { method: 'PUT', label: 'medium', countsForHostDay: false },
  deleteRegistrant: { method: 'DELETE', label: 'light', countsForHostDay: false },
  listRecordings: { method: 'GET', label: 'light', countsForHostDay: false },
  deleteRecordingFile: { method: 'DELETE', label: 'light', countsForHostDay: false },
  getTranscript: { method: 'GET', label: 'medium', countsForHostDay: false },
  listPastInstances: { method: 'GET', label: 'medium', countsForHostDay: false },
  getPastMeeting: { method: 'GET', label: 'light', countsForHostDay: false },
  listReportParticipants: { method: 'GET', label: 'heavy', countsForHostDay: false },
  listPastParticipants: { method: 'GET', label: 'medium', countsForHostDay: false },
  getUser: { method: 'GET', label: 'light', countsForHostDay: false },
  getUserToken: { method: 'GET', label: 'light', countsForHostDay: false },
  listUsers: { method: 'GET', label: 'medium', countsForHostDay: false },
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof ENDPOINTS;
