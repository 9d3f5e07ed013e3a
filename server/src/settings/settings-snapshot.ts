import type { SecretBox } from './secret-box';
import { settingsAt, settingsInForce } from './settings-in-force';
import type { ConfiguredSettings, SettingsInForce } from './settings-in-force';
import type { SettingsTable } from './settings-table';
import type { StoredSettings } from './stored-settings';
import type { Settings } from './types';
import { errorText } from '../jobs/error-text';

export type SettingsListener = (now: Settings, before: Settings) => void;

export type SettingsSnapshot = {
  inForce(): SettingsInForce;
  /** Since when this process has known that the client secret no longer decrypts. */
  unreadableSince(): Date | null;
  current(): Settings;
  /** Reads the database again, and announces what another process changed. */
  refresh(): Promise<Settings>;
  /** Takes over what was just saved, and announces it. */
  saved(stored: StoredSettings): void;
  onChange(listener: SettingsListener): void;
};

/** The last loaded settings, decrypted once and read without a query. */
export const createSettingsSnapshot = (deps: {
  table: SettingsTable;
  secretBox: SecretBox;
  configured: ConfiguredSettings;
  serverTimezone: string;
  now: () => Date;
  log: { error(message: string): void };
}): SettingsSnapshot => {
  const { table, secretBox, configured, serverTimezone, now, log } = deps;
  const listeners: SettingsListener[] = [];
  // Strapi's service logs a warning at each failed try: the same text is tried once.
  const opened = new Map<string, string | null>();
  let unreadableSince: Date | null = null;
  let isLoaded = false;
  let newest = 0;
  let adopted = 0;

  const open = (sealed: string): string | null => {
    const known = opened.get(sealed);
    if (known !== undefined) return known;
    const plain = secretBox.open(sealed);
    opened.set(sealed, plain);
    return plain;
  };
  const toForce = (stored: StoredSettings): SettingsInForce =>
    settingsInForce({ stored, configured, open, serverTimezone });

  let inForce = toForce({ values: {}, secrets: {} });
  const current = (): Settings => settingsAt(inForce, now());

  const adopt = (stored: StoredSettings, order: number): void => {
    const inUse: (string | undefined)[] = Object.values(stored.secrets);
    for (const sealed of opened.keys()) if (!inUse.includes(sealed)) opened.delete(sealed);
    adopted = order;
    inForce = toForce(stored);
    isLoaded = true;
    const isUnreadable = inForce.settings.unreadableBecause !== null;
    unreadableSince = isUnreadable ? (unreadableSince ?? now()) : null;
  };

  const announce = (before: Settings): void => {
    for (const listener of listeners) {
      try {
        listener(current(), before);
      } catch (error) {
        log.error(`zoom: what follows a change of the settings failed: ${errorText(error)}`);
      }
    }
  };

  return {
    inForce: () => inForce,
    unreadableSince: () => unreadableSince,
    current,

    refresh: async () => {
      const order = (newest += 1);
      const stored = await table.read();
      // A slow, older read must not undo a newer one.
      if (order < adopted) return current();
      const before = inForce;
      const isFirst = !isLoaded;
      adopt(stored, order);
      if (!isFirst && JSON.stringify(before) !== JSON.stringify(inForce)) announce(before.settings);
      return current();
    },

    saved: (stored) => {
      const before = current();
      adopt(stored, (newest += 1));
      announce(before);
    },

    onChange: (listener) => {
      listeners.push(listener);
    },
  };
};
