import type { Instance } from '../live/instance';
import type { Registrant } from '../registrants/registrant';
import type { MeetingSettings } from './settings-body';
import type { Recurrence, TrackingField } from './meeting-body';

/** 1 instant, 2 scheduled, 3 recurring without fixed time, 8 recurring, 10 screen share only. */
export type MeetingType = 1 | 2 | 3 | 8 | 10;

export interface Meeting {
  id: number;
  /** Of the running or coming instance; each instance has its own. */
  uuid: string;
  hostId: string;
  topic: string;
  type: MeetingType;
  agenda: string;
  /** Epoch milliseconds; null for recurring meetings without a fixed time. */
  startTime: number | null;
  durationMinutes: number;
  timezone: string;
  createdAt: number;
  password: string;
  encryptedPassword: string;
  settings: MeetingSettings;
  recurrence: Recurrence | null;
  trackingFields: TrackingField[];
  isPreScheduled: boolean;
  creationSource: 'open_api' | 'web_portal';
  running: Instance | null;
  /** Ended instances, oldest first. */
  past: Instance[];
  deletedAt: number | null;
  registrants: Registrant[];
}

export function isRecurring(meeting: Pick<Meeting, 'type'>): boolean {
  return meeting.type === 3 || meeting.type === 8;
}

export function scheduledEnd(meeting: Meeting): number | null {
  return meeting.startTime === null ? null : meeting.startTime + meeting.durationMinutes * 60_000;
}
