import type { Core } from '@strapi/types';
import { version } from '../../../package.json';
import { UID } from '../../../contracts/identifiers';
import type { PluginConfig } from '../config';
import { frozenDefaults } from '../domain/session-defaults';
import { createHostBudget } from '../jobs';
import { createHostNames } from '../meetings/host-names';
import {
  createConnectionStep,
  createConnectionTest,
  createCredentialsCheck,
  createHostList,
  createSecretBox,
  createSettingsService,
  createSettingsTable,
  webhookUrl,
  type SettingsDeps,
  type StrapiEncryption,
} from '../settings';
import type { Detachment } from '../settings/mode';
import { createZoomClient, missingScopes, type ZoomCredentials } from '../zoom';
import { createPolicy } from './policy';

/** An admin waits for this call; one that hangs is saved unchecked, with a warning. */
const CHECK_TIMEOUT_MS = 10_000;

/** What the settings show or set going, of parts that are made after them. */
type Late = Pick<SettingsDeps, 'pause' | 'reconcileHold' | 'clockWarning' | 'archiveWarning'> & {
  config: PluginConfig;
  clock: () => Date;
  detachment: () => Detachment;
  onConnected: () => Promise<void>;
};

/** The settings, the Zoom client that works by them, and what is decided by both. */
export const composeSettings = (strapi: Core.Strapi, late: Late) => {
  const { config, clock, detachment } = late;
  const { db, log } = strapi;

  const secretBox = createSecretBox({
    encryptionKey: config.encryptionKey,
    strapiEncryption: strapi.service('admin::encryption') as unknown as StrapiEncryption,
  });

  const clientFor = (credentials: () => ZoomCredentials | null, timeoutMs?: number) =>
    createZoomClient({
      credentials,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      apiBaseUrl: config.apiBaseUrl,
      oauthBaseUrl: config.oauthBaseUrl,
      plan: config.plan,
      dayBudget: budget,
      hostName: async (host) => (await hostNames(host)).name,
      clock,
      log,
      pluginVersion: version,
    });
  const accountId = () => settings.current().accountId ?? '';
  const hostNames = createHostNames({ db, accountId, clock });
  const budget = createHostBudget({ database: db, accountId, hostNames });
  const zoom = clientFor(() => settings.current().credentials);

  const settings = createSettingsService({
    table: createSettingsTable(db),
    secretBox,
    config,
    serverTimezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    webhookUrl: webhookUrl({
      serverUrl: strapi.config.get('server.url', ''),
      apiPrefix: strapi.config.get('api.rest.prefix', '/api'),
    }),
    now: clock,
    log,
    checkCredentials: createCredentialsCheck({
      clientFor: (credentials) => clientFor(() => credentials, CHECK_TIMEOUT_MS),
    }),
    countFutureMeetings: (accountId) =>
      db.query(UID.meeting).count({
        where: {
          accountId,
          zoomId: { $notNull: true },
          deletedAt: null,
          endTime: { $gt: clock() },
        },
      }),
    detachment,
    pause: late.pause,
    reconcileHold: late.reconcileHold,
    ...(late.archiveWarning ? { archiveWarning: late.archiveWarning } : {}),
    clockWarning: late.clockWarning,
    testConnection: () => createConnectionTest(testDeps())(),
    testStep: (name) => createConnectionStep(testDeps())(name),
  });

  const testDeps = () => ({
    ...{ zoom, settings, missingScopes },
    isActive: config.active,
    onConnected: late.onConnected,
  });

  const policy = createPolicy({ settings: () => settings.current(), mode: settings.mode });

  return {
    ...{ secretBox, budget, zoom, settings, policy },
    hosts: createHostList({
      zoom,
      settings: () => settings.current(),
      closedBecause: () =>
        config.active ? null : 'zoom.config.active is false: nothing is asked of Zoom',
      clock,
    }),
    frozenDefaults: () => frozenDefaults(settings.current()),
  };
};
