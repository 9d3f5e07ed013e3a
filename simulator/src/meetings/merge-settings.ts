import { DEFAULT_MEETING_SETTINGS, type MeetingSettings } from './settings-body';

/** Given values win, arrays replace; a waiting room switches joining before the host off. */
export function mergeSettings(
  current: MeetingSettings,
  changes: MeetingSettings | undefined
): MeetingSettings {
  const merged = { ...DEFAULT_MEETING_SETTINGS, ...current, ...changes };
  return merged.waiting_room ? { ...merged, join_before_host: false } : merged;
}
