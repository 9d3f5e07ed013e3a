import ICAL from 'ical.js';
import { DateTime } from 'luxon';

import {
  eventUid,
  writeCalendar,
  type CalendarEvent,
} from '../../../server/src/calendar/calendar-file';
import { writableZone } from '../../../server/src/calendar/vtimezone';

const SEED = Number(process.env['CALENDAR_SEED'] ?? Date.now() % 1_000_000);
const SESSIONS = 500;
const STEP_MS = 10 * 24 * 3600_000;

/** Mulberry32: the same numbers for the same seed. */
const randomOf = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
};

/** The instants at which a zone's clocks change within some years, to the minute. */
const changesOf = (zone: string): number[] => {
  const offset = (at: number) => DateTime.fromMillis(at, { zone }).offset;
  const found: number[] = [];
  const end = Date.UTC(2029, 0, 1);
  // No zone changes twice within ten days.
  for (let day = Date.UTC(2026, 6, 1); day < end; day += STEP_MS) {
    if (offset(day) === offset(day + STEP_MS)) continue;
    let [low, high] = [day, day + STEP_MS];
    while (high - low > 60_000) {
      const middle = low + Math.floor((high - low) / 120_000) * 60_000;
      if (offset(middle) === offset(low)) low = middle;
      else high = middle;
    }
    found.push(high);
  }
  return found;
};

const event = (changes: Partial<CalendarEvent> = {}): CalendarEvent => ({
  documentId: 'abc',
  topic: 'Algebra - Session 1',
  agenda: null,
  startTime: new Date('2026-11-23T10:00:00Z'),
  endTime: new Date('2026-11-23T11:00:00Z'),
  timezone: 'Europe/Paris',
  isCancelled: false,
  joinUrl: 'https://zoom.us/j/81234567890?pwd=abc.1',
  sequence: 3,
  changedAt: new Date('2026-11-01T08:00:00Z'),
  ...changes,
});

const write = (changes: Partial<Parameters<typeof writeCalendar>[0]> = {}): string =>
  writeCalendar({
    events: [event()],
    method: 'publish',
    organizer: { name: 'The school', email: 'office@school.example' },
    alarmMinutesBefore: [15],
    ...changes,
  });

/** What an independent reader makes of a file, by the VTIMEZONEs of that file alone. */
const read = (text: string) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const zones = calendar.getAllSubcomponents('vtimezone');
  for (const zone of zones) ICAL.TimezoneService.register(zone);
  const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  return { calendar, zones, events };
};

/** Read by its zone; ical.js knows only what the file brought along. */
const instantOf = (time: ICAL.Time): string => time.toJSDate().toISOString();

beforeEach(() => ICAL.TimezoneService.reset());

test(`an independent parser reads ${SESSIONS} sessions in all zones and around both clock changes as the instants they are (seed ${SEED})`, () => {
  console.info(`seed ${SEED} (CALENDAR_SEED repeats it)`);
  const random = randomOf(SEED);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  const zones = Intl.supportedValuesOf('timeZone');
  const known = zones.map((zone) => [zone, changesOf(zone)] as const);
  const changing = known.filter(([, changes]) => changes.length > 0);
  const directions = { forward: 0, back: 0 };
  const written = { inZone: 0, inUtc: 0 };

  for (let index = 0; index < SESSIONS; index += 1) {
    // Every zone once, then those whose clocks change, within hours of the change.
    const [zone, changes] = known[index] ?? pick(changing);
    const change =
      changes.length > 0 ? pick(changes) : Date.UTC(2027, Math.floor(random() * 12), 9);
    if (changes.length > 0) {
      const offset = (at: number) => DateTime.fromMillis(at, { zone }).offset;
      directions[offset(change) > offset(change - 60_000) ? 'forward' : 'back'] += 1;
    }
    const start = change + Math.floor((random() - 0.5) * 10 * 60) * 60_000;
    const session = event({
      documentId: `session${index}`,
      timezone: zone,
      startTime: new Date(start),
      endTime: new Date(start + (1 + Math.floor(random() * 300)) * 60_000),
      topic: pick([
        'Plain',
        'Größe, "Maß"; \\ und\nZeile',
        '日本語の授業 '.repeat(12),
        'BEGIN:VEVENT',
      ]),
      agenda: pick([null, 'One\r\nTwo', 'x'.repeat(2000)]),
    });
    ICAL.TimezoneService.reset();
    const { events, zones: blocks } = read(write({ events: [session] }));
    const [one] = events;
    const label = `${zone} ${session.startTime.toISOString()}`;
    expect([label, instantOf(one!.startDate)]).toEqual([label, session.startTime.toISOString()]);
    expect([label, instantOf(one!.endDate)]).toEqual([label, session.endTime.toISOString()]);
    expect(one!.uid).toBe(eventUid(session.documentId));
    expect(one!.summary).toBe(session.topic.replace(/\s*\n\s*/g, ' ').trim());
    const tzid = one!.component.getFirstProperty('dtstart')!.getParameter('tzid');
    if (tzid === undefined) {
      written.inUtc += 1;
      expect(one!.startDate.zone).toBe(ICAL.Timezone.utcTimezone);
    } else {
      written.inZone += 1;
      expect(tzid).toBe(zone);
      expect(blocks.map((block) => block.getFirstPropertyValue('tzid'))).toEqual([zone]);
    }
  }
  // Both changes are among them, and UTC is the exception.
  expect(directions.forward).toBeGreaterThan(20);
  expect(directions.back).toBeGreaterThan(20);
  expect(written.inZone).toBeGreaterThan(SESSIONS / 2);
  console.info({ ...directions, ...written });
});

