import { csvCell, csvHeader, csvLine } from '../../../server/src/attendance/attendance-csv';

test.each(['=1+1', '+49 170', '-2', '@SUM(A1)', '\t=1', ' =1', '\u00a0=1', '＝1', '|calc', '%0A'])(
  'a cell that a spreadsheet would run is text: %j',
  (name) => {
    expect(csvCell(name)).toMatch(/^"'/);
  }
);

test('other cells are what they are, quotes doubled and lines joined', () => {
  expect(csvCell('Ana "Annie" Ruiz')).toBe('"Ana ""Annie"" Ruiz"');
  expect(csvCell('two\r\nlines')).toBe('"two lines"');
  expect(csvCell('ana@x.example')).toBe('"ana@x.example"');
  expect([csvCell(null), csvCell(0.5)]).toEqual(['', '0.5']);
});

test('a line has as many cells as the header', () => {
  const line = csvLine({
    documentId: 'd',
    participantKey: 'email:ana@x.example',
    name: '=HYPERLINK("http://x")',
    email: 'ana@x.example',
    intervals: [{ from: '2026-03-02T10:00:00.000Z', to: null }],
    seconds: 90,
    share: 0.5,
    presence: 'late',
    matchedBy: 'email',
    registrantDocumentId: null,
  });
  expect(line).toBe(
    `"'=HYPERLINK(""http://x"")","ana@x.example","2026-03-02T10:00:00.000Z",,1.5,0.5,"late","email","email:ana@x.example"\r\n`
  );
  expect(csvHeader().split(',')).toHaveLength(9);
});
