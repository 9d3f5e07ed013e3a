import { randomInt } from 'node:crypto';
import type { Core } from '@strapi/types';
import { PLUGIN_ID } from '../../../contracts/identifiers';
import { readConfig } from '../config';
import { makePasscode } from '../domain/passcode';
import { createIntegration } from '../integration';
import { createOutbox, createQueuePauses } from '../jobs';
import type { PluginStore } from '../meetings/installation';
import { createApplyDefaults } from '../meetings/apply-defaults';
import { createSweep } from '../meetings/sweep';
import { createInstallationBond } from '../meetings/installation';
import { createMeetingRows, type MeetingChange } from '../meetings/meeting-rows';
import { withHooks } from '../meetings/hooked-reader';
import { createReconcile } from '../meetings/reconcile';
import { createRepair } from '../meetings/repair';
import { createSessionPanel } from '../meetings/session-panel';
import type { SyncDeps } from '../meetings/sync-context';
import { composeAnnouncements } from './compose-announcements';
import { composeAttendance } from './compose-attendance';
import { composeCalendar } from './compose-calendar';
import { hooksOf } from './hooks';
import { composeJoining } from './compose-joining';
import { composeDesk } from './compose-desk';
import { composeErased } from './compose-erased';
import { composeNotices } from './compose-notices';
import { composeRegistrations } from './compose-registrations';
import { composeRecords } from './compose-records';
import { composeRecordings } from './compose-recordings';
import { composeBindings, composeSessions } from './compose-sessions';
import { composeSettings } from './compose-settings';
import { composeWebhooks } from './compose-webhooks';
import { presentInstallation } from './present-installation';
import { keepFresh, startWorker } from './work';
import { errorText } from '../jobs/error-text';

/**
 * Everything the plugin is made of, put together once per Strapi: the one place where the parts
 * meet, and where Strapi is turned into what they ask for.
 */
