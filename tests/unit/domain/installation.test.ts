import fc from 'fast-check';

import { attachment, type Installation } from '../../../server/src/domain/installation';

const bound: Installation = {
  environment: 'production',
  id: null,
  urlHash: 'url-1',
  keysHash: 'keys-1',
};
const kindOf = (present: Partial<Installation>, was: Partial<Installation> = {}) =>
  attachment({ ...bound, ...was }, { ...bound, ...present }).kind;

describe('whose meetings a database has', () => {
  it('are ours where nothing changed', () => {
    expect(attachment(bound, bound)).toEqual({ kind: 'attached' });
  });

  it('are not ours under another NODE_ENV, whatever else agrees', () => {
    expect(kindOf({ environment: 'development' })).toBe('detached');
    expect(kindOf({ environment: 'staging', id: 'a' }, { id: 'a' })).toBe('detached');
  });

  it('are told by the configured id where both have one', () => {
    expect(kindOf({ id: 'school-b' }, { id: 'school-a' })).toBe('detached');
    expect(kindOf({ id: 'a', urlHash: 'url-2', keysHash: 'keys-2' }, { id: 'a' })).toBe('attached');
  });

  it('stay ours when an id is given or taken away in place', () => {
    expect(kindOf({ id: 'a' })).toBe('attached');
    expect(kindOf({}, { id: 'a' })).toBe('attached');
  });

  it('survive a new address or new keys, not both at once', () => {
    expect(kindOf({ urlHash: 'url-2' })).toBe('attached');
    expect(kindOf({ keysHash: 'keys-2' })).toBe('attached');
    expect(kindOf({ urlHash: 'url-2', keysHash: 'keys-2' })).toBe('detached');
  });

  it('are told by the keys alone where an address is unset, now or when bound', () => {
    expect(kindOf({ urlHash: null, keysHash: 'keys-2' })).toBe('detached');
    expect(kindOf({ keysHash: 'keys-2' }, { urlHash: null })).toBe('detached');
    expect(kindOf({ urlHash: null })).toBe('attached');
  });

  it('are said to be another’s in words that name both', () => {
    expect(attachment({ ...bound, id: 'a' }, { ...bound, id: 'b' })).toEqual({
      kind: 'detached',
      because: expect.stringMatching(/belongs to "a", this is "b".*Nothing is sent to Zoom/),
      boundTo: 'production (a)',
    });
  });

  it('are never another’s to a restart, and never change hands both ways', () => {
    const hash = fc.constantFrom('1', '2');
    const any: fc.Arbitrary<Installation> = fc.record({
      environment: fc.constantFrom('production', 'staging'),
      id: fc.option(hash, { nil: null }),
      urlHash: fc.option(hash, { nil: null }),
      keysHash: hash,
    });
    fc.assert(
      fc.property(any, any, (one, other) => {
        expect(attachment(one, one).kind).toBe('attached');
        expect(attachment(one, other).kind).toBe(attachment(other, one).kind);
      })
    );
  });
});
