import { startInstant } from '../../../server/src/domain/start-instant';

const utc = (text: string, timezone = 'Europe/Paris') =>
  startInstant(text, timezone)?.toISOString() ?? null;

describe('startInstant', () => {
  it('reads UTC and offsets as they are, whatever the zone', () => {
    expect(utc('2026-01-25T15:00:00Z')).toBe('2026-01-25T15:00:00.000Z');
    expect(utc('2026-01-25T15:00:00+02:00')).toBe('2026-01-25T13:00:00.000Z');
    expect(utc('2026-01-25T15:00:00-0530')).toBe('2026-01-25T20:30:00.000Z');
  });

  it('reads a local time in the zone, in winter and in summer', () => {
    expect(utc('2026-01-25T15:00:00')).toBe('2026-01-25T14:00:00.000Z');
    expect(utc('2026-07-25T15:00')).toBe('2026-07-25T13:00:00.000Z');
  });

  it('moves a time that the change to summer time skips forward', () => {
    expect(utc('2026-03-29T02:30:00')).toBe('2026-03-29T01:30:00.000Z');
  });

  it('takes the first of a time that occurs twice', () => {
    expect(utc('2026-10-25T02:30:00')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('gives null for what is no time or no zone', () => {
    expect(utc('tomorrow')).toBeNull();
    expect(utc('2026-01-25T15:00:00', 'Mars/Olympus')).toBeNull();
  });
});
