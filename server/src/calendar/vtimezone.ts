import { DateTime, IANAZone } from 'luxon';
import { tzlib_get_ical_block as icalBlock } from 'timezones-ical-library';

/** One observance of a VTIMEZONE: since when an offset holds, once or every year. */
type Observance = {
  /** Minutes east of UTC, before and after. */
  from: number;
  to: number;
  /** Local time of the onset. */
  hour: number;
  minute: number;
  /** Null where it holds since ever. */
  yearly: { month: number; /** 1 to 5, or -1 for the last. */ nth: number; weekday: number } | null;
};

type Zone = { block: string; observances: Observance[] };

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const OBSERVANCE = /BEGIN:(?:STANDARD|DAYLIGHT)\r?\n([\s\S]*?)END:(?:STANDARD|DAYLIGHT)/g;
const RULE = /^RRULE:FREQ=YEARLY;BYMONTH=(\d+);BYDAY=(-?\d)([A-Z]{2})\s*$/m;

const offsetOf = (text: string, name: string): number => {
  const found = new RegExp(`^${name}:([+-])(\\d{2})(\\d{2})`, 'm').exec(text);
  const [, sign, hours, minutes] = found ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
};

/** Null for a rule that this reader does not know: its zone is then written in UTC. */
const readObservance = (text: string): Observance | null => {
  const rule = RULE.exec(text);
  if (!rule && /^(RRULE|RDATE)/m.test(text)) return null;
  const [, hour, minute] = /^DTSTART:\d{8}T(\d{2})(\d{2})/m.exec(text) ?? [];
  const observance = {
    from: offsetOf(text, 'TZOFFSETFROM'),
    to: offsetOf(text, 'TZOFFSETTO'),
    hour: Number(hour),
    minute: Number(minute),
    yearly: rule
      ? {
          month: Number(rule[1]),
          nth: Number(rule[2]),
          weekday: WEEKDAYS.indexOf(rule[3] ?? '') + 1,
        }
      : null,
  };
  const numbers = [observance.from, observance.to, observance.hour, observance.minute];
  return numbers.every(Number.isFinite) ? observance : null;
};

const UTC_NAMES = new Set(['utc', 'etc/utc', 'gmt', 'etc/gmt', 'zulu', 'etc/zulu', 'universal']);
const known = new Map<string, Zone | null>();

const readZone = (name: string): Zone | null => {
  if (!IANAZone.isValidZone(name) || UTC_NAMES.has(name.toLowerCase())) return null;
  const [block] = icalBlock(name);
  if (!block?.startsWith('BEGIN:VTIMEZONE')) return null;
  const observances = [...block.matchAll(OBSERVANCE)].map(([, text]) => readObservance(text ?? ''));
  if (observances.length === 0 || observances.includes(null)) return null;
  return {
    // An alias keeps its name: the block of Asia/Calcutta calls itself Asia/Kolkata.
    block: block.replace(/^TZID:.*$/m, `TZID:${name}`),
    observances: observances.filter((one) => one !== null),
  };
};

const zoneOf = (name: string): Zone | null => {
  const read = known.get(name);
  if (read !== undefined) return read;
  const zone = readZone(name);
  known.set(name, zone);
  return zone;
};

/** The instant in a year at which an observance begins. */
const onsetIn = (year: number, { from, hour, minute, yearly }: Observance): number => {
  if (!yearly) return Number.NEGATIVE_INFINITY;
  const { month, nth, weekday } = yearly;
  const edge = DateTime.utc(year, month, 1);
  const first = nth > 0 ? edge : edge.endOf('month').startOf('day');
  const ahead = nth > 0 ? (weekday - first.weekday + 7) % 7 : -((first.weekday - weekday + 7) % 7);
  const day = first.plus({ days: ahead + (nth > 0 ? (nth - 1) * 7 : (nth + 1) * 7) });
  return day.plus({ hours: hour, minutes: minute }).toMillis() - from * 60_000;
};

/** Minutes east of UTC that the observances give at an instant. */
const offsetAt = ({ observances }: Zone, instant: Date): number | null => {
  const year = instant.getUTCFullYear();
  let latest: { onset: number; to: number } | null = null;
  for (const observance of observances) {
    for (const candidate of [year - 1, year, year + 1]) {
      const onset = onsetIn(candidate, observance);
      if (onset <= instant.getTime() && (!latest || onset > latest.onset)) {
        latest = { onset, to: observance.to };
      }
    }
  }
  return latest?.to ?? null;
};

/** Whether a local time of that zone, read back by its block, is that very instant. */
const isReadAlike = (zone: Zone, { instant, name }: { instant: Date; name: string }): boolean => {
  const local = DateTime.fromJSDate(instant, { zone: name });
  // A local time that comes twice, when clocks go back, says too little.
  return local.getPossibleOffsets().length === 1 && local.offset === offsetAt(zone, instant);
};

/**
 * The name of the zone in which those instants may be written, with a VTIMEZONE that says the same;
 * null where only UTC is certain: clocks go back in that hour, or the block's rules and the
 * runtime's time zone data differ then (a law that changed between their releases).
 */
export const writableZone = (name: string | null, instants: readonly Date[]): string | null => {
  const zone = name === null ? null : zoneOf(name);
  if (name === null || zone === null) return null;
  return instants.every((instant) => isReadAlike(zone, { instant, name })) ? name : null;
};

/** The VTIMEZONE of a zone that `writableZone` gave. */
export const vtimezone = (name: string): string | null => zoneOf(name)?.block ?? null;
