import fc from 'fast-check';

import { nextTimezone, shownTimezone } from '../../../server/src/domain/timezone-fallback';

describe('a zone name that Zoom refuses', () => {
  it('is tried under its older spelling, then as UTC, then not at all', () => {
    const first = nextTimezone('Europe/Kyiv', undefined);
    expect(first).toEqual({ wanted: 'Europe/Kyiv', shown: 'Europe/Kiev' });
    const second = nextTimezone('Europe/Kyiv', first ?? undefined);
    expect(second).toEqual({ wanted: 'Europe/Kyiv', shown: 'UTC' });
    expect(nextTimezone('Europe/Kyiv', second ?? undefined)).toBeNull();
  });

  it('is tried under its newer spelling too', () => {
    expect(nextTimezone('Asia/Calcutta', undefined)?.shown).toBe('Asia/Kolkata');
  });

  it('without an alias is UTC at once', () => {
    expect(nextTimezone('America/Ciudad_Juarez', undefined)?.shown).toBe('UTC');
  });

  it('gives up where UTC itself was refused', () => {
    expect(nextTimezone('UTC', undefined)).toBeNull();
  });

  it('starts anew for another zone', () => {
    const ofKyiv = { wanted: 'Europe/Kyiv', shown: 'UTC' };
    expect(shownTimezone('Europe/Paris', ofKyiv)).toBe('Europe/Paris');
    expect(nextTimezone('Europe/Paris', ofKyiv)).toEqual({ wanted: 'Europe/Paris', shown: 'UTC' });
  });

  it('always ends, within three tries, by names that are all different', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'), 'Etc/UTC', 'UTC');
    fc.assert(
      fc.property(zones, (wanted) => {
        const tried = [wanted];
        let fallback = nextTimezone(wanted, undefined);
        while (fallback && tried.length < 10) {
          tried.push(shownTimezone(wanted, fallback));
          fallback = nextTimezone(wanted, fallback);
        }
        expect(tried.length).toBeLessThanOrEqual(3);
        expect(new Set(tried).size).toBe(tried.length);
        expect(tried.at(-1)).toBe('UTC');
      })
    );
  });
});
