import { DateTime } from 'luxon';

const HAS_OFFSET = /(?:Z|[+-]\d{2}:?\d{2})$/;

/**
 * The instant that an ISO 8601 date and time means: by its own `Z` or offset, else as local time in
 * `timezone`. A local time that a change to summer time skips moves forward with the clocks; one that
 * occurs twice is the first.
 *
 * @returns null where text or zone cannot be read.
 */
export const startInstant = (text: string, timezone: string): Date | null => {
  const read = DateTime.fromISO(text, { zone: timezone });
  if (!read.isValid) return null;
  if (HAS_OFFSET.test(text)) return read.toJSDate();
  // Without this luxon takes the one that today's offset favours.
  const [first] = read.getPossibleOffsets().sort((one, other) => one.toMillis() - other.toMillis());
  return (first ?? read).toJSDate();
};
