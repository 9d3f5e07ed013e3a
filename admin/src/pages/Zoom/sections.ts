import { type ComponentType, lazy, type LazyExoticComponent } from 'react';

import {
  ATTENDANCE_READ,
  EVENTS_READ,
  MEETINGS_READ,
  NOTICES_READ,
  type Permission,
  RECORDINGS_READ,
  REGISTRANTS_READ,
} from '../../permissions';
import type { TextKey } from '../../translations/areas';

/** A page of Zoom in the main menu: drawn in the navigation for those who hold a permission of it. */
export type Section = {
  /** Below `plugins/zoom/`; the page sees what follows it as its own routes. */
  path: string;
  /** In the texts of the area `menu`. */
  label: TextKey;
  /** Any of these is enough. */
  permissions: readonly Permission[];
  /** A chunk of its own, which brings the texts of its area (`TextsOf`). */
  Page: LazyExoticComponent<ComponentType>;
};

/** In the order of the navigation; the first one that is permitted is where the menu leads. */
export const SECTIONS: readonly Section[] = [
  {
    path: 'overview',
    label: 'menu.overview',
    permissions: MEETINGS_READ,
    Page: lazy(() => import('../Overview/Overview')),
  },
  {
    path: 'meetings',
    label: 'menu.meetings',
    permissions: MEETINGS_READ,
    Page: lazy(() => import('../Meetings/Meetings')),
  },
  {
    path: 'attendance',
    label: 'menu.attendance',
    permissions: ATTENDANCE_READ,
    Page: lazy(() => import('../Attendance/Attendance')),
  },
  {
    path: 'recordings',
    label: 'menu.recordings',
    permissions: RECORDINGS_READ,
    Page: lazy(() => import('../Recordings/Recordings')),
  },
  {
    path: 'registrants',
    label: 'menu.registrants',
    permissions: REGISTRANTS_READ,
    Page: lazy(() => import('../Registrants/Registrants')),
  },
  {
    path: 'notices',
    label: 'menu.notices',
    permissions: NOTICES_READ,
    Page: lazy(() => import('../Notices/Notices')),
  },
  {
    path: 'event-log',
    label: 'menu.events',
    permissions: EVENTS_READ,
    Page: lazy(() => import('../EventLog/EventLog')),
  },
];
