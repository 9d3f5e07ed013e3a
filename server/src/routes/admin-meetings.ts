import { ADMIN_PERMISSION } from '../../../contracts/identifiers';
import { allowedTo } from './allowed-to';

const route = (call: string, handler: string, permission: string) => {
  const [method, path] = call.split(' ');
  return { method, path, handler, config: allowedTo(permission) };
};
const { meetingsRead, meetingsRepair, meetingsStart, settingsUpdate } = ADMIN_PERMISSION;

/** `/zoom/…` of the admin panel beside the settings. */
export const adminMeetingRoutes = {
  type: 'admin',
  routes: [
    route('GET /overview', 'meeting-desk.overview', meetingsRead),
    route('GET /overview/meetings', 'meeting-desk.span', meetingsRead),
    route('GET /overview/attention', 'meeting-desk.attention', meetingsRead),
    route('GET /meetings', 'meeting-desk.list', meetingsRead),
    // Before `/:documentId`, which would take it for one.
    route('GET /meetings/choices', 'meeting-desk.choices', meetingsRead),
    route('GET /meetings/:documentId', 'meeting-desk.details', meetingsRead),
    route('POST /meetings/retry', 'meeting-desk.retry', meetingsRepair),
    route('POST /meetings/cancel', 'meeting-desk.cancel', meetingsRepair),
    route('GET /sessions/states', 'meeting-desk.sessionStates', meetingsRead),
    route('GET /sessions/:uid/:documentId', 'session-panel.read', meetingsRead),
    route('POST /sessions/:uid/:documentId/retry', 'session-panel.retry', meetingsRepair),
    route('POST /sessions/:uid/:documentId/start-link', 'session-panel.startLink', meetingsStart),
    route('POST /sessions/:uid/:documentId/keep-cms', 'drift.keepCms', meetingsRepair),
    route('POST /sessions/:uid/:documentId/take-zoom', 'drift.takeZoom', meetingsRepair),
    route('GET /bindings', 'bindings.list', meetingsRead),
    route('GET /bindings/:uid/existing', 'bindings.existing', meetingsRepair),
    route('POST /bindings/:uid/schedule-existing', 'bindings.scheduleExisting', meetingsRepair),
    route('GET /drift', 'drift.report', meetingsRepair),
    route('POST /drift/sweep', 'drift.sweep', meetingsRepair),
    route('POST /drift/ignore/:zoomId', 'drift.ignore', meetingsRepair),
    route('POST /installation/take-over', 'installation.takeOver', settingsUpdate),
    route('POST /installation/start-afresh', 'installation.startAfresh', settingsUpdate),
    route('POST /reconcile/confirm', 'installation.confirmReconcile', settingsUpdate),
    route('POST /reconcile/dismiss', 'installation.dismissReconcile', settingsUpdate),
  ],
};
