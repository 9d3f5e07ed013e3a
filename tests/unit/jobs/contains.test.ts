import { spellings } from '../../../server/src/jobs/contains';

describe('spellings', () => {
  test('an ASCII text has one', () => {
    expect(spellings('Algebra 1')).toEqual(['algebra 1']);
  });

  test('other letters are looked for as SQLite leaves them: small, as typed, and in capitals', () => {
    expect(spellings('übung')).toEqual(['übung', 'Übung']);
    expect(spellings('mathe für alle')).toEqual(['mathe für alle', 'mathe fÜr alle']);
  });
});
