import fc from 'fast-check';

import {
  changedFields,
  meetingBody,
  meetingFields,
  planHash,
  zoomTime,
} from '../../../server/src/domain/meeting-request';
import { frozen, session } from './planning';

const options = session().options;
const LONE_SURROGATE = /\p{Surrogate}/u;

describe('what Zoom is told of a session', () => {
  it('names every field, the empty ones from the frozen defaults', () => {
    const empty = session({ durationMinutes: null, timezone: null, agenda: 'Bring a ruler' });
    const defaults = frozen({ durationMinutes: 90, autoRecording: 'cloud', joinBeforeHost: true });
    expect(meetingFields(empty, defaults)).toEqual({
      topic: 'Algebra - Session 1',
      agenda: 'Bring a ruler',
      start_time: '2026-03-03T09:00:00Z',
      duration: 90,
      timezone: 'Europe/Zurich',
      'settings.waiting_room': true,
      'settings.join_before_host': true,
      'settings.auto_recording': 'cloud',
    });
  });

  it("takes the session's own options before the defaults", () => {
    const chosen = session({
      options: { ...options, waitingRoom: 'off', autoRecording: 'none', muteUponEntry: 'on' },
    });
    expect(meetingFields(chosen, frozen({ autoRecording: 'cloud' }))).toMatchObject({
      'settings.waiting_room': false,
      'settings.auto_recording': 'none',
      'settings.mute_upon_entry': true,
    });
  });

  it('leaves to Zoom what neither session nor settings say', () => {
    const names = Object.keys(meetingFields(session(), frozen()));
    expect(names).not.toContain('settings.host_video');
    expect(names).not.toContain('settings.participant_video');
    expect(names).not.toContain('settings.mute_upon_entry');
  });

  it('tells the zone name that Zoom took, only for the zone it was found for', () => {
    const zoomTimezone = { wanted: 'Europe/Kyiv', shown: 'Europe/Kiev' };
    const fields = (timezone: string) =>
      meetingFields(session({ timezone }), frozen({ zoomTimezone }));
    expect(fields('Europe/Kyiv').timezone).toBe('Europe/Kiev');
    expect(fields('Europe/Paris').timezone).toBe('Europe/Paris');
  });

  it('stays within 200 and 2000 characters and splits no character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 3000 }), (text) => {
        const { topic, agenda } = meetingFields(session({ topic: text, agenda: text }), frozen());
        expect(topic.length).toBeLessThanOrEqual(200);
        expect(agenda.length).toBeLessThanOrEqual(2000);
        expect(text.startsWith(topic)).toBe(true);
        if (!LONE_SURROGATE.test(text)) expect(topic).not.toMatch(LONE_SURROGATE);
      })
    );
  });
});

describe('the body for Zoom', () => {
  it('nests the settings, and has none where none are sent', () => {
    expect(meetingBody({ topic: 'A', 'settings.waiting_room': true })).toEqual({
      topic: 'A',
      settings: { waiting_room: true },
    });
    expect(meetingBody({ topic: 'A' })).toEqual({ topic: 'A' });
  });

  it('writes times in UTC, without fractions', () => {
    expect(zoomTime(new Date('2026-03-03T10:00:00.123+01:00'))).toBe('2026-03-03T09:00:00Z');
  });
});

describe('what changed', () => {
  const fields = meetingFields(session(), frozen());

  it('is nothing where all was sent', () => {
    expect(changedFields(fields, { ...fields, host: 'x' })).toEqual({});
  });

  it('is a false that was a true, and what was never sent', () => {
    const { agenda: _agenda, ...rest } = fields;
    expect(changedFields(fields, { ...rest, 'settings.waiting_room': false })).toEqual({
      agenda: '',
      'settings.waiting_room': true,
    });
  });

  it('is nothing once it has been sent', () => {
    const anyText = fc.string();
    fc.assert(
      fc.property(anyText, anyText, fc.boolean(), (topic, before, isOn) => {
        const wanted = { ...fields, topic, 'settings.waiting_room': isOn };
        const sent = { ...fields, topic: before };
        expect(changedFields(wanted, { ...sent, ...changedFields(wanted, sent) })).toEqual({});
      })
    );
  });
});

describe('the fingerprint of a plan', () => {
  const fields = meetingFields(session(), frozen());

  it('is the same whatever the order of the fields', () => {
    const reversed = Object.fromEntries(Object.entries(fields).reverse()) as typeof fields;
    expect(planHash({ fields: reversed, host: 'a' })).toBe(planHash({ fields, host: 'a' }));
  });

  it('changes with any field and with the host', () => {
    const hashes = [
      planHash({ fields, host: 'a' }),
      planHash({ fields, host: 'b' }),
      planHash({ fields, host: null }),
      planHash({ fields: { ...fields, topic: 'B' }, host: 'a' }),
      planHash({ fields: { ...fields, 'settings.waiting_room': false }, host: 'a' }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});
