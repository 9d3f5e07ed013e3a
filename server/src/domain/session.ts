import type { TimezoneFallback } from './timezone-fallback';
import type { AutoRecording, SessionOption } from '../../../contracts/meeting';

/** Names one session for life, whatever its rows are. */
export type SessionKey = { uid: string; documentId: string };

export type OptionChoice = 'default' | 'on' | 'off';

/** A session as it is planned: the published version that counts, its empty fields not yet filled. */
export type PlannedSession = SessionKey & {
  locale: string | null;
  topic: string;
  agenda: string;
  startTime: Date;
  durationMinutes: number | null;
  timezone: string | null;
  hostEmail: string | null;
  options: Record<Exclude<SessionOption, 'autoRecording'>, OptionChoice> & {
    autoRecording: 'default' | AutoRecording;
  };
};

/** What the settings said when a session was first published; kept on the meeting's row. */
export type FrozenDefaults = {
  host: string | null;
  durationMinutes: number;
  timezone: string;
  waitingRoom: boolean;
  joinBeforeHost: boolean;
  autoRecording: AutoRecording;
  /** Absent: left to what the account says in Zoom. */
  muteUponEntry?: boolean;
  hostVideo?: boolean;
  participantVideo?: boolean;
  meetingAuthentication?: boolean;
  /** E-mail addresses; absent: never set from here. */
  alternativeHosts?: string[];
  /** What Zoom is told instead of a zone name that it refused. */
  zoomTimezone?: TimezoneFallback;
  /** Zoom took no passcode of ours: it chooses one itself. */
  passcodeRefused?: boolean;
  /** Zoom asks for a registration to this meeting, and who approves those made on its own page. */
  zoomRegistration?: { approval: 'automatic' | 'manual'; zoomConfirms: boolean };
  /** The host that Zoom would not move this meeting to. */
  moveRefusedFor?: string;
};

export type SessionVersion = { locale: string | null; id: number };

/**
 * The version that counts: the default locale's published one, else the first published one; null
 * where none is published.
 */
export const planVersion = <V extends SessionVersion>(
  published: readonly V[],
  defaultLocale: string | null
): V | null =>
  published.find((version) => version.locale === defaultLocale) ??
  [...published].sort((a, b) => a.id - b.id)[0] ??
  null;

/** When a meeting of that start and length is planned to end. */
export const plannedEnd = (startTime: Date, durationMinutes: number): Date =>
  new Date(startTime.getTime() + durationMinutes * 60_000);
