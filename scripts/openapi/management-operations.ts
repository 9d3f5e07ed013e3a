import { ACTION } from '../../contracts/identifiers';
import { TAGS, ZOOM, type OperationNotes } from './operation-notes';

const MANAGEMENT = '/admin/integrations/zoom/meetings';

/** Meeting management, and what Zoom calls. */
export const MANAGEMENT_OPERATIONS: Readonly<Record<string, OperationNotes>> = {
  [`get ${MANAGEMENT}`]: {
    summary: 'Lists a host’s meetings in Zoom',
    tag: TAGS.management,
    permission: ACTION.integrationList,
    refusals: [404, ...ZOOM],
  },
  [`post ${MANAGEMENT}`]: {
    summary: 'Creates a meeting in Zoom',
    tag: TAGS.management,
    permission: ACTION.integrationCreate,
    refusals: [404, 409, 422, ...ZOOM, 504],
    success: { statuses: [201] },
  },
  [`get ${MANAGEMENT}/{id}`]: {
    summary: 'Reads a meeting in Zoom',
    tag: TAGS.management,
    permission: ACTION.integrationGet,
    refusals: [404, ...ZOOM],
  },
  [`patch ${MANAGEMENT}/{id}`]: {
    summary: 'Changes a meeting that belongs to no session',
    tag: TAGS.management,
    permission: ACTION.integrationUpdate,
    refusals: [404, 409, ...ZOOM],
  },
  [`delete ${MANAGEMENT}/{id}`]: {
    summary: 'Deletes a meeting that belongs to no session',
    tag: TAGS.management,
    permission: ACTION.integrationCancel,
    refusals: [404, 409, ...ZOOM],
  },
  [`get ${MANAGEMENT}/{id}/start-link`]: {
    summary: 'The start link of a meeting in Zoom',
    tag: TAGS.management,
    permission: ACTION.integrationStartLink,
    refusals: [404, ...ZOOM],
  },
  'post /webhooks/zoom': {
    summary: 'Zoom posts its events here, signed',
    tag: TAGS.webhooks,
    permission: null,
    refusals: [401, 413, 503],
  },
  'get /webhooks/zoom': {
    summary: 'Whether the receiver can be reached',
    tag: TAGS.webhooks,
    permission: null,
  },
};
