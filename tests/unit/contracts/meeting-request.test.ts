import type { z } from 'zod';

import {
  meetingCreateSchema,
  meetingListSchema,
  meetingUpdateSchema,
} from '../../../contracts/meeting-request';

type Schema = z.ZodType;

/** `field: message` of each fault; an empty list where the body is accepted. */
const faults = (body: unknown, schema: Schema = meetingCreateSchema): string[] => {
  const parsed = schema.safeParse(body);
  return parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
};

const body = (changes: Record<string, unknown> = {}) => ({
  topic: 'Product Demo',
  start_time: '2026-01-25T15:00:00Z',
  ...changes,
});

describe('meetingCreateSchema', () => {
  it('accepts the documented body and makes it a scheduled meeting', () => {
    expect(
      meetingCreateSchema.parse(
        body({
          duration: 60,
          timezone: 'America/New_York',
          password: 'secure123',
          agenda: 'Demonstrate new features',
          settings: { host_video: true, waiting_room: true, alternative_hosts: 'a@b.c' },
        })
      )
    ).toMatchObject({ type: 2, settings: { alternative_hosts: 'a@b.c' } });
  });

  it('names topic and start_time together where both are missing', () => {
    expect(faults({})).toEqual([
      'topic: topic is required',
      expect.stringContaining('start_time: start_time is required'),
    ]);
  });

  it.each(['2026-13-01T10:00:00Z', '2026-02-30T10:00:00Z', '2026-01-01T24:00:00Z'])(
    'refuses %s, which does not exist',
    (start_time) => {
      expect(faults(body({ start_time }))).toEqual([
        'start_time: start_time is a date or time that does not exist',
      ]);
    }
  );

  it.each(['tomorrow', '2026-01-25', '25.01.2026 15:00', '', 1769353200000, null, [], {}])(
    'refuses %j as a start_time, with an example of a right one',
    (start_time) => {
      expect(faults(body({ start_time }))).toEqual([
        expect.stringMatching(/^start_time: start_time must be .*2026-01-25T15:00:00Z/),
      ]);
    }
  );

  it.each(['2026-01-25T15:00:00', '2026-01-25T15:00', '2026-01-25T15:00:00+05:30'])(
    'accepts %s',
    (start_time) => {
      expect(faults(body({ start_time }))).toEqual([]);
    }
  );

  it('needs no start_time for a meeting that begins now or has no fixed time', () => {
    expect(faults({ topic: 'Now', type: 1 })).toEqual([]);
    expect(faults({ topic: 'Any time', type: 3 })).toEqual([]);
    expect(faults({ topic: 'Weekly', type: 8 })).toHaveLength(1);
  });

  it.each([
    ['topic', ''],
    ['topic', 'x'.repeat(201)],
    ['type', 5],
    ['duration', 0],
    ['duration', 1441],
    ['duration', 1.5],
    ['duration', '60'],
    ['timezone', 'Mars/Olympus'],
    ['password', 'longer than ten'],
    ['agenda', 'x'.repeat(2001)],
    ['settings', []],
    ['recurrence', 'weekly'],
    ['host', ''],
  ])('names %s where it is %j', (field, value) => {
    expect(faults(body({ [field]: value }))).toEqual([
      expect.stringMatching(new RegExp(`^${field}: ${field} `)),
    ]);
  });

  it('names a setting by its path', () => {
    expect(faults(body({ settings: { auto_recording: 'tape' } }))).toEqual([
      'settings.auto_recording: settings.auto_recording must be one of none, local, cloud',
    ]);
  });

  it.each([null, undefined, [], 'text', 7])('refuses %j as a body', (value) => {
    expect(faults(value)).toHaveLength(1);
  });

  it('refuses a field it does not know', () => {
    expect(faults(body({ schedule_for: 'other@example.com' }))).toHaveLength(1);
  });
});

describe('meetingUpdateSchema', () => {
  it('accepts any part of the create body, and not nothing', () => {
    expect(faults({ duration: 90 }, meetingUpdateSchema)).toEqual([]);
    expect(faults({}, meetingUpdateSchema)).toEqual([': the body names nothing to change']);
  });
});

describe('meetingListSchema', () => {
  it('lists upcoming meetings where nothing is asked for', () => {
    expect(meetingListSchema.parse({})).toEqual({ type: 'upcoming' });
  });

  it('names a type it does not know', () => {
    expect(faults({ type: 'x' }, meetingListSchema)).toEqual([
      'type: type must be one of upcoming, scheduled, live',
    ]);
  });
});
