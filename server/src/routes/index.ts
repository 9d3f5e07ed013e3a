import { adminMeetingRoutes } from './admin-meetings';
import { adminRecordRoutes } from './admin-records';
import { adminSettingsRoutes } from './admin-settings';
import { adminAttendanceRoutes, attendanceRoutes, meetingInstanceRoutes } from './attendance';
import { calendarRoutes } from './calendar';
import { courseSessionRoutes, joinRoutes, meetingRoutes } from './content-api';
import { integrationRoutes } from './integration';
import {
  adminRecordingRoutes,
  recordingLinkRoutes,
  recordingRoutes,
  transcriptRoutes,
} from './recordings';
import { adminRegistrantRoutes, registrantRoutes } from './registrants';
import { webhookRoutes } from './webhooks';

export const routes = {
  'admin-settings': adminSettingsRoutes,
  'admin-meetings': adminMeetingRoutes,
  'course-session': courseSessionRoutes,
  meeting: meetingRoutes,
  join: joinRoutes,
  calendar: calendarRoutes,
  'meeting-instance': meetingInstanceRoutes,
  attendances: attendanceRoutes,
  'admin-attendance': adminAttendanceRoutes,
  recording: recordingRoutes,
  transcript: transcriptRoutes,
  'recording-links': recordingLinkRoutes,
  'admin-recordings': adminRecordingRoutes,
  'admin-records': adminRecordRoutes,
  registrants: registrantRoutes,
  'admin-registrants': adminRegistrantRoutes,
  integration: integrationRoutes,
  webhooks: webhookRoutes,
};
