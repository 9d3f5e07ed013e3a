import type { Core } from '@strapi/types';

import { createLateCancel } from '../integration';
import type { HostBudget } from '../jobs/host-budget';
import type { Outbox } from '../jobs/types';
import {
  createAttention,
  createMeetingBulk,
  createMeetingList,
  createOverview,
  createSessionStates,
} from '../meeting-desk';
import type { MeetingRows } from '../meetings/meeting-rows';
import type { createRepair } from '../meetings/repair';
import type { createSweep } from '../meetings/sweep';
import type { SyncDeps } from '../meetings/sync-context';
import type { SettingsService } from '../settings';

type Parts = {
  outbox: Outbox;
  rows: MeetingRows;
  settings: SettingsService;
  budget: HostBudget;
  zoom: SyncDeps['zoom'];
  policy: SyncDeps['policy'];
  reader: SyncDeps['reader'];
  sweep: Pick<ReturnType<typeof createSweep>, 'findings'>;
  repair: Pick<ReturnType<typeof createRepair>, 'retry'>;
  clock: () => Date;
};

/** Zoom in the main menu, its widgets, and the column of lists: what a person sees of all meetings. */
export const composeDesk = (strapi: Core.Strapi, parts: Parts) => {
  const { outbox, rows, settings, zoom, policy, clock } = parts;
  const { db } = strapi;
  const attention = createAttention({ db, clock, reader: parts.reader });
  const lateCancel = createLateCancel({
    ...{ zoom, rows, outbox, policy, clock },
    sendsReminders: () => settings.current().sendZoomReminders,
  });
  return {
    attention,
    list: createMeetingList({
      db,
      // A type that is bound no longer may be gone, its meetings are not.
      labelOf: (uid) => strapi.contentTypes[uid as 'plugin::upload.file']?.info.displayName ?? uid,
    }),
    overview: createOverview({
      ...{ db, attention, clock },
      budget: parts.budget,
      sweepFindings: parts.sweep.findings,
    }),
    states: createSessionStates({ db }),
    bulk: createMeetingBulk({
      ...{ db, clock },
      repair: parts.repair,
      cancelUnowned: lateCancel.raise,
    }),
    toZoom: { 'cancel-meeting': lateCancel.handler },
  };
};
