import fc from 'fast-check';

import { toMeetingPathSegment } from '../../../server/src/zoom';

/** How many times the segment has to be decoded to give the UUID back. */
const decodings = (uuid: string): number => {
  let text = toMeetingPathSegment(uuid);
  for (let times = 0; times < 4; times += 1) {
    if (text === uuid) return times;
    text = decodeURIComponent(text);
  }
  return -1;
};

describe('a meeting in a path', () => {
  it.each([
    ['83320363126', '83320363126'],
    ['4444AAAiAAAAAiAiAiiAii==', '4444AAAiAAAAAiAiAiiAii%3D%3D'],
    ['FgWHPqBhTvKVCqOpNMNa/A==', 'FgWHPqBhTvKVCqOpNMNa%2FA%3D%3D'],
    ['a+b/c==', 'a%2Bb%2Fc%3D%3D'],
    ['/ab//c==', '%252Fab%252F%252Fc%253D%253D'],
    ['/abc==', '%252Fabc%253D%253D'],
    ['ab//c==', 'ab%252F%252Fc%253D%253D'],
  ])('%s is written %s', (idOrUuid, segment) => {
    expect(toMeetingPathSegment(idOrUuid)).toBe(segment);
  });

  it('is one segment that gives the UUID back, decoded twice only where Zoom asks for it', () => {
    const uuid = fc
      .uint8Array({ minLength: 16, maxLength: 16 })
      .map((bytes) => Buffer.from(bytes).toString('base64'));
    const slashed = uuid.map((text) => `/${text.slice(1, 9)}//${text.slice(11)}`);
    fc.assert(
      fc.property(fc.oneof(uuid, slashed), (text) => {
        expect(toMeetingPathSegment(text)).not.toMatch(/[/?#+=]/);
        expect(decodings(text)).toBe(text.startsWith('/') || text.includes('//') ? 2 : 1);
      })
    );
  });
});
