import { randomBytes } from 'node:crypto';
import type { Core } from '@strapi/types';
import type { SessionBindings } from '../bindings';

import { UID } from '../../../contracts/identifiers';
import type { Outbox } from '../jobs/types';
import type { PluginStore } from '../meetings/installation';
import type { Attendance } from '../attendance';
import { createPeople } from '../privacy';
import type { ErasedPeople } from '../privacy/erased-people';
import { forgetRegistrantJob } from '../registrations/registration-jobs';
import { createRetention, raiseRetention } from '../retention';
import type { SecretBox, SettingsService } from '../settings';
import type { WebhookInbox } from '../webhooks/inbox';
import {
  createEventHealth,
  createEventLog,
  createPost,
  createSeenEvents,
  createSelfTest,
} from '../webhooks/event-log';
import { composeDesks } from './compose-desks';
import { createValidationMemory } from '../webhooks/validation-memory';

type Parts = {
  outbox: Outbox;
  store: PluginStore;
  settings: SettingsService;
  secretBox: SecretBox;
  erased: ErasedPeople;
  attendance: Pick<Attendance, 'refold'>;
  webhooks: Pick<WebhookInbox, 'clockWarning'>;
  bindings: SessionBindings;
  clock: () => Date;
};

/** What is kept of Zoom's events and of people: to read it, to judge it, to remove it. */
export const composeRecords = (strapi: Core.Strapi, parts: Parts) => {
  const { outbox, store, settings, secretBox, clock } = parts;
  const { db: database, log } = strapi;
  const newToken = (): string => randomBytes(12).toString('hex');
  const removeFile = (file: unknown): Promise<void> =>
    strapi.plugin('upload').service('upload').remove(file);
  const seen = createSeenEvents({ database, store });

  const mediaOf = (uid: string): string[] =>
    Object.entries(strapi.contentType(uid as 'plugin::upload.file').attributes)
      .filter(([, { type }]) => type === 'media')
      .map(([name]) => name);

  return {
    desks: composeDesks(strapi, { bindings: parts.bindings, clock }),
    events: createEventLog({ database, outbox }),
    health: createEventHealth({
      database,
      seen,
      clockWarning: () => parts.webhooks.clockWarning(),
      validatedAt: () => createValidationMemory({ store, clock, log }).last(),
      verification: async () => {
        const { verifyWebhookSignatures: isOn, verificationResumesAt } = await settings.view();
        return { isOn, resumesAt: verificationResumesAt };
      },
      clock,
    }),
    selfTest: createSelfTest({
      database,
      url: async () => (await settings.view()).webhookUrl,
      settings: () => settings.current(),
      post: createPost({ fetch, clock }),
      clock,
      newToken,
    }),
    people: createPeople({
      forgetInZoom: (gone) => outbox.raise(forgetRegistrantJob(gone)),
      ...{ database, removeFile, newToken, clock, log },
      ...{ erased: parts.erased, refold: parts.attendance.refold },
      open: (sealed) => secretBox.open(sealed),
    }),
    handlers: {
      retention: createRetention({
        database,
        settings: () => settings.current(),
        isDetached: () => settings.mode().kind === 'detached',
        media: () => ({ recording: mediaOf(UID.recording), transcript: mediaOf(UID.transcript) }),
        removeFile,
        rememberEvents: () => seen.remember(),
        saveReport: async (report) => {
          await store.set({ key: 'retention-report', value: report });
        },
        clock,
        log,
      }),
    },
    start: (): Promise<void> => raiseRetention(outbox),
  };
};
