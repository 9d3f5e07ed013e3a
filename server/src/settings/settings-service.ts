import type {
  ConnectionAnswer,
  ConnectionStepAnswer,
  ConnectionStepName,
  Mode,
  ReconcileHold,
  SettingsView,
} from '../../../contracts';
import { composeMode } from './mode';
import type { Detachment, Pause } from './mode';
import { createSaveSettings } from './save-settings';
import type { CredentialsVerdict } from './save-settings';
import type { SecretBox } from './secret-box';
import { verificationResumesAt } from './settings-in-force';
import type { ConfiguredSettings } from './settings-in-force';
import { createSettingsSnapshot } from './settings-snapshot';
import type { SettingsTable } from './settings-table';
import { publicSettings } from './stored-settings';
import type { SettingsService, ZoomCredentials } from './types';

export type SettingsDeps = {
  table: SettingsTable;
  secretBox: SecretBox;
  /** What configuration and the environment set, and whether anything may be sent to Zoom. */
  config: ConfiguredSettings & { active: boolean };
  /** The server's IANA zone. */
  serverTimezone: string;
  /** The receiver's path, with the app's `server.url` in front where it is set. */
  webhookUrl: string;
  now: () => Date;
  log: { error(message: string): void };
  /** Asks Zoom for a token with these credentials. */
  checkCredentials(credentials: ZoomCredentials): Promise<CredentialsVerdict>;
  /** How many meetings on this account start in the future. */
  countFutureMeetings(accountId: string): Promise<number>;
  detachment(): Detachment;
  pause(): Pause | null | Promise<Pause | null>;
  reconcileHold(): ReconcileHold | null | Promise<ReconcileHold | null>;
  clockWarning(): string | null | Promise<string | null>;
  /** What an admin should know of the archive of recordings; null: nothing. */
  archiveWarning?(): string | null | Promise<string | null>;
  testConnection(): Promise<ConnectionAnswer>;
  testStep(name: ConnectionStepName): Promise<ConnectionStepAnswer>;
};

/** The settings: what is in force, what the panel sees of it, and how it changes. */
export const createSettingsService = (deps: SettingsDeps): SettingsService => {
  const { config, now } = deps;
  const snapshot = createSettingsSnapshot({ ...deps, configured: config });
  const save = createSaveSettings({ ...deps, snapshot, isActive: config.active });

  const modeWith = (pause: Pause | null): Mode =>
    composeMode({
      isActive: config.active,
      settings: snapshot.current(),
      detachment: deps.detachment(),
      pause,
      unreadableSince: snapshot.unreadableSince(),
    });

  const view = async (): Promise<SettingsView> => {
    const settings = await snapshot.refresh();
    const inForce = snapshot.inForce();
    return {
      ...publicSettings(settings),
      ...inForce.secrets,
      mode: modeWith(await deps.pause()),
      readOnly: inForce.readOnly,
      verificationResumesAt: verificationResumesAt(inForce, now()),
      webhookUrl: deps.webhookUrl,
      reconcileHold: await deps.reconcileHold(),
      archiveWarning: (await deps.archiveWarning?.()) ?? null,
      clockWarning: await deps.clockWarning(),
    };
  };

  return {
    current: snapshot.current,
    refresh: snapshot.refresh,
    onChange: snapshot.onChange,
    mode: () => modeWith(null),
    view,
    update: async (body) => {
      const warnings = await save(body);
      const data = await view();
      const isArchiving = data.archive.enabled && data.archiveWarning !== null;
      return { data, warnings: isArchiving ? [...warnings, data.archiveWarning ?? ''] : warnings };
    },
    testConnection: deps.testConnection,
    testStep: deps.testStep,
  };
};
