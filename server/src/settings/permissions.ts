import { ADMIN_PERMISSION, PLUGIN_ID } from '../../../contracts';

const shortName = (action: string): string => action.replace(`plugin::${PLUGIN_ID}.`, '');

const setting = (action: string, displayName: string) => ({
  section: 'settings',
  category: PLUGIN_ID,
  subCategory: 'general',
  displayName,
  uid: shortName(action),
  pluginName: PLUGIN_ID,
});

const ofPlugin = (action: string, displayName: string) => ({
  section: 'plugins',
  subCategory: 'meetings',
  displayName,
  uid: shortName(action),
  pluginName: PLUGIN_ID,
});

/** What roles of the admin panel may be granted: for `actionProvider.registerMany` at bootstrap. */
export const adminPermissions = [
  setting(ADMIN_PERMISSION.settingsRead, 'Read the settings'),
  setting(ADMIN_PERMISSION.settingsUpdate, 'Change the settings and test the connection'),
  ofPlugin(ADMIN_PERMISSION.meetingsRead, 'See meetings and their links'),
  ofPlugin(ADMIN_PERMISSION.attendanceRead, 'See who attended'),
  ofPlugin(ADMIN_PERMISSION.attendanceEdit, 'Link guests to people'),
  ofPlugin(ADMIN_PERMISSION.meetingsRepair, 'Retry and repair meetings'),
  ofPlugin(ADMIN_PERMISSION.meetingsStart, 'Start meetings as their host'),
  ofPlugin(ADMIN_PERMISSION.eventsRead, 'See the log of webhook events and its health'),
  ofPlugin(ADMIN_PERMISSION.eventsReplay, 'Replay webhook events and run the self-test'),
  ofPlugin(ADMIN_PERMISSION.recordingsRead, 'See recordings and how far they are archived'),
  ofPlugin(ADMIN_PERMISSION.recordingsRelease, 'Release, hold back and archive recordings'),
  ofPlugin(ADMIN_PERMISSION.registrantsRead, 'See registrants'),
  ofPlugin(ADMIN_PERMISSION.registrantsEdit, 'Add and remove registrants'),
  ofPlugin(ADMIN_PERMISSION.noticesRead, 'See which notices were mailed'),
  ofPlugin(ADMIN_PERMISSION.noticesRetry, 'Send failed notices again'),
  ofPlugin(ADMIN_PERMISSION.peopleErase, 'Export and erase what is held of a person'),
];
