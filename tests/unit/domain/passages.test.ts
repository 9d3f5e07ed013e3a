import { findPassages } from '../../../server/src/domain/passages';

const cue = (start: number, text: string, speaker: string | null = null) => ({
  start,
  end: start + 4,
  speaker,
  text,
});

describe('findPassages', () => {
  const cues = [
    cue(0, 'Welcome to the course', 'Ana'),
    cue(5, 'on the Pythagorean', 'Ana'),
    cue(9, 'theorem. Über uns.', 'Ben'),
    cue(14, 'THE COURSE ends.', 'Ana'),
  ];

  test('finds every place, in order, whatever the case', () => {
    expect(findPassages(cues, 'the course')).toEqual([
      {
        start: 0,
        speaker: 'Ana',
        before: 'Welcome to ',
        match: 'the course',
        after: ' on the Pythagorean theorem. Über uns. THE COURSE ends.',
      },
      expect.objectContaining({ start: 14, match: 'THE COURSE', after: ' ends.' }),
    ]);
  });

  test('finds what is broken over two cues, at the first of them', () => {
    expect(findPassages(cues, 'pythagorean   theorem')).toEqual([
      expect.objectContaining({ start: 5, match: 'Pythagorean theorem' }),
    ]);
  });

  test('lowers more than ASCII, and keeps places where a letter grows', () => {
    expect(findPassages(cues, 'über')[0]).toMatchObject({ match: 'Über', start: 9 });
    expect(findPassages([cue(1, 'İİİ here')], 'HERE')[0]).toMatchObject({ match: 'here' });
  });

  test('cuts what is around at words', () => {
    const long = findPassages(
      [cue(1, `${'word '.repeat(40)}needle ${'tail '.repeat(40)}`)],
      'needle'
    );
    expect(long[0]?.before.startsWith('…word')).toBe(true);
    expect(long[0]?.after.endsWith('tail…')).toBe(true);
  });

  test('finds what somebody says by their name, where nobody says it', () => {
    expect(findPassages(cues, 'ben')).toEqual([
      { start: 9, speaker: 'Ben', before: '', match: '', after: 'theorem. Über uns.' },
    ]);
    expect(findPassages(cues, 'nowhere')).toEqual([]);
    expect(findPassages(cues, '  ')).toEqual([]);
  });
});
