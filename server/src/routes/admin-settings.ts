import { ADMIN_PERMISSION } from '../../../contracts/identifiers';
import { allowedTo, allowedToAnyOf } from './allowed-to';

/** `/zoom/settings…`, for the admin panel. */
export const adminSettingsRoutes = {
  type: 'admin',
  routes: [
    {
      method: 'GET',
      path: '/settings',
      handler: 'settings.read',
      config: allowedTo(ADMIN_PERMISSION.settingsRead),
    },
    {
      method: 'PUT',
      path: '/settings',
      handler: 'settings.update',
      config: allowedTo(ADMIN_PERMISSION.settingsUpdate),
    },
    {
      method: 'GET',
      path: '/settings/scopes',
      handler: 'settings.scopes',
      config: allowedTo(ADMIN_PERMISSION.settingsRead),
    },
    {
      method: 'GET',
      path: '/settings/apply-defaults',
      handler: 'settings.previewDefaults',
      config: allowedTo(ADMIN_PERMISSION.settingsUpdate),
    },
    {
      method: 'POST',
      path: '/settings/apply-defaults',
      handler: 'settings.applyDefaults',
      config: allowedTo(ADMIN_PERMISSION.settingsUpdate),
    },
    {
      method: 'GET',
      path: '/hosts',
      handler: 'settings.hosts',
      config: allowedToAnyOf(ADMIN_PERMISSION.settingsRead, ADMIN_PERMISSION.meetingsRead),
    },
    {
      method: 'POST',
      path: '/settings/test-connection/:step',
      handler: 'settings.testStep',
      config: allowedTo(ADMIN_PERMISSION.settingsUpdate),
    },
    {
      method: 'POST',
      path: '/settings/test-connection',
      handler: 'settings.testConnection',
      config: allowedTo(ADMIN_PERMISSION.settingsUpdate),
    },
  ],
};
