import { factories } from '@strapi/strapi';
import type { Core } from '@strapi/types';
import { UID } from '../../../contracts/identifiers';
import { compositionOf } from '../services';
import { attendanceController } from './attendance';
import { attendanceDeskController } from './attendance-desk';
import { attendanceOverviewController } from './attendance-overview';
import { calendarController } from './calendar';
import { bindingsController } from './bindings';
import { captionsController } from './captions';
import { driftController } from './drift';
import { eventLogController } from './event-log';
import { installationController } from './installation';
import { createIntegrationController } from './integration';
import { meetingController } from './meeting';
import { meetingDeskController } from './meeting-desk';
import { noticesController } from './notices';
import { peopleController } from './people';
import { registrationMeetingsController } from './registration-meetings';
import { registrantController } from './registrant';
import { registrantDeskController } from './registrant-desk';
import { recordingController } from './recording';
import { recordingBrowserController } from './recording-browser';
import { recordingDeskController } from './recording-desk';
import { sessionPanelController } from './session-panel';
import { settingsController } from './settings';
import { webhookController } from './webhook';

export const controllers = {
  'course-session': factories.createCoreController(UID.courseSession as 'plugin::upload.file'),
  meeting: meetingController,
  'meeting-desk': meetingDeskController,
  integration: ({ strapi }: { strapi: Core.Strapi }) =>
    createIntegrationController({
      integration: () => compositionOf(strapi).integration,
      verify: async (auth, scope) => strapi.auth.verify(auth as never, scope as never),
    }),
  settings: settingsController,
  'session-panel': sessionPanelController,
  installation: installationController,
  'meeting-instance': factories.createCoreController(UID.meetingInstance as 'plugin::upload.file'),
  attendance: attendanceController,
  'attendance-desk': attendanceDeskController,
  'attendance-overview': attendanceOverviewController,
  recording: recordingController,
  transcript: factories.createCoreController(UID.transcript as 'plugin::upload.file'),
  calendar: calendarController,
  captions: captionsController,
  'recording-desk': recordingDeskController,
  'recording-browser': recordingBrowserController,
  bindings: bindingsController,
  drift: driftController,
  'event-log': eventLogController,
  notices: noticesController,
  people: peopleController,
  registrant: registrantController,
  'registrant-desk': registrantDeskController,
  'registration-meetings': registrationMeetingsController,
  webhook: webhookController,
};
