import fc from 'fast-check';
import {
  captionsTrack,
  declaredLanguage,
  toCue,
  transcriptText,
  type TranscriptCue,
  vttTime,
} from '../../../server/src/domain/transcript';
import { readCues } from '../../../server/src/recordings/read-cues';

const said = (text: string) => {
  const { speaker, text: words } = toCue({ startTime: 0, endTime: 1, text });
  return [speaker, words];
};

test.each([
  ['Maria Keller: Hello & welcome', ['Maria Keller', 'Hello & welcome']],
  ['Ada: it is 10:30 now', ['Ada', 'it is 10:30 now']],
  ['it is 10:30 now', [null, 'it is 10:30 now']],
  ['no name at all', [null, 'no name at all']],
  ['<v Ada Lovelace>Hi <b>there</b>', ['Ada Lovelace', 'Hi there']],
  ['<v.loud Ada>Hi', ['Ada', 'Hi']],
  ['Jürgen O&#39;Neil: x', ['Jürgen O&#39;Neil', 'x']],
  ['A &lt;B&gt;: 1 &amp; 2', ['A <B>', '1 & 2']],
  [`${'long '.repeat(30)}: text`, [null, `${'long '.repeat(30)}: text`]],
  ['a < b and b > a', [null, 'a < b and b > a']],
  ['Ada: two\nlines', ['Ada', 'two\nlines']],
])('%j is said by and is', (text, expected) => {
  expect(said(text)).toEqual(expected);
});

test('times are written as WebVTT has them', () => {
  expect(vttTime(0)).toBe('00:00:00.000');
  expect(vttTime(3723.4567)).toBe('01:02:03.457');
  expect(vttTime(100 * 3600)).toBe('100:00:00.000');
});

test('the text has a line for each change of speaker', () => {
  const cue = (speaker: string | null, text: string): TranscriptCue => ({
    start: 0,
    end: 1,
    speaker,
    text,
  });
  const cues = [
    cue('Ada', 'One.'),
    cue('Ada', 'Two.'),
    cue(null, 'Bell.'),
    cue('Bob', ''),
    cue('Bob', 'Three.'),
  ];
  expect(transcriptText(cues)).toBe('Ada: One. Two.\nBell.\nBob: Three.');
});

test('a captions track reads back as the cues it was made of', () => {
  const words = fc
    .string({
      unit: fc.constantFrom('a', 'B', ' ', '<', '>', '&', 'é', '-', '7'),
      minLength: 1,
      maxLength: 20,
    })
    .map((text) => text.replace(/\s+/g, ' ').trim())
    // An arrow would begin a new cue in any WebVTT text; written out it is escaped.
    .filter((text) => text !== '');
  const cues = fc.array(
    fc.record({ speaker: fc.option(words.filter((name) => !/[<>&]/.test(name))), text: words }),
    { maxLength: 8 }
  );
  fc.assert(
    fc.property(cues, (spoken) => {
      const made = spoken.map((one, index) => ({ start: index, end: index + 0.5, ...one }));
      expect(readCues(captionsTrack(made))).toEqual(made);
    }),
    { numRuns: 500 }
  );
});

test('what is no cue is left out', () => {
  expect(readCues('WEBVTT\n\n1\nnonsense\n\n2\n00:00:01.000 --> 00:00:02.000\nAda: x\n\n')).toEqual(
    [{ start: 1, end: 2, speaker: 'Ada', text: 'x' }]
  );
  expect(readCues('')).toEqual([]);
});

test.each([
  ['WEBVTT\nLanguage: de-CH\n\n00:00.000 --> 00:01.000\nLanguage: fr', 'de-CH'],
  ['\ufeffWEBVTT - a title\r\nKind: captions\r\nLanguage: pt-BR\r\n\r\n', 'pt-BR'],
  ['WEBVTT\n\n00:00.000 --> 00:01.000\nLanguage: fr', null],
  ['WEBVTT\nLanguage: what I speak\n\n', null],
])('the language that a file says of itself: %j', (vtt, language) => {
  expect(declaredLanguage(vtt)).toBe(language);
});
