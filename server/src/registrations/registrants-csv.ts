import type { RegistrantEntry } from '../../../contracts/registration';
import { csvCell } from '../attendance/attendance-csv';

const HEADER = [
  'email',
  'first name',
  'last name',
  'state',
  'registered',
  'from',
  'zoom',
  'answers',
];

/** With a byte order mark: without it Excel takes UTF-8 for something else. */
export const registrantsCsvHeader = (): string => `\ufeff${HEADER.map(csvCell).join(',')}\r\n`;

const answersOf = ({ answers }: RegistrantEntry): string | null =>
  answers === null
    ? null
    : Object.entries(answers)
        .map(([question, answer]) => `${question}: ${[answer].flat().join(', ')}`)
        .join('; ');

/** One registrant; cells that a spreadsheet would run are written as text. */
export const registrantsCsvLine = (entry: RegistrantEntry): string => {
  const cells = [
    entry.email,
    entry.firstName,
    entry.lastName,
    entry.state,
    entry.createdAt,
    entry.source,
    entry.zoom.state === 'none' ? null : entry.zoom.state,
    answersOf(entry),
  ];
  return `${cells.map(csvCell).join(',')}\r\n`;
};