export const compose = (strapi: Core.Strapi) => {
  const config = readConfig(strapi);
  const { db, log } = strapi;
  const clock = () => new Date();
  const store = strapi.store({ type: 'plugin', name: PLUGIN_ID }) as unknown as PluginStore;
  const worker: { wake: () => void } = { wake: () => undefined };

  const outbox = createOutbox({ database: db, onRaised: () => worker.wake() });
  const pauses = createQueuePauses({ store, now: clock });
  const sessions = composeBindings(strapi, { config, store, clock });
  const { bindings, boundSince, reader, links, defaultLocale } = sessions;
  const hooks = hooksOf(strapi);
  const hookedReader = withHooks(reader, hooks);

  const bond = createInstallationBond({ store, present: presentInstallation(strapi, config) });

  const inForce = composeSettings(strapi, {
    config,
    clock,
    detachment: () => bond.current(),
    pause: () => pauses.get(),
    reconcileHold: () => reconcile.hold(),
    archiveWarning: () => recordings.archiveWarning(),
    clockWarning: () => webhooks.clockWarning(),
    onConnected: () => resume(),
  });
  const { secretBox, budget, zoom, settings, policy, frozenDefaults } = inForce;

  const resume = async (): Promise<void> => {
    await pauses.resume();
    await budget.clearHostPauses();
    await reconcile.raiseAfterMending();
  };

  const { erased, arrivals } = composeErased(strapi, config);
  const { announce, onSaved, announcements } = composeAnnouncements(strapi, { outbox, clock });
  const onChanged = (change: MeetingChange): void => {
    integration.invalidate({ host: change.after.hostEmail ?? change.after.hostId });
    notices.meetingChanged(change);
    recordings.onMeetingChanged(change);
    attendance.onMeetingChanged(change);
    registrations.onMeetingChanged(change);
  };
  const rows = createMeetingRows({
    db,
    joinTimes: () => settings.current().join,
    onSaved,
    onChanged,
    onOwned: (meeting) => webhooks.reopenEvents(meeting),
  });

  const parts = { outbox, store, settings, secretBox, clock };
  const webhooks = composeWebhooks(strapi, {
    ...parts,
    integration: () => integration,
    arrivals,
    onSaved,
    onChanged,
    onFiled: (event) => attendance.onFiled(event),
    onStored: (event) => recordings.onStored(event).then(() => registrations.onStored(event)),
  });

  const integration = createIntegration({
    ...{ db, zoom, settings, rows, outbox, clock, randomInt, log },
    mode: settings.mode,
    listCacheMs: config.listCacheSeconds * 1000,
  });

  const reconcile = createReconcile({
    ...{ db, store, bindings, boundSince, reader: hookedReader, rows, links, outbox },
    ...{ policy, frozenDefaults, clock, log },
  });

  const followUps = composeSessions(strapi, {
    ...{ sessions, hookedReader, settings, rows, outbox },
    ...{ policy, frozenDefaults, budget, clock },
    reconcile: () => reconcile.raise(),
  });

  const recordings = composeRecordings(strapi, {
    ...{ config, store, outbox, pauses, settings },
    ...{ secretBox, zoom, policy, announce, arrivals, reader, defaultLocale, clock },
  });

  const attendance = composeAttendance(strapi, {
    ...{ ...parts, pauses, zoom, policy },
    ...{ announce, arrivals, onSaved, onChanged },
  });

  const syncDeps: SyncDeps = {
    ...{ rows, reader: hookedReader, hooks, zoom, outbox, policy },
    sendsReminders: () => settings.current().sendZoomReminders,
    onZoomChange: () => settings.current().onZoomChange,
    pauseQueue: (because, until) =>
      pauses.pause(because, until && { probeAfterMs: until.getTime() - clock().getTime() }),
    hostPauses: budget,
    clock,
    newPasscode: () => makePasscode(randomInt),
    log,
  };

  const applyDefaults = createApplyDefaults({
    ...{ bindings, reader: hookedReader, rows, outbox, clock, log },
    settings: () => settings.current(),
  });

  const sweep = createSweep({
    ...{ db, store, rows, outbox, zoom, policy, clock, log },
    settings: () => settings.current(),
    minute: randomInt(60),
  });

  const repair = createRepair({ db, rows, outbox, bond, budget, reconcile, clock });
  const desk = composeDesk(strapi, {
    ...{ outbox, rows, settings, budget, zoom, policy, reader, sweep, repair, clock },
  });
  const joining = composeJoining(strapi, { ...parts, rows, integration, zoom, hooks });
  const calendar = composeCalendar(strapi, { settings, bindings, links: joining.links, clock });
  const notices = composeNotices(strapi, { ...parts, rows, calendar });
  const inZoom = { zoom, rows, policy };
  const registrations = composeRegistrations(strapi, { ...parts, ...inZoom, notices });
  const records = composeRecords(strapi, {
    ...{ ...parts, bindings, webhooks, erased, attendance },
  });

  settings.onChange((now, before) => {
    if (JSON.stringify(now.credentials) !== JSON.stringify(before.credentials)) zoom.forgetToken();
    integration.invalidate();
    // A save is what an admin does after mending something: waiting work goes on at once.
    resume().catch((error: unknown) => {
      log.error(`zoom: work did not go on after the settings were saved: ${errorText(error)}`);
    });
  });

  const refresh = async (): Promise<void> => {
    await settings.refresh();
    await bond.refresh();
  };

  return {
    config,
    store,
    bindings,
    rows,
    settings,
    integration,
    webhooks,
    attendance,
    calendar,
    joining,
    notices,
    registrations,
    records,
    recordings,
    reconcile,
    sweep,
    applyDefaults,
    hosts: inForce.hosts,
    boundSince,
    boundTypes: sessions.boundTypes,
    existingEntries: followUps.existingEntries,
    driftRepair: followUps.driftRepair,
    bond,
    panel: createSessionPanel({ db, rows, reader, policy, pauses, frozenDefaults, budget, clock }),
    repair,
    desk,
    sessionMiddleware: followUps.sessionMiddleware,
    relatedMiddleware: followUps.relatedMiddleware,
    /** For a process that works no jobs, and so would not see what others save. */
    keepFresh: () => keepFresh({ refresh, log }),
    /** Begins to work jobs; gives what stops it. */
    start: () =>
      startWorker({
        syncDeps,
        handlers: {
          toZoom: {
            'settle-create': integration.settleCreate,
            sweep: sweep.handler,
            ...desk.toZoom,
            ...registrations.handlers.toZoom,
          },
          local: {
            'process-webhook-events': webhooks.processEvents,
            announce: announcements.handler,
            reconcile: reconcile.handler,
            'apply-defaults': applyDefaults.handler,
            ...followUps.handlers,
            ...recordings.handlers,
            ...attendance.handlers,
            ...notices.handlers,
            ...joining.handlers,
            ...records.handlers,
            ...registrations.handlers.local,
          },
        },
        database: db,
        pauses,
        refresh,
        hourly: async () => {
          await webhooks.clearOldSecrets(clock());
          await recordings.sweep();
          await attendance.sweep();
          await registrations.sweep();
        },
        worker,
      }),
  };
};
export type Composition = ReturnType<typeof compose>;
