import { z } from 'zod';

import { say } from './sentences';
import { calendarUpdateSchema, type CalendarSettings } from './calendar';
import { joinUpdateSchema, type JoinSettings } from './join';
import { AUTO_RECORDING, ZOOM_CHOICES, ZOOM_LIMITS, type ZoomChoice } from './meeting';
import { noticesUpdateSchema, type NoticeSettings } from './notices';
import { RELEASE_RECORDINGS } from './choices';
import { archiveUpdateSchema, type ArchiveSettings } from './recordings';
import { registrationUpdateSchema, type RegistrationSettings } from './registration';
import { retentionUpdateSchema, type RetentionSettings } from './retention';

/** The settings that are secret: stored encrypted, never answered. */
export const SECRET_FIELDS = ['clientSecret', 'sdkSecret', 'webhookSecretToken'] as const;
export type SecretField = (typeof SECRET_FIELDS)[number];

/** The settings that configuration or the environment may set; set there they are read-only. */
export const CONFIGURABLE_FIELDS = [
  'accountId',
  'clientId',
  'clientSecret',
  'webhookSecretToken',
  'sdkKey',
  'sdkSecret',
] as const;
export type ConfigurableField = (typeof CONFIGURABLE_FIELDS)[number];

/** True for a name the runtime's time zone database knows (`Europe/Paris`, `UTC`). */
export const isTimezone = (value: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return value.length > 0;
  } catch {
    return false;
  }
};

const credential = z.string().trim().max(512).regex(/^\S*$/, say('field.copiedWrong'));

/** A host as people write it: an e-mail address or Zoom's user id. */
const host = z.string().trim().min(1, say('field.empty')).max(320, say('field.longHost'));

/** An alternative host; Zoom asks for licensed users of the same account. */
const alternativeHost = z
  .string()
  .trim()
  .max(320, say('field.longEmail'))
  .regex(/^[^\s@;,]+@[^\s@;,]+$/, say('field.email'));

/** A whole number, refused in words that an admin can act on. */
const wholeNumber = ({ min, max }: { min: number; max: number }) => {
  const message = say('field.wholeNumber', { min, max });
  return z.number(message).int(message).min(min, message).max(max, message);
};

const secret = credential.nullable();

/**
 * Body of `PUT /zoom/settings`. Partial: what is absent stays. For a secret, absent or empty keeps
 * the stored one and `null` clears it. Unknown fields are refused.
 */
export const settingsUpdateSchema = z.strictObject({
  enabled: z.boolean().optional(),
  accountId: credential.nullable().optional(),
  clientId: credential.nullable().optional(),
  clientSecret: secret.optional(),
  sdkKey: credential.nullable().optional(),
  sdkSecret: secret.optional(),
  webhookSecretToken: secret.optional(),
  /** `false` holds for at most 60 minutes, then verification is on again. */
  verifyWebhookSignatures: z.boolean().optional(),
  /** How far back a webhook's timestamp may lie, in minutes. Zoom retries up to 85 minutes later. */
  webhookToleranceMinutes: wholeNumber({ min: 5, max: 1440 }).optional(),
  defaultHost: host.nullable().optional(),
  hosts: z.array(host).max(1000).optional(),
  allowAllHosts: z.boolean().optional(),
  defaultTimezone: z.string().refine(isTimezone, say('field.timezone')).optional(),
  defaultDuration: wholeNumber(ZOOM_LIMITS.durationMinutes).optional(),
  autoRecording: z.enum(AUTO_RECORDING).optional(),
  waitingRoom: z.boolean().optional(),
  joinBeforeHost: z.boolean().optional(),
  muteUponEntry: z.enum(ZOOM_CHOICES).optional(),
  hostVideo: z.enum(ZOOM_CHOICES).optional(),
  participantVideo: z.enum(ZOOM_CHOICES).optional(),
  /** Whether only people who are signed in to Zoom may join. */
  meetingAuthentication: z.enum(ZOOM_CHOICES).optional(),
  /** May start a meeting in the host's place. */
  alternativeHosts: z
    .array(alternativeHost)
    .max(100, say('field.atMostEntries', { max: 100 }))
    .optional(),
  topicTemplate: z
    .string()
    .trim()
    .min(1, say('field.empty'))
    .max(ZOOM_LIMITS.topicLength, say('field.atMostCharacters', { max: ZOOM_LIMITS.topicLength }))
    .optional(),
  /** What becomes of the meeting of an unpublished or deleted session. */
  onUnpublish: z.enum(['delete', 'keep']).optional(),
  /** Seconds between an unpublish and the deletion in Zoom, so that a slip costs nothing. */
  deleteGraceSeconds: wholeNumber({ min: 0, max: 3600 }).optional(),
  /** Whether Zoom mails hosts and registrants when a meeting is deleted. */
  sendZoomReminders: z.boolean().optional(),
  /** What happens when somebody changes one of our meetings in Zoom itself. */
  onZoomChange: z.enum(['flag', 'keep-cms']).optional(),
  /** Whether front ends see recordings as they come, or once a person releases them. */
  releaseRecordings: z.enum(RELEASE_RECORDINGS).optional(),
  /** Copies of recordings in the Media Library. */
  archive: archiveUpdateSchema.optional(),
  /** Who comes later than this is late. */
  lateAfterMinutes: wholeNumber({ min: 0, max: 1440 }).optional(),
  /** Who goes earlier than this before the end left early. */
  leftEarlyMinutes: wholeNumber({ min: 0, max: 1440 }).optional(),
  /** Who was there for less than this share of the class was absent, 0 to 1. */
  presentShare: z
    .number(say('field.share'))
    .min(0, say('field.share'))
    .max(1, say('field.share'))
    .optional(),
  /** Mails to registrants. */
  notices: noticesUpdateSchema.optional(),
  /** Who may join, and when. */
  join: joinUpdateSchema.optional(),
  /** How visitors register for a session. */
  registration: registrationUpdateSchema.optional(),
  /** Calendar files and feeds. */
  calendar: calendarUpdateSchema.optional(),
  /** After how many days what Zoom told is removed. */
  retention: retentionUpdateSchema.optional(),
  /** Confirms a change of `accountId` while future meetings exist on the old account. */
  confirmAccountChange: z.boolean().optional(),
});
export type SettingsUpdate = z.infer<typeof settingsUpdateSchema>;

