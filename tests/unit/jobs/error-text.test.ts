import { runInNewContext } from 'node:vm';

import { errorText, errorWords } from '../../../server/src/jobs/error-text';

/** What Knex makes of a driver's error: the whole statement with its values, then the driver's words. */
const STATEMENTS = [
  "insert into `zm_meetings` (`passcode`, `join_url`) values ('Secr3t99', 'https://us06web.zoom.us/j/1?pwd=x')",
  'update "zm_meetings" set "passcode" = \'Secr3t99\', "topic" = \'A - B\' where ("id" = 2)',
  "select * from `zm_registrants` where `email` = 'lena@students.example' -- Secr3t99",
  "SqliteError: update `zm_meetings` set `passcode` = 'Secr3t99'",
  "delete from zm_zoom_ids where topic = 'line one\nSecr3t99 - line two'",
];

describe('the words of an error', () => {
  it.each(STATEMENTS)('never repeat the statement or its values: %s', (statement) => {
    const error = Object.assign(new Error(`${statement} - the disk is full`), {
      name: 'SqliteError',
    });
    expect(errorWords(error)).toBe('the disk is full');
    expect(errorText(error)).toBe('SqliteError: the disk is full');
  });

  it('are read from an error of another realm, such as a native driver’s', () => {
    const error: unknown = runInNewContext(
      `Object.assign(new Error("update x set y = 'Secr3t99' - the disk is full"), { name: 'SqliteError' })`
    );
    expect(error).not.toBeInstanceOf(Error);
    expect(errorText(error)).toBe('SqliteError: the disk is full');
  });

  it('are kept where there is no statement', () => {
    expect(errorWords(new Error('Zoom - is away'))).toBe('Zoom - is away');
    expect(errorText(new TypeError('no such thing'))).toBe('TypeError: no such thing');
  });

  it('are ours alone for an error of our own family', () => {
    const error = Object.assign(new Error('Zoom is away'), { retry: 'later', reach: 'account' });
    expect(errorText(error)).toBe('Zoom is away');
  });

  it('are few for what is no error, whose text may hold anything', () => {
    expect(errorText('Secr3t99')).toBe('something that is no Error was thrown');
  });

  it('end somewhere', () => {
    expect(errorWords(new Error('x'.repeat(5000)))).toHaveLength(1000);
  });
});
