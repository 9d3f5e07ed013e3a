import { factories } from '@strapi/strapi';

import { ACTION, ADMIN_PERMISSION, UID } from '../../../contracts/identifiers';
import { attendanceExportSchema } from '../../../contracts/attendance';
import { allowedTo } from './allowed-to';
import { described } from './described';
import { answers, listQuery } from './schemas';

/** Anew for each route: Strapi writes the permission that a route asks for into its configuration. */
const reads = () => ({ policies: ['plugin::zoom.known-status'] });

/** `/api/zoom/meeting-instances`: the runs of meetings, without people. */
export const meetingInstanceRoutes = factories.createCoreRouter(
  UID.meetingInstance as 'plugin::upload.file',
  { only: ['find', 'findOne'], config: { find: reads(), findOne: reads() } }
);

/** `/api/zoom/attendances`: people, so granted by their own actions and never by `find`. */
export const attendanceRoutes = {
  type: 'content-api',
  routes: [
    described(
      {
        method: 'GET',
        path: '/attendances',
        handler: 'attendance.list',
        config: { policies: [] },
      },
      { query: listQuery, response: answers.attendances }
    ),
    // Before `/:documentId`, which would take it for one.
    described(
      {
        method: 'GET',
        path: '/attendances/export',
        handler: 'attendance.export',
        config: { policies: [], auth: { scope: [ACTION.attendanceList] } },
      },
      { query: attendanceExportSchema }
    ),
    described(
      {
        method: 'GET',
        path: '/attendances/:documentId',
        handler: 'attendance.get',
        config: { policies: [] },
      },
      { response: answers.attendance }
    ),
  ],
};

const route = (call: string, handler: string, permission: string) => {
  const [method, path] = call.split(' ');
  return { method, path, handler, config: allowedTo(permission) };
};
const { attendanceRead, attendanceEdit } = ADMIN_PERMISSION;

/** `/zoom/attendance…` of the admin panel. */
export const adminAttendanceRoutes = {
  type: 'admin',
  routes: [
    route('GET /attendance', 'attendance-desk.listPeople', attendanceRead),
    route('GET /attendance/instances', 'attendance-desk.listRuns', attendanceRead),
    route('GET /attendance/sessions', 'attendance-overview.listSessions', attendanceRead),
    route(
      'GET /attendance/sessions/:documentId',
      'attendance-overview.readSession',
      attendanceRead
    ),
    route(
      'GET /attendance/sessions/:documentId/curve',
      'attendance-overview.readCurve',
      attendanceRead
    ),
    route(
      'POST /attendance/sessions/:documentId/people',
      'attendance-overview.listSessionPeople',
      attendanceRead
    ),
    route('GET /attendance/courses', 'attendance-overview.listCourses', attendanceRead),
    route('POST /attendance/people', 'attendance-overview.listPeople', attendanceRead),
    route('GET /attendance/people/export', 'attendance-overview.exportPeople', attendanceRead),
    route('GET /attendance/export', 'attendance-desk.exportCsv', attendanceRead),
    route('POST /attendance/:documentId/link', 'attendance-desk.link', attendanceEdit),
    route('DELETE /attendance/:documentId/link', 'attendance-desk.unlink', attendanceEdit),
  ],
};
