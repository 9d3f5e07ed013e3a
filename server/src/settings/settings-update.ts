import { say } from '../../../contracts/sentences';
import { SECRET_FIELDS, settingsUpdateSchema } from '../../../contracts';
import type { ConfigurableField, SecretField, SettingsUpdate } from '../../../contracts';
import { nearMatch } from './near-match';
import { mergeCalendar, mergeNotices, mergeRetention } from './nested-settings';
import type { SecretBox } from './secret-box';
import { fieldError } from './settings-errors';
import type { FieldProblem } from './settings-errors';
import type { SettingsInForce } from './settings-in-force';
import type { StoredSettings } from './stored-settings';

const VERIFICATION_PAUSE_MS = 60 * 60_000;

const isSecret = (field: string): field is SecretField =>
  SECRET_FIELDS.some((secret) => secret === field);

const describeUnknown = (field: string): string => {
  const meant = nearMatch(field, Object.keys(settingsUpdateSchema.shape));
  return meant ? say('settings.misspelt', { meant }) : say('settings.unknown');
};

/**
 * The body of a `PUT /zoom/settings`, checked.
 * @throws ValidationError naming each field that is wrong or unknown.
 */
export const parseUpdate = (body: unknown): SettingsUpdate => {
  const parsed = settingsUpdateSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw fieldError(
    parsed.error.issues.flatMap((issue): FieldProblem[] =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({
            field: [...issue.path.map(String), key].join('.'),
            message: issue.path.length === 0 ? describeUnknown(key) : say('settings.unknown'),
          }))
        : [{ field: issue.path.map(String).join('.'), message: issue.message }]
    )
  );
};

const ENVIRONMENT: Record<ConfigurableField, string> = {
  accountId: 'ZOOM_ACCOUNT_ID',
  clientId: 'ZOOM_CLIENT_ID',
  clientSecret: 'ZOOM_CLIENT_SECRET',
  webhookSecretToken: 'ZOOM_WEBHOOK_SECRET_TOKEN',
  sdkKey: 'ZOOM_SDK_KEY',
  sdkSecret: 'ZOOM_SDK_SECRET',
};

/**
 * Refuses a change of what configuration or the environment sets. A public field may be sent as it
 * is; a secret may be sent empty, never with a value, so that nobody can find it out by trying.
 * @throws ValidationError saying where the field is set.
 */
export const refuseReadOnly = (update: SettingsUpdate, now: SettingsInForce): void => {
  const changed = now.readOnly.filter((field) => {
    const sent = update[field];
    if (sent === undefined) return false;
    return isSecret(field) ? sent !== '' : sent !== now.settings[field];
  });
  if (changed.length === 0) return;
  throw fieldError(
    changed.map((field) => ({
      field,
      message: say('settings.fixed', { variable: ENVIRONMENT[field], field }),
    }))
  );
};

/** What becomes of each stored secret: an encrypted text replaces it, null clears it. */
export type SealedSecrets = Partial<Record<SecretField, string | null>>;

/**
 * Encrypts the secrets that were sent; empty and absent ones are left out.
 * @throws ValidationError naming the remedy where no encryption key is configured.
 */
export const sealSecrets = (update: SettingsUpdate, box: SecretBox): SealedSecrets => {
  const sealed: SealedSecrets = {};
  const refused: FieldProblem[] = [];
  for (const field of SECRET_FIELDS) {
    const sent = update[field];
    if (sent === null) sealed[field] = null;
    if (!sent) continue;
    const text = box.seal(sent);
    if (text === null) {
      const message = say('settings.noKey');
      refused.push({ field, message });
    } else {
      sealed[field] = text;
    }
  }
  if (refused.length > 0) throw fieldError(refused);
  return sealed;
};

/** E-mail addresses in lower case; Zoom's user ids keep theirs, since they differ by it. */
const normaliseHost = (host: string): string => {
  const trimmed = host.trim();
  return trimmed.includes('@') ? trimmed.toLowerCase() : trimmed;
};

const normaliseHosts = (hosts: readonly string[]): string[] => [
  ...new Set(hosts.map(normaliseHost)),
];

/** Null and empty clear, absent keeps. */
const cleared = (sent: string | null | undefined, stored: string | undefined) =>
  sent === undefined ? stored : sent || undefined;

