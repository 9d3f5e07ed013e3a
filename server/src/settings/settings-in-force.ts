import { say } from '../../../contracts/sentences';
import { CONFIGURABLE_FIELDS } from '../../../contracts';
import type { ConfigurableField, SecretField, SecretState } from '../../../contracts';
import { calendarInForce, joinInForce, noticesInForce, retentionInForce } from './nested-settings';
import type { StoredSettings } from './stored-settings';
import { defaultSettings } from './stored-settings';
import type { Settings, ZoomCredentials } from './types';

/** What configuration and the environment set. */
export type ConfiguredSettings = Partial<Record<ConfigurableField, string | undefined>>;

export type SettingsInForce = {
  settings: Settings;
  secrets: Record<SecretField, SecretState>;
  readOnly: ConfigurableField[];
  /** Kept apart from `settings.credentials`, which is null while an id is missing. */
  clientSecret: string | null;
  /** While this lies ahead, webhook signatures are not verified. */
  verificationOffUntil: Date | null;
};

export const UNREADABLE = say('mode.keyChanged');

type OpenedSecret = { value: string | null; state: SecretState };

const openSecret = (input: {
  configured: string | undefined;
  sealed: string | undefined;
  open: (sealed: string) => string | null;
}): OpenedSecret => {
  const { configured, sealed, open } = input;
  if (configured !== undefined) {
    return { value: configured, state: { isSet: true, readable: true, source: 'environment' } };
  }
  if (sealed === undefined) {
    return { value: null, state: { isSet: false, readable: true, source: null } };
  }
  const value = open(sealed);
  return { value, state: { isSet: true, readable: value !== null, source: 'database' } };
};

/** The three together, or null while one is missing. */
export const completeCredentials = (parts: {
  [K in keyof ZoomCredentials]: string | null;
}): ZoomCredentials | null => {
  const { accountId, clientId, clientSecret } = parts;
  return accountId && clientId && clientSecret ? { accountId, clientId, clientSecret } : null;
};

/** Configuration and environment over what is stored, over the defaults. */
export const settingsInForce = (input: {
  stored: StoredSettings;
  configured: ConfiguredSettings;
  open: (sealed: string) => string | null;
  serverTimezone: string;
}): SettingsInForce => {
  const { stored, configured, open } = input;
  const defaults = defaultSettings(input.serverTimezone);
  const { verificationOffUntil, ...values } = stored.values;
  const secret = (field: SecretField) =>
    openSecret({ configured: configured[field], sealed: stored.secrets[field], open });

  const clientSecret = secret('clientSecret');
  const sdkSecret = secret('sdkSecret');
  const webhookSecretToken = secret('webhookSecretToken');
  const accountId = configured.accountId ?? values.accountId ?? null;
  const clientId = configured.clientId ?? values.clientId ?? null;

  return {
    settings: {
      enabled: values.enabled ?? defaults.enabled,
      accountId,
      clientId,
      sdkKey: configured.sdkKey ?? values.sdkKey ?? null,
      verifyWebhookSignatures: defaults.verifyWebhookSignatures,
      webhookToleranceMinutes: values.webhookToleranceMinutes ?? defaults.webhookToleranceMinutes,
      defaultHost: values.defaultHost ?? defaults.defaultHost,
      hosts: values.hosts ?? defaults.hosts,
      allowAllHosts: values.allowAllHosts ?? defaults.allowAllHosts,
      defaultTimezone: values.defaultTimezone ?? defaults.defaultTimezone,
      defaultDuration: values.defaultDuration ?? defaults.defaultDuration,
      autoRecording: values.autoRecording ?? defaults.autoRecording,
      waitingRoom: values.waitingRoom ?? defaults.waitingRoom,
      joinBeforeHost: values.joinBeforeHost ?? defaults.joinBeforeHost,
      muteUponEntry: values.muteUponEntry ?? defaults.muteUponEntry,
      hostVideo: values.hostVideo ?? defaults.hostVideo,
      participantVideo: values.participantVideo ?? defaults.participantVideo,
      meetingAuthentication: values.meetingAuthentication ?? defaults.meetingAuthentication,
      alternativeHosts: values.alternativeHosts ?? defaults.alternativeHosts,
      topicTemplate: values.topicTemplate ?? defaults.topicTemplate,
      onUnpublish: values.onUnpublish ?? defaults.onUnpublish,
      deleteGraceSeconds: values.deleteGraceSeconds ?? defaults.deleteGraceSeconds,
      sendZoomReminders: values.sendZoomReminders ?? defaults.sendZoomReminders,
      onZoomChange: values.onZoomChange ?? defaults.onZoomChange,
      releaseRecordings: values.releaseRecordings ?? defaults.releaseRecordings,
      archive: { ...defaults.archive, ...values.archive },
      lateAfterMinutes: values.lateAfterMinutes ?? defaults.lateAfterMinutes,
      leftEarlyMinutes: values.leftEarlyMinutes ?? defaults.leftEarlyMinutes,
      presentShare: values.presentShare ?? defaults.presentShare,
      notices: noticesInForce(values.notices),
      join: joinInForce(values.join),
      registration: { ...defaults.registration, ...values.registration },
      calendar: calendarInForce(values.calendar),
      retention: retentionInForce(values.retention),
      credentials: completeCredentials({ accountId, clientId, clientSecret: clientSecret.value }),
      webhookSecretToken: webhookSecretToken.value,
      sdkSecret: sdkSecret.value,
      unreadableBecause: clientSecret.state.readable ? null : UNREADABLE,
    },
    secrets: {
      clientSecret: clientSecret.state,
      sdkSecret: sdkSecret.state,
      webhookSecretToken: webhookSecretToken.state,
    },
    clientSecret: clientSecret.value,
    readOnly: CONFIGURABLE_FIELDS.filter((field) => configured[field] !== undefined),
    verificationOffUntil: verificationOffUntil ? new Date(verificationOffUntil) : null,
  };
};

const isVerificationOff = ({ verificationOffUntil }: SettingsInForce, now: Date): boolean =>
  verificationOffUntil !== null && verificationOffUntil.getTime() > now.getTime();

/** The settings at a moment: switched-off verification comes on again by itself. */
export const settingsAt = (inForce: SettingsInForce, now: Date): Settings =>
  isVerificationOff(inForce, now)
    ? { ...inForce.settings, verifyWebhookSignatures: false }
    : inForce.settings;

/** When switched-off verification comes on again (ISO), else null. */
export const verificationResumesAt = (inForce: SettingsInForce, now: Date): string | null =>
  isVerificationOff(inForce, now) ? (inForce.verificationOffUntil?.toISOString() ?? null) : null;
