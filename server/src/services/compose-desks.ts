import type { Core } from '@strapi/types';

import { createAttendanceOverview } from '../attendance/overview';
import { createRecordingBrowser } from '../recordings/browser';
import { createMeetingChoices } from '../registrations/meeting-choices';

/** What the pages of the admin panel look through. */
export const composeDesks = (strapi: Core.Strapi, { clock }: { clock: () => Date }) => ({
  attendance: createAttendanceOverview({ database: strapi.db, clock }),
  meetingChoices: createMeetingChoices({ database: strapi.db, clock }),
  recordings: createRecordingBrowser({
    database: strapi.db,
    signed: (file) => strapi.plugin('upload').service('file').signFileUrls(file),
  }),
});
