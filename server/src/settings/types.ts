import type {
  Mode,
  PublicSettings,
  SettingsSaved,
  SettingsView,
  ConnectionAnswer,
  ConnectionStepAnswer,
  ConnectionStepName,
} from '../../../contracts';

export type ZoomCredentials = { accountId: string; clientId: string; clientSecret: string };

/** The settings in force: configuration and environment over what is stored. */
export type Settings = PublicSettings & {
  /** Null while one of the three is missing or unreadable. */
  credentials: ZoomCredentials | null;
  webhookSecretToken: string | null;
  sdkSecret: string | null;
  /** Why credentials cannot be used although they were entered, in an admin's words; else null. */
  unreadableBecause: string | null;
};

export type SettingsService = {
  /** The last loaded snapshot: synchronous, so that no query runs inside an editor's transaction. */
  current(): Settings;
  /** Reads the database again; called at boot, after a save, and by the worker before its jobs. */
  refresh(): Promise<Settings>;
  /** What the plugin does by this snapshot, without a query: a pause of the queue is not seen here. */
  mode(): Mode;
  view(): Promise<SettingsView>;
  /** @throws ValidationError naming the field; ConflictError on an account change to confirm. */
  update(body: unknown): Promise<SettingsSaved>;
  testConnection(): Promise<ConnectionAnswer>;
  /** One step of the test by itself, so that a person sees each as it finishes. */
  testStep(name: ConnectionStepName): Promise<ConnectionStepAnswer>;
  /** Called after each change of the stored settings in this process. */
  onChange(listener: (now: Settings, before: Settings) => void): void;
};
