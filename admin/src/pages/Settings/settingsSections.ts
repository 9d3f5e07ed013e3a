import type { ComponentType } from 'react';

import type { TextKey } from '../../translations/areas';
import { AttendanceSection } from './sections/AttendanceSection';
import { CalendarSection } from './sections/CalendarSection';
import { ConnectionSection } from './sections/ConnectionSection';
import { DefaultsSection } from './sections/DefaultsSection';
import { EmbeddingSection } from './sections/EmbeddingSection';
import { HostsSection } from './sections/HostsSection';
import { JoiningSection } from './sections/JoiningSection';
import { NoticesSection } from './sections/NoticesSection';
import { PrivacySection } from './sections/PrivacySection';
import { RecordingsSection } from './sections/RecordingsSection';
import { RegistrationSection } from './sections/RegistrationSection';
import { SetupSection } from './sections/SetupSection';
import { WebhooksSection } from './sections/WebhooksSection';

export type SettingsSection = {
  /** Its name in the address, after `#`. */
  id: string;
  title: TextKey;
  Section: ComponentType;
  /** The settings that are changed there, to mark a section with unsaved or refused fields. */
  settings: readonly string[];
};

export const SECTIONS: readonly [SettingsSection, ...SettingsSection[]] = [
  { id: 'setup', title: 'setup.title', Section: SetupSection, settings: [] },
  {
    id: 'connection',
    title: 'connection.title',
    Section: ConnectionSection,
    settings: ['enabled', 'accountId', 'clientId', 'clientSecret'],
  },
  {
    id: 'webhooks',
    title: 'webhooks.title',
    Section: WebhooksSection,
    settings: ['webhookSecretToken', 'verifyWebhookSignatures', 'webhookToleranceMinutes'],
  },
  {
    id: 'defaults',
    title: 'defaults.title',
    Section: DefaultsSection,
    settings: [
      'topicTemplate',
      'defaultTimezone',
      'defaultDuration',
      'waitingRoom',
      'joinBeforeHost',
      'autoRecording',
      'muteUponEntry',
      'hostVideo',
      'participantVideo',
      'meetingAuthentication',
      'alternativeHosts',
      'sendZoomReminders',
      'onUnpublish',
      'deleteGraceSeconds',
      'onZoomChange',
    ],
  },
  {
    id: 'hosts',
    title: 'hosts.title',
    Section: HostsSection,
    settings: ['defaultHost', 'hosts', 'allowAllHosts'],
  },
  { id: 'joining', title: 'joining.title', Section: JoiningSection, settings: ['join'] },
  {
    id: 'registration',
    title: 'signup.title',
    Section: RegistrationSection,
    settings: ['registration'],
  },
  {
    id: 'embedding',
    title: 'embedding.title',
    Section: EmbeddingSection,
    settings: ['sdkKey', 'sdkSecret'],
  },
  {
    id: 'recordings',
    title: 'recordingRules.title',
    Section: RecordingsSection,
    settings: ['releaseRecordings', 'archive'],
  },
  {
    id: 'attendance',
    title: 'thresholds.title',
    Section: AttendanceSection,
    settings: ['lateAfterMinutes', 'leftEarlyMinutes', 'presentShare'],
  },
  { id: 'notices', title: 'mails.title', Section: NoticesSection, settings: ['notices'] },
  { id: 'calendar', title: 'calendar.title', Section: CalendarSection, settings: ['calendar'] },
  { id: 'privacy', title: 'privacy.title', Section: PrivacySection, settings: ['retention'] },
];
