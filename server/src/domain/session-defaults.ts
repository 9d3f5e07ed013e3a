import type { AppliedDefault } from '../../../contracts/defaults';
import type { PublicSettings } from '../../../contracts/settings';
import type { ZoomChoice } from '../../../contracts/meeting';
import { changedFields, meetingFields, type MeetingField } from './meeting-request';
import type { FrozenDefaults, PlannedSession } from './session';

type Defaults = Pick<
  PublicSettings,
  AppliedDefault | 'defaultHost' | 'defaultDuration' | 'defaultTimezone'
>;

const flag = <Name extends keyof FrozenDefaults>(name: Name, choice: ZoomChoice) =>
  choice === 'zoom' ? {} : { [name]: choice === 'on' };

/** The defaults a session takes from the settings by `default`, and not into its own fields. */
const optionsOf = (settings: Defaults): Partial<FrozenDefaults> => ({
  waitingRoom: settings.waitingRoom,
  joinBeforeHost: settings.joinBeforeHost,
  autoRecording: settings.autoRecording,
  ...flag('muteUponEntry', settings.muteUponEntry),
  ...flag('hostVideo', settings.hostVideo),
  ...flag('participantVideo', settings.participantVideo),
  ...flag('meetingAuthentication', settings.meetingAuthentication),
  ...(settings.alternativeHosts.length > 0 ? { alternativeHosts: settings.alternativeHosts } : {}),
});

/** Zoom mails the personal links where the CMS does not. */
const registrationOf = ({
  withZoom,
  approval,
  confirmByEmail,
}: PublicSettings['registration']): Pick<FrozenDefaults, 'zoomRegistration'> =>
  withZoom ? { zoomRegistration: { approval, zoomConfirms: !confirmByEmail } } : {};

/** What the settings say now, for a session that is published for the first time. */
export const frozenDefaults = (
  settings: Defaults & Pick<PublicSettings, 'registration'>
): FrozenDefaults => ({
  waitingRoom: settings.waitingRoom,
  joinBeforeHost: settings.joinBeforeHost,
  autoRecording: settings.autoRecording,
  ...optionsOf(settings),
  host: settings.defaultHost,
  durationMinutes: settings.defaultDuration,
  timezone: settings.defaultTimezone,
  ...registrationOf(settings.registration),
});

/**
 * A session's defaults once those of the settings are applied to it. Host, duration and time zone
 * stay: they were filled into the session, and another host would change the link.
 */
export const withDefaultsApplied = (
  frozen: FrozenDefaults,
  settings: Defaults
): FrozenDefaults => ({
  ...frozen,
  // Sent once, they are taken back by an empty list.
  ...(frozen.alternativeHosts === undefined ? {} : { alternativeHosts: [] }),
  ...optionsOf(settings),
});

const FIELD_OF: Record<AppliedDefault, MeetingField> = {
  waitingRoom: 'settings.waiting_room',
  joinBeforeHost: 'settings.join_before_host',
  autoRecording: 'settings.auto_recording',
  muteUponEntry: 'settings.mute_upon_entry',
  hostVideo: 'settings.host_video',
  participantVideo: 'settings.participant_video',
  meetingAuthentication: 'settings.meeting_authentication',
  alternativeHosts: 'settings.alternative_hosts',
};

/** The defaults in which a session's meeting would change; none where the editor chose otherwise. */
export const defaultsThatChange = (
  session: PlannedSession,
  { before, after }: { before: FrozenDefaults; after: FrozenDefaults }
): AppliedDefault[] => {
  const changed = changedFields(meetingFields(session, after), meetingFields(session, before));
  return Object.entries(FIELD_OF).flatMap(([name, field]) =>
    field in changed ? [name as AppliedDefault] : []
  );
};
