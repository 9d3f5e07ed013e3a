import { createHash } from 'node:crypto';
import { ZOOM_LIMITS } from '../../../contracts/meeting';
import { shownTimezone } from './timezone-fallback';
import type { FrozenDefaults, OptionChoice, PlannedSession } from './session';

/** What Zoom shall have of a session, in Zoom's spelling and flat, so that it can be compared. */
export type MeetingFields = {
  topic: string;
  agenda: string;
  start_time: string;
  duration: number;
  timezone: string;
  'settings.waiting_room': boolean;
  'settings.join_before_host': boolean;
  'settings.auto_recording': string;
  'settings.mute_upon_entry'?: boolean;
  'settings.host_video'?: boolean;
  'settings.participant_video'?: boolean;
  'settings.approval_type'?: number;
  'settings.registrants_confirmation_email'?: boolean;
  'settings.registrants_email_notification'?: boolean;
  'settings.meeting_authentication'?: boolean;
  'settings.alternative_hosts'?: string;
};
export type MeetingField = keyof MeetingFields;

/** Zoom writes times in UTC without fractions. */
export const zoomTime = (moment: Date): string => `${moment.toISOString().slice(0, 19)}Z`;

const choose = (choice: OptionChoice, fallback: boolean): boolean =>
  choice === 'default' ? fallback : choice === 'on';

/** Left to Zoom where both the editor and the settings leave it. */
const optional = (choice: OptionChoice, fallback: boolean | undefined): boolean | undefined =>
  choice === 'default' ? fallback : choice === 'on';

/** Zoom separates them by semicolons, and nobody is an alternative to themselves. */
const alternativeHosts = (session: PlannedSession, frozen: FrozenDefaults): string | undefined => {
  const host = (session.hostEmail ?? frozen.host ?? '').toLowerCase();
  return frozen.alternativeHosts?.filter((one) => one.toLowerCase() !== host).join(';');
};

/** Cuts at Zoom's limit, never inside a character of two code units. */
const cut = (text: string, limit: number): string => {
  if (text.length <= limit) return text;
  const isSplit = /[\uD800-\uDBFF]/.test(text.charAt(limit - 1));
  return text.slice(0, isSplit ? limit - 1 : limit);
};

/** Every field Zoom is told of a session. Limits: Zoom Meetings API, "Create a meeting". */
export const meetingFields = (session: PlannedSession, frozen: FrozenDefaults): MeetingFields => {
  const fields: MeetingFields = {
    topic: cut(session.topic, ZOOM_LIMITS.topicLength),
    agenda: cut(session.agenda, ZOOM_LIMITS.agendaLength),
    start_time: zoomTime(session.startTime),
    duration: session.durationMinutes ?? frozen.durationMinutes,
    timezone: shownTimezone(session.timezone ?? frozen.timezone, frozen.zoomTimezone),
    'settings.waiting_room': choose(session.options.waitingRoom, frozen.waitingRoom),
    'settings.join_before_host': choose(session.options.joinBeforeHost, frozen.joinBeforeHost),
    'settings.auto_recording':
      session.options.autoRecording === 'default'
        ? frozen.autoRecording
        : session.options.autoRecording,
  };
  const mute = optional(session.options.muteUponEntry, frozen.muteUponEntry);
  const hostVideo = optional(session.options.hostVideo, frozen.hostVideo);
  const participantVideo = optional(session.options.participantVideo, frozen.participantVideo);
  if (mute !== undefined) fields['settings.mute_upon_entry'] = mute;
  if (hostVideo !== undefined) fields['settings.host_video'] = hostVideo;
  if (participantVideo !== undefined) fields['settings.participant_video'] = participantVideo;
  if (frozen.meetingAuthentication !== undefined) {
    fields['settings.meeting_authentication'] = frozen.meetingAuthentication;
  }
  const alternatives = alternativeHosts(session, frozen);
  if (alternatives !== undefined) fields['settings.alternative_hosts'] = alternatives;
  return { ...fields, ...registrationFields(frozen) };
};

/**
 * Zoom's registration, where the meeting has it: 0 lets in who registers on Zoom's own page, 1 asks
 * a person. Meetings without it keep what they have in Zoom.
 */
const registrationFields = ({ zoomRegistration }: FrozenDefaults): Partial<MeetingFields> =>
  zoomRegistration === undefined
    ? {}
    : {
        'settings.approval_type': zoomRegistration.approval === 'manual' ? 1 : 0,
        'settings.registrants_confirmation_email': zoomRegistration.zoomConfirms,
        'settings.registrants_email_notification': zoomRegistration.zoomConfirms,
      };

export type MeetingBody = Record<string, unknown> & { settings?: Record<string, unknown> };

/** Zoom's nested body of flat fields. */
export const meetingBody = (fields: Partial<MeetingFields>): MeetingBody => {
  const body: MeetingBody = {};
  const settings: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name.startsWith('settings.')) settings[name.slice('settings.'.length)] = value;
    else body[name] = value;
  }
  if (Object.keys(settings).length > 0) body.settings = settings;
  return body;
};

/** The fields in which `wanted` differs from what was last sent: only these cost a call. */
export const changedFields = (
  wanted: MeetingFields,
  sent: Readonly<Record<string, unknown>>
): Partial<MeetingFields> =>
  Object.fromEntries(Object.entries(wanted).filter(([name, value]) => sent[name] !== value));

/** A fingerprint of a plan: equal exactly where Zoom would be told the same. */
export const planHash = (plan: { fields: MeetingFields; host: string | null }): string => {
  const entries = Object.entries(plan.fields).sort(([a], [b]) => a.localeCompare(b));
  return createHash('sha256')
    .update(JSON.stringify([plan.host, entries]))
    .digest('hex')
    .slice(0, 32);
};
