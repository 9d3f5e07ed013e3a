import { Calendar, WarningCircle } from '@strapi/icons';
import type { WidgetArgs } from '@strapi/strapi/admin';

import { PLUGIN_ID } from '../../../contracts/identifiers';
import { VideoIcon } from '../components/VideoIcon';
import { MEETINGS_READ } from '../permissions';
import { textId } from '../translations/areas';

const LINK = {
  label: { id: textId('widget.open'), defaultMessage: 'Open overview' },
  href: `/plugins/${PLUGIN_ID}/overview`,
};

/** What the home page shows of Zoom to those who may see meetings; each loaded when it is shown. */
export const WIDGETS: WidgetArgs[] = [
  {
    id: 'live',
    title: { id: textId('widget.live'), defaultMessage: 'Zoom: live now' },
    icon: VideoIcon,
    component: async () => (await import('./LiveWidget')).LiveWidget,
  },
  {
    id: 'upcoming',
    title: { id: textId('widget.upcoming'), defaultMessage: 'Zoom: upcoming' },
    icon: Calendar,
    component: async () => (await import('./UpcomingWidget')).UpcomingWidget,
  },
  {
    id: 'attention',
    title: { id: textId('widget.attention'), defaultMessage: 'Zoom: needs attention' },
    icon: WarningCircle,
    component: async () => (await import('./AttentionWidget')).AttentionWidget,
  },
].map((widget) => ({
  ...widget,
  pluginId: PLUGIN_ID,
  link: LINK,
  permissions: MEETINGS_READ,
}));
