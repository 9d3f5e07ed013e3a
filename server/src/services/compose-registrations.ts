import type { Core } from '@strapi/types';

import type { PlanPolicy } from '../domain/meeting-plan';
import { errorText } from '../jobs/error-text';
import type { Outbox } from '../jobs/types';
import type { MeetingChange, MeetingRows } from '../meetings/meeting-rows';
import type { Notices } from '../notices';
import { createRegistrationEvents } from '../registrations/apply-events';
import { createRegistrationChanges } from '../registrations/changes';
import { createForgetRegistrant } from '../registrations/forget-registrant';
import { createRegistrables } from '../registrations/registrable';
import { createRegistrantDesk } from '../registrations/registrant-desk';
import { createRegistrantRows, type RegistrantRow } from '../registrations/registrant-rows';
import { applyRegistrationEventsJob, syncRegistrantsJob } from '../registrations/registration-jobs';
import { createRegistration } from '../registrations/register';
import { createRegistrantSync } from '../registrations/sync-registrants';
import { needsRegistrants, raiseUnseated } from '../registrations/unseated';
import type { SecretBox, SettingsService } from '../settings';
import type { ZoomClient } from '../zoom';

type Parts = {
  outbox: Outbox;
  settings: SettingsService;
  secretBox: SecretBox;
  notices: Pick<Notices, 'confirm' | 'registrantAdded'>;
  rows: MeetingRows;
  zoom: ZoomClient;
  policy: () => PlanPolicy;
  clock: () => Date;
};

/** Registration: by visitors, by editors, and in Zoom. */
export const composeRegistrations = (strapi: Core.Strapi, parts: Parts) => {
  const { outbox, notices, rows, zoom, policy, secretBox, clock } = parts;
  const { db: database, log } = strapi;
  const settings = () => parts.settings.current().registration;

  const registrants = createRegistrantRows({ database });
  const registrables = createRegistrables({ database, registrants, settings, clock });
  const confirm = async (registrant: RegistrantRow, meetingRowId: number): Promise<void> => {
    const meeting = await registrables.byId(meetingRowId);
    if (meeting !== null) await notices.confirm(registrant, meeting);
  };
  const changes = createRegistrationChanges({
    registrants,
    outbox,
    clock,
    onEnrolled: (meetingRowId) => notices.registrantAdded(meetingRowId),
    confirm,
  });
  const shared = { database, outbox, registrants, registrables, changes, settings, clock, log };

  return {
    visitors: createRegistration(shared),
    desk: createRegistrantDesk(shared),
    /** In the transaction that keeps the event. */
    onStored: async ({ event, meetingId }: { event: string; meetingId: string | null }) => {
      if (!event.startsWith('meeting.registration_') || meetingId === null) return;
      await outbox.raise(applyRegistrationEventsJob(meetingId));
    },
    /** After the commit; never rejects. */
    onMeetingChanged: (change: MeetingChange): void => {
      if (!needsRegistrants(change)) return;
      outbox.raise(syncRegistrantsJob(change.after.id)).catch((error: unknown) => {
        log.warn(`zoom: registrants are registered in Zoom an hour later: ${errorText(error)}`);
      });
    },
    /** Hourly. */
    sweep: (): Promise<void> => raiseUnseated({ database, outbox, registrables, now: clock() }),
    handlers: {
      toZoom: {
        'sync-registrants': createRegistrantSync({ ...shared, zoom, policy, confirm }),
        'forget-registrant': createForgetRegistrant({ zoom, rows, policy, clock }),
      },
      local: {
        'apply-registration-events': createRegistrationEvents({
          ...shared,
          open: (sealed) => secretBox.open(sealed),
        }),
      },
    },
  };
};