/** A form that is saved again while verification is off does not prolong the pause. */
const verificationOffUntil = (
  sent: boolean | undefined,
  { stored, now }: { stored: string | undefined; now: Date }
): string | undefined => {
  if (sent === undefined) return stored;
  if (sent) return undefined;
  const isOffAlready = stored !== undefined && Date.parse(stored) > now.getTime();
  return isOffAlready ? stored : new Date(now.getTime() + VERIFICATION_PAUSE_MS).toISOString();
};

/** What is stored after the update; fields that were not sent stay as they are. */
export const applyUpdate = (input: {
  stored: StoredSettings;
  update: SettingsUpdate;
  sealed: SealedSecrets;
  /** Set by configuration: what was sent equals it and must not outlive it in the database. */
  readOnly: readonly ConfigurableField[];
  now: Date;
}): StoredSettings => {
  const { stored, update, sealed, readOnly, now } = input;
  const { values } = stored;
  const identifier = (field: 'accountId' | 'clientId' | 'sdkKey') =>
    readOnly.includes(field) ? values[field] : cleared(update[field], values[field]);
  const secrets: StoredSettings['secrets'] = {};
  for (const field of SECRET_FIELDS) {
    const change = sealed[field];
    const kept = change === undefined ? stored.secrets[field] : change;
    if (kept) secrets[field] = kept;
  }
  const { hosts, defaultHost } = update;
  return {
    secrets,
    values: {
      enabled: update.enabled ?? values.enabled,
      accountId: identifier('accountId'),
      clientId: identifier('clientId'),
      sdkKey: identifier('sdkKey'),
      verificationOffUntil: verificationOffUntil(update.verifyWebhookSignatures, {
        stored: values.verificationOffUntil,
        now,
      }),
      webhookToleranceMinutes: update.webhookToleranceMinutes ?? values.webhookToleranceMinutes,
      defaultHost: cleared(defaultHost && normaliseHost(defaultHost), values.defaultHost),
      hosts: hosts === undefined ? values.hosts : normaliseHosts(hosts),
      allowAllHosts: update.allowAllHosts ?? values.allowAllHosts,
      defaultTimezone: update.defaultTimezone ?? values.defaultTimezone,
      defaultDuration: update.defaultDuration ?? values.defaultDuration,
      autoRecording: update.autoRecording ?? values.autoRecording,
      waitingRoom: update.waitingRoom ?? values.waitingRoom,
      joinBeforeHost: update.joinBeforeHost ?? values.joinBeforeHost,
      muteUponEntry: update.muteUponEntry ?? values.muteUponEntry,
      hostVideo: update.hostVideo ?? values.hostVideo,
      participantVideo: update.participantVideo ?? values.participantVideo,
      meetingAuthentication: update.meetingAuthentication ?? values.meetingAuthentication,
      alternativeHosts:
        update.alternativeHosts === undefined
          ? values.alternativeHosts
          : normaliseHosts(update.alternativeHosts),
      topicTemplate: update.topicTemplate ?? values.topicTemplate,
      onUnpublish: update.onUnpublish ?? values.onUnpublish,
      deleteGraceSeconds: update.deleteGraceSeconds ?? values.deleteGraceSeconds,
      sendZoomReminders: update.sendZoomReminders ?? values.sendZoomReminders,
      onZoomChange: update.onZoomChange ?? values.onZoomChange,
      lateAfterMinutes: update.lateAfterMinutes ?? values.lateAfterMinutes,
      leftEarlyMinutes: update.leftEarlyMinutes ?? values.leftEarlyMinutes,
      presentShare: update.presentShare ?? values.presentShare,
      notices: mergeNotices(values.notices, update.notices),
      join: update.join ? { ...values.join, ...update.join } : values.join,
      releaseRecordings: update.releaseRecordings ?? values.releaseRecordings,
      archive: update.archive ? { ...values.archive, ...update.archive } : values.archive,
      registration: update.registration
        ? { ...values.registration, ...update.registration }
        : values.registration,
      calendar: mergeCalendar(values.calendar, update.calendar),
      retention: mergeRetention(values.retention, update.retention),
    },
  };
};
