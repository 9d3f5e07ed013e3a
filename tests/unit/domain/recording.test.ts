import fc from 'fast-check';
import {
  heardOf,
  isReady,
  mergeDetails,
  playLink,
  recordingDetails,
  recordingKey,
  toldState,
  type KnownDetails,
  type RecordedRun,
  type RecordingFile,
  type RecordingStanding,
} from '../../../server/src/domain/recording';

const file = (changes: Partial<RecordingFile> = {}): RecordingFile => ({
  id: 'ed6c2f27-2ae7-42f4-b3d0-835b493e4fa8',
  recordingStart: new Date('2026-03-02T10:00:00Z'),
  recordingEnd: new Date('2026-03-02T11:00:00Z'),
  fileType: 'MP4',
  fileExtension: 'MP4',
  recordingType: 'active_speaker',
  fileSize: 123,
  fileName: null,
  playUrl: 'https://zoom.us/rec/play/x',
  downloadUrl: 'https://zoom.us/rec/download/x',
  status: 'completed',
  ...changes,
});
const run = (changes: Partial<RecordedRun> = {}): RecordedRun => ({
  uuid: '/aB//c==',
  topic: 'Algebra',
  playPasscode: 'pa ss',
  passcode: '123456',
  files: [],
  ...changes,
});

describe('the key of a file', () => {
  test('is Zoom’s id', () => {
    expect(recordingKey(run(), file())).toBe('ed6c2f27-2ae7-42f4-b3d0-835b493e4fa8');
  });

  test('where Zoom gives none, stays the same and differs by run, kind and start', () => {
    const captions = file({ id: null, fileType: 'CC', recordingType: null });
    const key = recordingKey(run(), captions);
    expect(key).toMatch(/^none-[0-9a-f]{40}$/);
    expect(recordingKey(run(), { ...captions, downloadUrl: 'another', playUrl: null })).toBe(key);
    const others = [
      recordingKey(run({ uuid: '/ab//c==' }), captions),
      recordingKey(run(), { ...captions, fileType: 'TIMELINE' }),
      recordingKey(run(), { ...captions, recordingStart: new Date('2026-03-02T10:30:00Z') }),
    ];
    expect(new Set([key, ...others]).size).toBe(4);
  });
});

test('the play link carries the passcode, once', () => {
  expect(playLink('https://zoom.us/p/x', 'pa ss')).toBe('https://zoom.us/p/x?pwd=pa%20ss');
  expect(playLink('https://zoom.us/p?x=1', 'p')).toBe('https://zoom.us/p?x=1&pwd=p');
  expect(playLink('https://zoom.us/p?pwd=old', 'p')).toBe('https://zoom.us/p?pwd=old');
  expect(playLink(null, 'p')).toBeNull();
  expect(playLink('https://zoom.us/p/x', null)).toBe('https://zoom.us/p/x');
});

test('a file’s row has every field of its telling, texts cut to the column', () => {
  expect(recordingDetails(run({ topic: 'x'.repeat(300) }), file())).toEqual({
    instanceUuid: '/aB//c==',
    fileType: 'MP4',
    fileExtension: 'MP4',
    recordingType: 'active_speaker',
    fileSize: 123,
    recordingStart: new Date('2026-03-02T10:00:00Z'),
    recordingEnd: new Date('2026-03-02T11:00:00Z'),
    topic: 'x'.repeat(255),
    playUrl: 'https://zoom.us/rec/play/x?pwd=pa%20ss',
    downloadUrl: 'https://zoom.us/rec/download/x',
    passcode: '123456',
  });
});

test('a file is done unless Zoom says that it works on it', () => {
  expect(toldState(file({ status: 'processing' }))).toBe('processing');
  expect(toldState(file({ status: null }))).toBe('completed');
});

const standing: fc.Arbitrary<RecordingStanding> = fc.record({
  state: fc.constantFrom('processing', 'completed', 'trashed', 'deleted'),
  stateAt: fc.integer({ min: 0, max: 6 }),
});

describe('the state of a file', () => {
  const story = (...tellings: [RecordingStanding['state'], number][]) =>
    tellings
      .map(([state, stateAt]) => ({ state, stateAt }))
      .reduce((known, told) => heardOf(known, told)).state;

  test('is the newest that was told; trash may be left again, deletion may not', () => {
    expect(story(['processing', 1], ['completed', 2])).toBe('completed');
    expect(story(['completed', 2], ['processing', 3])).toBe('completed');
    expect(story(['completed', 1], ['trashed', 2], ['completed', 3])).toBe('completed');
    expect(story(['completed', 3], ['trashed', 2], ['completed', 1])).toBe('completed');
    expect(story(['trashed', 5], ['completed', 1])).toBe('trashed');
    expect(story(['deleted', 1], ['completed', 9], ['trashed', 10])).toBe('deleted');
    expect(story(['trashed', 4], ['completed', 4])).toBe('trashed');
  });

  test('is the same for every order and repetition of what was told', () => {
    fc.assert(
      fc.property(
        fc.array(standing, { minLength: 1, maxLength: 8 }),
        fc.infiniteStream(fc.nat()),
        (tellings, picks) => {
          const inOrder = tellings.reduce(heardOf);
          const many = [...tellings, ...tellings];
          const shuffled: RecordingStanding[] = [];
          while (many.length > 0) {
            shuffled.push(...many.splice(Number(picks.next().value) % many.length, 1));
          }
          expect(shuffled.reduce(heardOf)).toEqual(inOrder);
        }
      ),
      { numRuns: 2000 }
    );
  });
});

test('details: newer tellings replace, older ones fill in, none takes away', () => {
  const at = (detailsAt: number, changes: Partial<RecordingFile>, topic: string): KnownDetails => ({
    detailsAt,
    details: recordingDetails(run({ topic }), file(changes)),
  });
  const known = at(5, { downloadUrl: null, fileSize: 7 }, 'New');
  const older = mergeDetails(known, at(2, { fileSize: 9 }, 'Old'));
  expect(older.detailsAt).toBe(5);
  expect(older.details).toMatchObject({
    topic: 'New',
    fileSize: 7,
    downloadUrl: 'https://zoom.us/rec/download/x',
  });
  const back = { ...at(9, {}, 'Back'), detailsAt: 9 };
  back.details = { ...back.details, playUrl: 'https://zoom.us/rec/play/x', passcode: null };
  expect(mergeDetails(known, back).details).toMatchObject({
    playUrl: 'https://zoom.us/rec/play/x?pwd=pa%20ss',
    passcode: '123456',
  });
  const newer = mergeDetails(known, at(9, { fileSize: null }, 'Newest'));
  expect(newer.details).toMatchObject({ topic: 'Newest', fileSize: 7 });
});

test('ready is what is released and done', () => {
  expect(isReady({ state: 'completed', isReleased: true })).toBe(true);
  expect(isReady({ state: 'completed', isReleased: false })).toBe(false);
  expect(isReady({ state: 'processing', isReleased: true })).toBe(false);
});