describe('the zone in which a time is written', () => {
  const zoneAt = (zone: string | null, iso: string) => writableZone(zone, [new Date(iso)]);

  test.each([
    ['Europe/Paris', '2027-03-28T00:59:00Z', 'Europe/Paris'],
    ['Europe/Paris', '2027-03-28T01:00:00Z', 'Europe/Paris'],
    ['Asia/Calcutta', '2027-03-28T01:00:00Z', 'Asia/Calcutta'],
  ])('%s at %s is its own', (zone, iso, expected) => {
    expect(zoneAt(zone, iso)).toBe(expected);
  });

  test.each([
    ['no zone', null, '2027-01-01T00:00:00Z'],
    ['a zone nobody knows', 'Mars/Olympus', '2027-01-01T00:00:00Z'],
    ['UTC itself', 'UTC', '2027-01-01T00:00:00Z'],
    ['the hour that comes twice, first time', 'Europe/Paris', '2027-10-31T00:30:00Z'],
    ['the hour that comes twice, second time', 'Europe/Paris', '2027-10-31T01:30:00Z'],
    // Israel changes on the Friday before the last Sunday: not the last Friday of 2028's March.
    ['a rule that the block says otherwise', 'Asia/Jerusalem', '2028-03-27T12:00:00Z'],
  ])('UTC for %s', (_what, zone, iso) => {
    expect(zoneAt(zone, iso)).toBeNull();
  });
});

describe('a file', () => {
  test('of one meeting has what calendars show', () => {
    const { calendar, events } = read(write({ events: [event({ agenda: 'Bring a pen.' })] }));
    const [one] = events;
    expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
    expect(one!.sequence).toBe(3);
    expect(one!.location).toBe('https://zoom.us/j/81234567890?pwd=abc.1');
    expect(one!.description).toBe('https://zoom.us/j/81234567890?pwd=abc.1\n\nBring a pen.');
    expect(one!.component.getFirstPropertyValue('status')).toBe('CONFIRMED');
    expect(one!.organizer).toBe('mailto:office@school.example');
    const alarm = one!.component.getFirstSubcomponent('valarm')!;
    expect(String(alarm.getFirstPropertyValue('trigger'))).toBe('-PT15M');
  });

  test('without a link says nothing of one', () => {
    expect(write({ events: [event({ joinUrl: null })] })).not.toContain('zoom.us');
  });

  test('of a cancelled meeting cancels it, without link and alarm', () => {
    const text = write({ events: [event({ isCancelled: true })], method: 'cancel' });
    const { calendar, events } = read(text);
    expect(calendar.getFirstPropertyValue('method')).toBe('CANCEL');
    expect(events[0]!.component.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(text).not.toMatch(/zoom\.us|VALARM/);
  });

  test('for one person names them as who comes', () => {
    const attendee = { name: 'Ann "Bo"\r\nX-EVIL:1', email: 'ann@students.example' };
    const text = write({ method: 'invite', attendee });
    const person = read(text).events[0]!.attendees[0]!;
    expect(person.getFirstValue()).toMatch(/^mailto:ann@students\.example$/i);
    expect(person.getParameter('partstat')).toBe('ACCEPTED');
    expect(text).not.toMatch(/^X-EVIL/m);
  });

  test('keeps properties before time zones, escapes its name, and folds at 75 octets', () => {
    const name = 'Maths, "B"; \\ 日本語'.repeat(6);
    const text = write({ name });
    // RFC 5545 §3.3.11; the parser leaves properties that it does not know as they are.
    const escaped = name.replace(/[\\;,]/g, '\\$&');
    expect(read(text).calendar.getFirstPropertyValue('x-wr-calname')).toBe(escaped);
    expect(text.indexOf('REFRESH-INTERVAL')).toBeLessThan(text.indexOf('BEGIN:VTIMEZONE'));
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThan(76);
    expect(text.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
  });

  test('is the same for the same meetings, whatever the time', () => {
    expect(write()).toBe(write());
  });

  test('takes no value for a property', () => {
    const text = write({
      events: [event({ topic: 'A\r\nATTENDEE:mailto:x@y.z', joinUrl: 'https://zoom.us/j/1\nX:1' })],
      organizer: { name: 'B\nX-EVIL:1', email: 'a@b.c' },
    });
    expect(text).not.toMatch(/^(ATTENDEE|X-EVIL|X):/m);
  });
});
