import { missingScopes, SCOPES } from '../../../server/src/zoom';

const granular = SCOPES.map((scope) => scope.granular);
const CLASSIC = [
  'meeting:read:admin',
  'meeting:write:admin',
  'user:read:admin',
  'report:read:admin',
  'recording:read:admin',
  'recording:write:admin',
];

describe('the missing scopes', () => {
  it('are none with all granular ones, or with the classic ones', () => {
    expect(missingScopes(granular)).toEqual([]);
    expect(missingScopes(CLASSIC)).toEqual([]);
    expect(missingScopes(CLASSIC.map((scope) => scope.replace(':admin', ':master')))).toEqual([]);
  });

  it('are all of them for an app without scopes', () => {
    expect(missingScopes([])).toEqual(SCOPES);
  });

  it('are named in both spellings, with the feature', () => {
    const granted = granular.filter((scope) => scope !== 'meeting:update:meeting:admin');
    expect(missingScopes(granted)).toEqual([
      {
        classic: 'meeting:write:admin',
        granular: 'meeting:update:meeting:admin',
        feature: 'changing meetings when their session changes',
        required: true,
      },
    ]);
  });

  it('are not covered by the scopes of a user’s own app, nor by another family’s', () => {
    expect(missingScopes(['meeting:write:meeting', 'meeting:write'])).toEqual(SCOPES);
    const missing = missingScopes(['meeting:write:admin']);
    expect(missing).toEqual(SCOPES.filter(({ classic }) => classic !== 'meeting:write:admin'));
    expect(new Set(missing.map(({ classic }) => classic))).toEqual(
      new Set(CLASSIC.filter((classic) => classic !== 'meeting:write:admin'))
    );
  });
});
