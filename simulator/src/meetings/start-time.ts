import { DateTime } from 'luxon';

/**
 * The instant a meeting starts. With a `Z` the zone only labels the meeting; without one it decides
 * the instant. A missing or past time means now: OpenAPI document, `start_time` of creating.
 */
export function resolveStartTime(input: {
  startTime: string | undefined;
  timezone: string;
  now: number;
}): number {
  const { startTime, timezone, now } = input;
  const thisSecond = Math.floor(now / 1000) * 1000;
  if (startTime === undefined) return thisSecond;
  return Math.max(toInstant(startTime, timezone), thisSecond);
}

export function toInstant(startTime: string, timezone: string): number {
  const zone = startTime.endsWith('Z') ? 'utc' : timezone;
  return DateTime.fromISO(startTime, { zone }).toMillis();
}
