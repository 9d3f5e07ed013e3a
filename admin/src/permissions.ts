import { ADMIN_PERMISSION } from '../../contracts/identifiers';

export type Permission = { action: string; subject: null };

const only = (action: string): Permission[] => [{ action, subject: null }];

// Module constants: useRBAC asks again whenever it is given a new array.
export const SETTINGS_READ = only(ADMIN_PERMISSION.settingsRead);
export const SETTINGS_UPDATE = only(ADMIN_PERMISSION.settingsUpdate);
export const MEETINGS_READ = only(ADMIN_PERMISSION.meetingsRead);
export const MEETINGS_REPAIR = only(ADMIN_PERMISSION.meetingsRepair);
export const ATTENDANCE_READ = only(ADMIN_PERMISSION.attendanceRead);
export const ATTENDANCE_EDIT = only(ADMIN_PERMISSION.attendanceEdit);
export const RECORDINGS_READ = only(ADMIN_PERMISSION.recordingsRead);
export const RECORDINGS_RELEASE = only(ADMIN_PERMISSION.recordingsRelease);
export const REGISTRANTS_READ = only(ADMIN_PERMISSION.registrantsRead);
export const REGISTRANTS_EDIT = only(ADMIN_PERMISSION.registrantsEdit);
export const NOTICES_READ = only(ADMIN_PERMISSION.noticesRead);
export const NOTICES_RETRY = only(ADMIN_PERMISSION.noticesRetry);
export const EVENTS_READ = only(ADMIN_PERMISSION.eventsRead);
export const EVENTS_REPLAY = only(ADMIN_PERMISSION.eventsReplay);

export const EVENTS_PERMISSIONS = [...EVENTS_READ, ...only(ADMIN_PERMISSION.eventsReplay)];
export const PEOPLE_ERASE = only(ADMIN_PERMISSION.peopleErase);

/** Zoom in the main menu: whoever may see one of its pages sees the entry. */
export const MENU: Permission[] = [
  ...MEETINGS_READ,
  ...ATTENDANCE_READ,
  ...RECORDINGS_READ,
  ...REGISTRANTS_READ,
  ...NOTICES_READ,
  ...EVENTS_READ,
];

/** Whether somebody who holds `held` has one of `needed`. The server decides; this draws. */
export const isPermitted = (
  held: readonly { action: string }[],
  needed: readonly Permission[]
): boolean => needed.some(({ action }) => held.some((one) => one.action === action));
