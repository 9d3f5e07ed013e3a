import { z } from 'zod';

import {
  archiveUpdateSchema,
  AUTO_RECORDING,
  calendarUpdateSchema,
  DEFAULT_ARCHIVE,
  DEFAULT_CALENDAR,
  DEFAULT_JOIN,
  DEFAULT_NOTICES,
  DEFAULT_REGISTRATION,
  DEFAULT_RETENTION,
  isTimezone,
  joinUpdateSchema,
  noticesUpdateSchema,
  registrationUpdateSchema,
  RELEASE_RECORDINGS,
  retentionUpdateSchema,
  SECRET_FIELDS,
  ZOOM_CHOICES,
} from '../../../contracts';
import type { PublicSettings, SecretField } from '../../../contracts';

/** What is wrong in a stored value falls back to its default instead of stopping the plugin. */
const orAbsent = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

const text = z.string().min(1);

const storedValuesSchema = z.object({
  enabled: orAbsent(z.boolean()),
  accountId: orAbsent(text),
  clientId: orAbsent(text),
  sdkKey: orAbsent(text),
  /** Signature verification is off until then (ISO). */
  verificationOffUntil: orAbsent(z.iso.datetime()),
  webhookToleranceMinutes: orAbsent(z.number()),
  defaultHost: orAbsent(text),
  hosts: orAbsent(z.array(text)),
  allowAllHosts: orAbsent(z.boolean()),
  defaultTimezone: orAbsent(z.string().refine(isTimezone)),
  defaultDuration: orAbsent(z.number()),
  autoRecording: orAbsent(z.enum(AUTO_RECORDING)),
  waitingRoom: orAbsent(z.boolean()),
  joinBeforeHost: orAbsent(z.boolean()),
  muteUponEntry: orAbsent(z.enum(ZOOM_CHOICES)),
  hostVideo: orAbsent(z.enum(ZOOM_CHOICES)),
  participantVideo: orAbsent(z.enum(ZOOM_CHOICES)),
  meetingAuthentication: orAbsent(z.enum(ZOOM_CHOICES)),
  alternativeHosts: orAbsent(z.array(text)),
  topicTemplate: orAbsent(text),
  onUnpublish: orAbsent(z.enum(['delete', 'keep'])),
  deleteGraceSeconds: orAbsent(z.number()),
  sendZoomReminders: orAbsent(z.boolean()),
  onZoomChange: orAbsent(z.enum(['flag', 'keep-cms'])),
  lateAfterMinutes: orAbsent(z.number()),
  leftEarlyMinutes: orAbsent(z.number()),
  presentShare: orAbsent(z.number()),
  notices: orAbsent(noticesUpdateSchema),
  join: orAbsent(joinUpdateSchema),
  releaseRecordings: orAbsent(z.enum(RELEASE_RECORDINGS)),
  archive: orAbsent(archiveUpdateSchema),
  registration: orAbsent(registrationUpdateSchema),
  calendar: orAbsent(calendarUpdateSchema),
  retention: orAbsent(retentionUpdateSchema),
});

/** The columns of the settings' row. */
export type StoredSettings = {
  values: z.output<typeof storedValuesSchema>;
  /** Encrypted, by field. */
  secrets: Partial<Record<SecretField, string>>;
};

const storedSchema = z.object({
  values: storedValuesSchema.nullish().catch(null),
  secrets: z.partialRecord(z.enum(SECRET_FIELDS), z.string().min(1)).nullish().catch(null),
});

/** Reads a row of the settings' table; no row, or an unreadable column, is an empty one. */
export const parseStored = (row: unknown): StoredSettings => {
  const parsed = storedSchema.safeParse(row);
  return {
    values: parsed.data?.values ?? {},
    secrets: parsed.data?.secrets ?? {},
  };
};

/** The settings of an installation where nobody entered anything. */
export const defaultSettings = (serverTimezone: string): PublicSettings => ({
  enabled: false,
  accountId: null,
  clientId: null,
  sdkKey: null,
  verifyWebhookSignatures: true,
  // Zoom retries up to 85 minutes after the first try, and is not known to sign anew.
  webhookToleranceMinutes: 120,
  defaultHost: null,
  hosts: [],
  allowAllHosts: false,
  defaultTimezone: isTimezone(serverTimezone) ? serverTimezone : 'UTC',
  defaultDuration: 60,
  autoRecording: 'none',
  waitingRoom: true,
  joinBeforeHost: false,
  muteUponEntry: 'zoom',
  hostVideo: 'zoom',
  participantVideo: 'zoom',
  meetingAuthentication: 'zoom',
  alternativeHosts: [],
  topicTemplate: '{courseName} - Session {sessionNumber}',
  onUnpublish: 'delete',
  deleteGraceSeconds: 10,
  sendZoomReminders: false,
  onZoomChange: 'flag',
  lateAfterMinutes: 10,
  leftEarlyMinutes: 10,
  presentShare: 0.5,
  notices: DEFAULT_NOTICES,
  join: DEFAULT_JOIN,
  releaseRecordings: 'on-arrival',
  archive: DEFAULT_ARCHIVE,
  registration: DEFAULT_REGISTRATION,
  calendar: DEFAULT_CALENDAR,
  retention: DEFAULT_RETENTION,
});

/** The settings that may be shown, each by name: what is not listed here is never answered. */
export const publicSettings = (settings: PublicSettings): PublicSettings => ({
  enabled: settings.enabled,
  accountId: settings.accountId,
  clientId: settings.clientId,
  sdkKey: settings.sdkKey,
  verifyWebhookSignatures: settings.verifyWebhookSignatures,
  webhookToleranceMinutes: settings.webhookToleranceMinutes,
  defaultHost: settings.defaultHost,
  hosts: settings.hosts,
  allowAllHosts: settings.allowAllHosts,
  defaultTimezone: settings.defaultTimezone,
  defaultDuration: settings.defaultDuration,
  autoRecording: settings.autoRecording,
  waitingRoom: settings.waitingRoom,
  joinBeforeHost: settings.joinBeforeHost,
  muteUponEntry: settings.muteUponEntry,
  hostVideo: settings.hostVideo,
  participantVideo: settings.participantVideo,
  meetingAuthentication: settings.meetingAuthentication,
  alternativeHosts: settings.alternativeHosts,
  topicTemplate: settings.topicTemplate,
  onUnpublish: settings.onUnpublish,
  deleteGraceSeconds: settings.deleteGraceSeconds,
  sendZoomReminders: settings.sendZoomReminders,
  onZoomChange: settings.onZoomChange,
  lateAfterMinutes: settings.lateAfterMinutes,
  leftEarlyMinutes: settings.leftEarlyMinutes,
  presentShare: settings.presentShare,
  notices: settings.notices,
  join: settings.join,
  releaseRecordings: settings.releaseRecordings,
  archive: settings.archive,
  registration: settings.registration,
  calendar: settings.calendar,
  retention: settings.retention,
});
