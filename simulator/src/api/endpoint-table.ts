import { REGISTRANT_ENDPOINTS } from './registrant-table';

/** How Zoom weighs an endpoint: developers.zoom.us/docs/api/rate-limits. */
export type RateLabel = 'light' | 'medium' | 'heavy';

export interface EndpointFacts {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  path: string;
  label: RateLabel;
  /** Granular scope without the suffix `:admin`. */
  granular: string;
  classic: string;
  /** Query parameters Zoom documents; others are reported as unexpected. */
  query: string[];
}

const READ = 'meeting:read:admin';
const WRITE = 'meeting:write:admin';
const USER = 'user:read:admin';
const READ_RECORDING = 'recording:read:admin';
const WRITE_RECORDING = 'recording:write:admin';

/** Every endpoint the simulator answers, with scope and label as the OpenAPI documents state them. */
export const ENDPOINTS = {
  createMeeting: {
    method: 'POST',
    path: '/users/:userId/meetings',
    label: 'light',
    granular: 'meeting:write:meeting',
    classic: WRITE,
    query: [],
  },
  listMeetings: {
    method: 'GET',
    path: '/users/:userId/meetings',
    label: 'medium',
    granular: 'meeting:read:list_meetings',
    classic: READ,
    query: ['type', 'page_size', 'next_page_token', 'page_number', 'from', 'to', 'timezone'],
  },
  listUpcomingMeetings: {
    method: 'GET',
    path: '/users/:userId/upcoming_meetings',
    label: 'medium',
    granular: 'meeting:read:list_upcoming_meetings',
    classic: READ,
    query: [],
  },
  getMeeting: {
    method: 'GET',
    path: '/meetings/:meetingId',
    label: 'light',
    granular: 'meeting:read:meeting',
    classic: READ,
    query: ['occurrence_id', 'show_previous_occurrences'],
  },
  updateMeeting: {
    method: 'PATCH',
    path: '/meetings/:meetingId',
    label: 'light',
    granular: 'meeting:update:meeting',
    classic: WRITE,
    query: ['occurrence_id'],
  },
  deleteMeeting: {
    method: 'DELETE',
    path: '/meetings/:meetingId',
    label: 'light',
    granular: 'meeting:delete:meeting',
    classic: WRITE,
    query: ['occurrence_id', 'schedule_for_reminder', 'cancel_meeting_reminder'],
  },
  setMeetingStatus: {
    method: 'PUT',
    path: '/meetings/:meetingId/status',
    label: 'light',
    granular: 'meeting:update:status',
    classic: WRITE,
    query: [],
  },
  getInvitation: {
    method: 'GET',
    path: '/meetings/:meetingId/invitation',
    label: 'light',
    granular: 'meeting:read:invitation',
    classic: READ,
    query: [],
  },
  ...REGISTRANT_ENDPOINTS,
  getPastMeeting: {
    method: 'GET',
    path: '/past_meetings/:meetingId',
    label: 'light',
    granular: 'meeting:read:past_meeting',
    classic: READ,
    query: [],
  },
  listPastInstances: {
    method: 'GET',
    path: '/past_meetings/:meetingId/instances',
    label: 'medium',
    granular: 'meeting:read:list_past_instances',
    classic: READ,
    query: ['from', 'to'],
  },
  listPastParticipants: {
    method: 'GET',
    path: '/past_meetings/:meetingId/participants',
    label: 'medium',
    granular: 'meeting:read:list_past_participants',
    classic: READ,
    query: ['page_size', 'next_page_token'],
  },
  listReportParticipants: {
    method: 'GET',
    path: '/report/meetings/:meetingId/participants',
    label: 'heavy',
    granular: 'report:read:list_meeting_participants',
    classic: 'report:read:admin',
    query: ['page_size', 'next_page_token', 'include_fields'],
  },
  getRecordings: {
    method: 'GET',
    path: '/meetings/:meetingId/recordings',
    label: 'light',
    granular: 'cloud_recording:read:list_recording_files',
    classic: READ_RECORDING,
    query: ['include_fields', 'ttl'],
  },
  listUserRecordings: {
    method: 'GET',
    path: '/users/:userId/recordings',
    label: 'medium',
    granular: 'cloud_recording:read:list_user_recordings',
    classic: READ_RECORDING,
    query: [
      ...['page_size', 'next_page_token', 'mc', 'trash', 'from', 'to'],
      ...['trash_type', 'meeting_id'],
    ],
  },
  deleteRecordings: {
    method: 'DELETE',
    path: '/meetings/:meetingId/recordings',
    label: 'light',
    granular: 'cloud_recording:delete:meeting_recording',
    classic: WRITE_RECORDING,
    query: ['action'],
  },
  deleteRecordingFile: {
    method: 'DELETE',
    path: '/meetings/:meetingId/recordings/:recordingId',
    label: 'light',
    granular: 'cloud_recording:delete:recording_file',
    classic: WRITE_RECORDING,
    query: ['action'],
  },
  recoverRecordings: {
    method: 'PUT',
    path: '/meetings/:meetingId/recordings/status',
    label: 'light',
    granular: 'cloud_recording:update:recover_meeting_recordings',
    classic: WRITE_RECORDING,
    query: [],
  },
  getTranscript: {
    method: 'GET',
    path: '/meetings/:meetingId/transcript',
    label: 'medium',
    granular: 'cloud_recording:read:meeting_transcript',
    classic: READ_RECORDING,
    query: [],
  },
  listUsers: {
    method: 'GET',
    path: '/users',
    label: 'medium',
    granular: 'user:read:list_users',
    classic: USER,
    query: [
      'status',
      'page_size',
      'role_id',
      'page_number',
      'include_fields',
      'next_page_token',
      'license',
    ],
  },
  getUser: {
    method: 'GET',
    path: '/users/:userId',
    label: 'light',
    granular: 'user:read:user',
    classic: USER,
    query: ['login_type', 'encrypted_email', 'search_by_unique_id'],
  },
  getUserSettings: {
    method: 'GET',
    path: '/users/:userId/settings',
    label: 'medium',
    granular: 'user:read:settings',
    classic: USER,
    query: ['login_type', 'option', 'custom_query_fields'],
  },
  getUserToken: {
    method: 'GET',
    path: '/users/:userId/token',
    label: 'light',
    granular: 'user:read:token',
    classic: USER,
    query: ['type', 'ttl', 'meeting_id'],
  },
  getOwnZak: {
    method: 'GET',
    path: '/users/me/zak',
    label: 'light',
    granular: 'user:read:zak',
    classic: 'user_zak:read',
    query: [],
  },
} satisfies Record<string, EndpointFacts>;

export type EndpointName = keyof typeof ENDPOINTS;