/** The settings that are not secret, as they are in force. */
export type PublicSettings = {
  enabled: boolean;
  accountId: string | null;
  clientId: string | null;
  sdkKey: string | null;
  verifyWebhookSignatures: boolean;
  webhookToleranceMinutes: number;
  defaultHost: string | null;
  hosts: string[];
  allowAllHosts: boolean;
  defaultTimezone: string;
  defaultDuration: number;
  autoRecording: (typeof AUTO_RECORDING)[number];
  waitingRoom: boolean;
  joinBeforeHost: boolean;
  muteUponEntry: ZoomChoice;
  hostVideo: ZoomChoice;
  participantVideo: ZoomChoice;
  meetingAuthentication: ZoomChoice;
  alternativeHosts: string[];
  topicTemplate: string;
  onUnpublish: 'delete' | 'keep';
  deleteGraceSeconds: number;
  sendZoomReminders: boolean;
  /** `flag` shows it to a person; `keep-cms` puts ours back, once per change. */
  onZoomChange: 'flag' | 'keep-cms';
  releaseRecordings: (typeof RELEASE_RECORDINGS)[number];
  archive: ArchiveSettings;
  lateAfterMinutes: number;
  leftEarlyMinutes: number;
  presentShare: number;
  notices: NoticeSettings;
  join: JoinSettings;
  registration: RegistrationSettings;
  calendar: CalendarSettings;
  retention: RetentionSettings;
};

/** What may be known of a secret: never its value. */
export type SecretState = {
  isSet: boolean;
  /** False where it no longer decrypts, because the encryption key changed. */
  readable: boolean;
  source: 'database' | 'environment' | null;
};

/** What the plugin does at present, and why. */
export type Mode =
  | { kind: 'active' }
  | { kind: 'off'; because: string }
  | { kind: 'paused'; because: string; since: string }
  | { kind: 'detached'; because: string; boundTo: string };

/** Answer of `GET /zoom/settings` and `PUT /zoom/settings`, inside `data`. */
export type SettingsView = PublicSettings &
  Record<SecretField, SecretState> & {
    mode: Mode;
    /** Settings that configuration or the environment sets: read-only here. */
    readOnly: ConfigurableField[];
    /** When switched-off signature verification comes on again (ISO), else null. */
    verificationResumesAt: string | null;
    /** Path of the webhook receiver, with the app's `server.url` in front where it is set. */
    webhookUrl: string;
    /** A reconcile that would change too much and waits for a person, else null. */
    reconcileHold: ReconcileHold | null;
    /** What to know before recordings are archived (public files, a provider that cannot), else null. */
    archiveWarning: string | null;
    /** Set when the webhook receiver saw rightly signed events from the future. */
    clockWarning: string | null;
  };

export type ReconcileHold = {
  heldAt: string;
  because: string;
  creates: HeldChange[];
  cancels: HeldChange[];
};
export type HeldChange = {
  sessionUid: string;
  sessionDocumentId: string;
  topic: string;
  startTime: string | null;
};

/** Answer of `PUT /zoom/settings`. */
export type SettingsSaved = { data: SettingsView; warnings: string[] };
