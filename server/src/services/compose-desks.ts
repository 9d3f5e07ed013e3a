import type { Core } from '@strapi/types';

import { createAttendanceOverview } from '../attendance/overview';
import type { SessionBindings } from '../bindings';
import { createRecordingBrowser } from '../recordings/browser';
import { createMeetingChoices } from '../registrations/meeting-choices';

/** What the pages of the admin panel look through. */
export const composeDesks = (
  strapi: Core.Strapi,
  { bindings, clock }: { bindings: SessionBindings; clock: () => Date }
) => ({
  attendance: createAttendanceOverview({
    database: strapi.db,
    sessionTypes: bindings.all.map(({ uid }) => uid),
    clock,
  }),
  meetingChoices: createMeetingChoices({ database: strapi.db, clock }),
  recordings: createRecordingBrowser({
    database: strapi.db,
    signed: (file) => strapi.plugin('upload').service('file').signFileUrls(file),
  }),
});
