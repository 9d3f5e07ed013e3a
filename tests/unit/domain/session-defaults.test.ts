import { meetingFields } from '../../../server/src/domain/meeting-request';
import {
  defaultsThatChange,
  frozenDefaults,
  withDefaultsApplied,
} from '../../../server/src/domain/session-defaults';
import { defaultSettings } from '../../../server/src/settings/stored-settings';
import type { PublicSettings } from '../../../contracts';
import { frozen, MARIA, session } from './planning';

const settings = (changes: Partial<PublicSettings> = {}): PublicSettings => ({
  ...defaultSettings('UTC'),
  defaultHost: MARIA,
  ...changes,
});

const changed = (before: Partial<PublicSettings>, after: Partial<PublicSettings>) => {
  const old = frozenDefaults(settings(before));
  const applied = withDefaultsApplied(old, settings(after));
  return defaultsThatChange(session(), { before: old, after: applied });
};

describe('the defaults of a session', () => {
  it('leave to Zoom what the settings leave to Zoom', () => {
    const names = Object.keys(meetingFields(session(), frozenDefaults(settings())));
    for (const name of ['mute_upon_entry', 'host_video', 'participant_video', 'alternative_hosts'])
      expect(names).not.toContain(`settings.${name}`);
    expect(names).not.toContain('settings.meeting_authentication');
  });

  it('are sent where the settings say on or off', () => {
    const frozenNow = frozenDefaults(
      settings({
        muteUponEntry: 'on',
        hostVideo: 'off',
        participantVideo: 'on',
        meetingAuthentication: 'on',
        alternativeHosts: ['amir@company.com', 'grace@company.com'],
      })
    );
    expect(meetingFields(session(), frozenNow)).toMatchObject({
      'settings.mute_upon_entry': true,
      'settings.host_video': false,
      'settings.participant_video': true,
      'settings.meeting_authentication': true,
      'settings.alternative_hosts': 'amir@company.com;grace@company.com',
    });
  });

  it('never name the host as an alternative to themselves', () => {
    const own = frozenDefaults(settings({ alternativeHosts: ['MARIA@company.com', 'a@b.ch'] }));
    const fields = meetingFields(session({ hostEmail: 'Maria@company.com' }), own);
    expect(fields['settings.alternative_hosts']).toBe('a@b.ch');
  });

  it('yield to what an editor chose', () => {
    const { options } = session();
    const own = session({ options: { ...options, muteUponEntry: 'off' } });
    const fields = meetingFields(own, frozenDefaults(settings({ muteUponEntry: 'on' })));
    expect(fields['settings.mute_upon_entry']).toBe(false);
  });
});

describe('applying the defaults to a session that exists', () => {
  it('names what changes, and nothing else', () => {
    expect(changed({}, {})).toEqual([]);
    expect(changed({}, { waitingRoom: false, muteUponEntry: 'on' })).toEqual([
      'waitingRoom',
      'muteUponEntry',
    ]);
  });

  it('takes alternative hosts back that were sent once', () => {
    const list = { alternativeHosts: ['amir@company.com'] };
    expect(changed({}, list)).toEqual(['alternativeHosts']);
    expect(changed(list, { alternativeHosts: [] })).toEqual(['alternativeHosts']);
    expect(changed({}, { alternativeHosts: [] })).toEqual([]);
  });

  it('leaves host, duration and time zone as they are', () => {
    const now = settings({ defaultHost: 'b@c.ch', defaultDuration: 30, defaultTimezone: 'UTC' });
    expect(withDefaultsApplied(frozen(), now)).toMatchObject({
      host: frozen().host,
      durationMinutes: frozen().durationMinutes,
      timezone: frozen().timezone,
    });
  });

  it('does not touch what the editor chose', () => {
    const { options } = session();
    const own = session({ options: { ...options, waitingRoom: 'on' } });
    const before = frozenDefaults(settings({ waitingRoom: true }));
    const after = withDefaultsApplied(before, settings({ waitingRoom: false }));
    expect(defaultsThatChange(own, { before, after })).toEqual([]);
  });
});
