import type { Core } from '@strapi/types';

import { createAnnouncements } from '../announcements';
import type { Outbox } from '../jobs/types';
import type { MeetingChange } from '../meetings/meeting-rows';
import { publicEvent } from '../meetings/public-events';
import { syncFailedEvent } from '../meetings/sync-failed-event';

/** What the app, and Strapi's outgoing webhooks, are told. */
export const composeAnnouncements = (
  strapi: Core.Strapi,
  { outbox, clock }: { outbox: Outbox; clock: () => Date }
) => {
  const announcements = createAnnouncements({
    database: strapi.db,
    outbox,
    emit: (event, payload) => strapi.eventHub.emit(event, { ...payload }),
    clock,
    log: strapi.log,
  });
  const { announce } = announcements;

  return {
    announcements,
    announce,
    /** In the transaction of a change of a meeting's row. */
    onSaved: async (change: MeetingChange): Promise<void> => {
      for (const told of [publicEvent(change), syncFailedEvent(change)]) {
        if (told) await announce({ subject: `meeting:${change.after.id}`, ...told });
      }
    },
  };
};
