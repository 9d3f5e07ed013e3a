import type { AttendanceEntry } from '../../../contracts/attendance';

/**
 * Spreadsheets run a cell that begins like a formula, also behind spaces, and a tab or line break
 * begins another cell in some of them. People choose their names themselves.
 */
const BEGINS_FORMULA = /^[\s\u00a0\ufeff]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/;

/** One cell: quoted, and with an apostrophe in front of what would be run. */
export const csvCell = (value: string | number | null): string => {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const flat = value.replace(/[\r\n\t]+/g, ' ');
  const safe = BEGINS_FORMULA.test(flat) ? `'${flat}` : flat;
  return `"${safe.replaceAll('"', '""')}"`;
};

const HEADER = [
  'name',
  'email',
  'joined',
  'left',
  'minutes',
  'share',
  'presence',
  'matched by',
  'participant',
];

/** With a byte order mark: without it Excel takes UTF-8 for something else. */
export const csvHeader = (): string => `\ufeff${HEADER.map(csvCell).join(',')}\r\n`;

export const csvLine = (entry: AttendanceEntry): string => {
  const { intervals, seconds } = entry;
  const cells = [
    entry.name,
    entry.email,
    intervals[0]?.from ?? null,
    intervals.at(-1)?.to ?? null,
    Math.round(seconds / 6) / 10,
    entry.share,
    entry.presence,
    entry.matchedBy,
    entry.participantKey,
  ];
  return `${cells.map(csvCell).join(',')}\r\n`;
};
