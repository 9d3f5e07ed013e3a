const READ = 'meeting:read:admin';
const WRITE = 'meeting:write:admin';

/** The endpoints of a meeting's registrants, beside those of `ENDPOINTS`. */
export const REGISTRANT_ENDPOINTS = {
  listRegistrants: {
    method: 'GET' as const,
    path: '/meetings/:meetingId/registrants',
    label: 'medium' as const,
    granular: 'meeting:read:list_registrants',
    classic: READ,
    query: ['occurrence_id', 'status', 'page_size', 'page_number', 'next_page_token'],
  },
  addRegistrant: {
    method: 'POST' as const,
    path: '/meetings/:meetingId/registrants',
    label: 'light' as const,
    granular: 'meeting:write:registrant',
    classic: WRITE,
    query: ['occurrence_ids'],
  },
  addRegistrants: {
    method: 'POST' as const,
    path: '/meetings/:meetingId/batch_registrants',
    label: 'heavy' as const,
    granular: 'meeting:write:batch_registrants',
    classic: WRITE,
    query: [],
  },
  setRegistrantStatus: {
    method: 'PUT' as const,
    path: '/meetings/:meetingId/registrants/status',
    label: 'medium' as const,
    granular: 'meeting:update:registrant_status',
    classic: WRITE,
    query: ['occurrence_id'],
  },
  deleteRegistrant: {
    method: 'DELETE' as const,
    path: '/meetings/:meetingId/registrants/:registrantId',
    label: 'light' as const,
    granular: 'meeting:delete:registrant',
    classic: WRITE,
    query: ['occurrence_id'],
  },
};
