import fc from 'fast-check';

import { plannedEnd, planVersion } from '../../../server/src/domain/session';

const version = (locale: string | null, id: number) => ({ locale, id });

describe('the version that counts', () => {
  it('is the default locale’s, wherever it stands', () => {
    const versions = [version('fr', 1), version('en', 9), version('de', 3)];
    expect(planVersion(versions, 'en')).toEqual(version('en', 9));
  });

  it('is the first published one where the default locale is not published', () => {
    expect(planVersion([version('fr', 7), version('de', 3)], 'en')).toEqual(version('de', 3));
  });

  it('is the only one of a type without locales', () => {
    expect(planVersion([version(null, 4)], null)).toEqual(version(null, 4));
    expect(planVersion([version(null, 4)], 'en')).toEqual(version(null, 4));
  });

  it('is none where nothing is published: only then is a meeting cancelled', () => {
    expect(planVersion([], 'en')).toBeNull();
    const locale = fc.constantFrom('en', 'fr', 'de', null);
    const versions = fc.array(fc.record({ locale, id: fc.nat() }), { minLength: 1 });
    fc.assert(
      fc.property(versions, locale, (published, defaultLocale) => {
        expect(planVersion(published, defaultLocale)).not.toBeNull();
      })
    );
  });

  it('does not hang on the order in which the database gives them', () => {
    const versions = [version('fr', 7), version('de', 3), version('it', 5)];
    expect(planVersion([...versions].reverse(), 'en')).toEqual(planVersion(versions, 'en'));
  });
});

describe('the planned end', () => {
  it('is a number of minutes later, through a change to summer time too', () => {
    expect(plannedEnd(new Date('2026-03-29T00:30:00Z'), 90).toISOString()).toBe(
      '2026-03-29T02:00:00.000Z'
    );
  });
});
