import { createSecretBox } from '../../../server/src/settings/secret-box';

const noStrapiKey = { encrypt: () => null, decrypt: () => null };
const withKey = (encryptionKey: string) =>
  createSecretBox({ encryptionKey, strapiEncryption: noStrapiKey });

describe('with a key of its own', () => {
  const box = withKey('correct horse battery staple');

  it.each(['s3cret', 'ünïcode ✓', 'x'.repeat(5000)])('opens what it sealed', (plain) => {
    const sealed = box.seal(plain) ?? '';
    expect(sealed).toMatch(/^v1:[0-9a-f]{32}:[0-9a-f]+:[0-9a-f]{32}$/);
    expect(sealed).not.toContain(plain);
    expect(box.open(sealed)).toBe(plain);
  });

  it('seals the same text differently each time', () => {
    expect(box.seal('a')).not.toBe(box.seal('a'));
  });

  it('does not open what another key sealed', () => {
    expect(withKey('another').open(box.seal('s3cret') ?? '')).toBeNull();
  });

  it('does not open what was changed', () => {
    const [version, iv, ciphertext = '', tag = ''] = (box.seal('s3cret') ?? '').split(':');
    const flipped = (hex: string) => (hex.startsWith('0') ? '1' : '0') + hex.slice(1);
    expect(box.open([version, iv, flipped(ciphertext), tag].join(':'))).toBeNull();
    expect(box.open([version, iv, ciphertext, flipped(tag)].join(':'))).toBeNull();
    expect(box.open([version, iv, ciphertext, tag.slice(0, 8)].join(':'))).toBeNull();
  });

  it.each(['', 'v1', 'v2:00:00:00', 'v1:zz:zz:zz', 'not sealed at all'])(
    'does not open %j',
    (sealed) => expect(box.open(sealed)).toBeNull()
  );
});

describe('with Strapi’s key', () => {
  it('uses Strapi’s service', () => {
    const box = createSecretBox({
      encryptionKey: undefined,
      strapiEncryption: { encrypt: (plain) => `[${plain}]`, decrypt: (text) => text.slice(1, -1) },
    });
    expect(box.seal('a')).toBe('[a]');
    expect(box.open('[a]')).toBe('a');
  });

  it('seals nothing while Strapi has no key', () => {
    const box = createSecretBox({ encryptionKey: undefined, strapiEncryption: noStrapiKey });
    expect(box.seal('a')).toBeNull();
  });

  it('takes a text that Strapi finds malformed as unreadable', () => {
    const decrypt = (): string => {
      throw new Error('Unsupported encryption version');
    };
    const strapiEncryption = { encrypt: () => null, decrypt };
    expect(createSecretBox({ encryptionKey: undefined, strapiEncryption }).open('x')).toBeNull();
  });
});
