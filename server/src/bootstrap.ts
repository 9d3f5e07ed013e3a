import type { Core } from '@strapi/types';
import { grantRoles } from './meetings/role-grants';
import { compositionOf } from './services';
import { OUTGOING_EVENTS } from './services/outgoing-events';
import { adminPermissions } from './settings';
import { run, running } from './running';
import { errorText } from './jobs/error-text';

export const bootstrap = async ({ strapi }: { strapi: Core.Strapi }): Promise<void> => {
  await strapi.service('admin::permission').actionProvider.registerMany(adminPermissions);
  for (const event of OUTGOING_EVENTS) {
    strapi.get('webhookStore').addAllowedEvent(event.replaceAll('.', '_').toUpperCase(), event);
  }
  const plugin = compositionOf(strapi);
  await plugin.settings.refresh();
  await plugin.bond.refresh();

  // Export, import and transfer load the app too and never listen: only a server works jobs.
  strapi.server.httpServer.once('listening', () => {
    running.set(
      strapi,
      run(async (isStopped) => {
        try {
          await grantRoles(strapi, plugin.store);
          await plugin.boundSince.remember();
          if (isStopped()) return null;
          if (!plugin.config.queue.worker) return plugin.keepFresh();
          await plugin.reconcile.raise();
          await plugin.sweep.plan();
          await plugin.notices.sweep();
          await plugin.records.start();
          await plugin.joining.start();
          await plugin.recordings.tidy();
          await plugin.recordings.sweep();
          await plugin.attendance.sweep();
          return plugin.start();
        } catch (error) {
          strapi.log.error(`zoom: did not start: ${errorText(error)}`);
          return null;
        }
      })
    );
  });
};
