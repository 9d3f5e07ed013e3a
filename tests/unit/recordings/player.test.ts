import { zoomLinkAt } from '../../../server/src/recordings/browser/player';

const START = Date.parse('2026-03-02T10:00:00Z');

describe('zoomLinkAt', () => {
  test('begins at the second, beside what the link carries', () => {
    expect(zoomLinkAt('https://zoom.us/rec/play/abc?pwd=x%20y', START, 65)).toBe(
      `https://zoom.us/rec/play/abc?pwd=x+y&startTime=${START + 65_000}`
    );
  });

  test('is the link as it is at the beginning, without a start, or for what is no address', () => {
    const link = 'https://zoom.us/rec/play/abc';
    expect(zoomLinkAt(link, START, 0)).toBe(link);
    expect(zoomLinkAt(link, null, 65)).toBe(link);
    expect(zoomLinkAt('nothing', START, 65)).toBe('nothing');
  });
});
