import { hostname } from 'node:os';
import type { Core } from '@strapi/types';

import { UID } from '../../../contracts/identifiers';
import type { Integration } from '../integration';
import type { Outbox } from '../jobs/types';
import type { PluginStore } from '../meetings/installation';
import { toMeetingRow } from '../meetings/meeting-row';
import type { MeetingChange } from '../meetings/meeting-rows';
import { raiseSync } from '../meetings/sync-job';
import type { Arrivals } from '../privacy/arrivals';
import type { SecretBox, SettingsService } from '../settings';
import { createClockWatch } from '../webhooks/clock-watch';
import { createValidationMemory } from '../webhooks/validation-memory';
import { createWebhookInbox, type WebhookInboxDeps } from '../webhooks/inbox';

type Parts = Omit<
  WebhookInboxDeps,
  | 'database'
  | 'encrypt'
  | 'withoutErased'
  | 'clockWatch'
  | 'log'
  | 'raiseSync'
  | 'onMeetingTold'
  | 'onMeetingSaved'
  | 'onValidated'
  | 'log'
  | 'raiseSync'
  | 'onMeetingTold'
  | 'onMeetingChanged'
> & {
  outbox: Outbox;
  store: PluginStore;
  settings: SettingsService;
  secretBox: SecretBox;
  integration: () => Integration;
  arrivals: Arrivals;
  onSaved: (change: MeetingChange) => Promise<void>;
  onChanged: (change: MeetingChange) => void;
};

/** Zoom's webhooks, and what follows from them for sessions and meetings. */
export const composeWebhooks = (strapi: Core.Strapi, parts: Parts) => {
  const { outbox, store, secretBox, integration, onSaved, onChanged, clock } = parts;
  const { db, log } = strapi;
  return createWebhookInbox({
    ...parts,
    database: db,
    withoutErased: parts.arrivals.events,
    encrypt: (text) => secretBox.seal(text),
    clockWatch: createClockWatch({ store, serverName: hostname() }),
    onValidated: () => createValidationMemory({ store, clock, log }).remember(),
    log,
    raiseSync: async (row) => {
      const { session, startTime, intent } = toMeetingRow(row);
      if (!session) {
        if (intent) await integration().settleSoon(row.id);
        return;
      }
      if (intent) {
        // Zoom told of a meeting that may be it: no need to wait before the search for it.
        const hinted = { ...intent, hintedAt: clock().toISOString() };
        await db.query(UID.meeting).update({ where: { id: row.id }, data: { intent: hinted } });
      }
      await raiseSync(outbox, session, { startTime, delayMs: 0 });
    },
    onMeetingTold: () => integration().invalidate(),
    onMeetingSaved: ({ before, after }) =>
      onSaved({ before: toMeetingRow(before), after: toMeetingRow(after) }),
    onMeetingChanged: ({ before, after }) =>
      onChanged({ before: toMeetingRow(before), after: toMeetingRow(after) }),
  });
};
