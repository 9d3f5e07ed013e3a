import type { ComponentType } from 'react';

import { Earth, User } from '@strapi/icons';
import type { PluginDefinition } from '@strapi/strapi/admin';

import { PLUGIN_ID } from '../../contracts/identifiers';
import { MeetingPanel } from './components/MeetingPanel';
import { VideoIcon } from './components/VideoIcon';
import { sessionList } from './list/sessionList';
import { surroundingsOf } from './list/surroundings';
import { MENU, SETTINGS_READ } from './permissions';
import type { CustomFieldProps } from './components/SessionFields/fieldProps';
import { loadTexts, textId } from './translations/areas';
import { WIDGETS } from './widgets';

/** Of the Content Manager's list view [@strapi/content-manager 5.54]. */
const COLUMN_HOOK = 'Admin/CM/pages/ListView/inject-column-in-table';
const FILTER_HOOK = 'Admin/CM/pages/ListView/inject-in-filters';

type CustomInput = () => Promise<{ default: ComponentType<CustomFieldProps> }>;
/** Strapi's type of an input knows nothing of the props that it is given. */
const inputOf = (load: CustomInput) => load as () => Promise<{ default: ComponentType }>;

const plugin: PluginDefinition = {
  register(app) {
    app.addMenuLink({
      to: `plugins/${PLUGIN_ID}`,
      icon: VideoIcon,
      intlLabel: { id: textId('plugin.name'), defaultMessage: 'Zoom' },
      permissions: MENU,
      position: 5,
      Component: () => import('./pages/Zoom/Zoom'),
    });
    app.addSettingsLink('global', {
      id: PLUGIN_ID,
      to: PLUGIN_ID,
      intlLabel: { id: textId('plugin.name'), defaultMessage: 'Zoom' },
      permissions: SETTINGS_READ,
      Component: () => import('./pages/Settings/Settings'),
    });
    const list = sessionList(surroundingsOf(app));
    app.registerHook(COLUMN_HOOK, list.addColumn);
    app.registerHook(FILTER_HOOK, list.addFilter);
    // The home page had no widgets before Strapi 5.13.
    if ('widgets' in app) app.widgets.register(WIDGETS);
    app.customFields.register([
      {
        name: 'timezone',
        pluginId: PLUGIN_ID,
        type: 'string',
        icon: Earth,
        intlLabel: { id: textId('customField.timezone'), defaultMessage: 'Time zone' },
        intlDescription: {
          id: textId('customField.timezone.description'),
          defaultMessage: 'A time zone, chosen by name with its offset',
        },
        components: { Input: inputOf(() => import('./components/SessionFields/TimezoneInput')) },
      },
      {
        name: 'host',
        pluginId: PLUGIN_ID,
        type: 'string',
        icon: User,
        intlLabel: { id: textId('customField.host'), defaultMessage: 'Zoom host' },
        intlDescription: {
          id: textId('customField.host.description'),
          defaultMessage: 'Somebody who may host Zoom meetings here',
        },
        components: { Input: inputOf(() => import('./components/SessionFields/HostInput')) },
      },
    ]);
    app.registerPlugin({ id: PLUGIN_ID, name: 'Zoom' });
  },

  bootstrap(app) {
    const { apis } = app.getPlugin('content-manager');
    if (typeof apis.addEditViewSidePanel === 'function') {
      apis.addEditViewSidePanel([MeetingPanel]);
    }
  },

  registerTrads: ({ locales }) =>
    Promise.all(locales.map(async (locale) => ({ locale, data: await loadTexts('core', locale) }))),
};

export default plugin;
