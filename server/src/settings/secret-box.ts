import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Strapi's `admin::encryption` service. */
export type StrapiEncryption = {
  /** Null where `admin.secrets.encryptionKey` is not set. */
  encrypt(plain: string): string | null;
  /** Null where the key is another or the text was changed; throws on a malformed text. */
  decrypt(sealed: string): string | null;
};

export type SecretBox = {
  /** The text encrypted for the database; null while no encryption key is configured. */
  seal(plain: string): string | null;
  /** The plain text; null where it no longer decrypts. */
  open(sealed: string): string | null;
};

const ALGORITHM = 'aes-256-gcm';
const VERSION = 'v1';
const IV_BYTES = 16;
const TAG_BYTES = 16;

/** `v1:iv:ciphertext:tag` in hexadecimal: the shape of Strapi's own service. */
const boxWithOwnKey = (encryptionKey: string): SecretBox => {
  const key = createHash('sha256').update(encryptionKey).digest();
  return {
    seal: (plain) => {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES });
      const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return [VERSION, ...[iv, sealed, cipher.getAuthTag()].map((b) => b.toString('hex'))].join(
        ':'
      );
    },
    open: (sealed) => {
      const [version, iv, ciphertext, tag] = sealed.split(':');
      if (version !== VERSION || !iv || !ciphertext || !tag) return null;
      try {
        const decipher = createDecipheriv(ALGORITHM, key, Buffer.from(iv, 'hex'), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAuthTag(Buffer.from(tag, 'hex'));
        const opened = [decipher.update(Buffer.from(ciphertext, 'hex')), decipher.final()];
        return Buffer.concat(opened).toString('utf8');
      } catch {
        return null;
      }
    },
  };
};

const boxWithStrapisKey = (encryption: StrapiEncryption): SecretBox => ({
  seal: (plain) => encryption.encrypt(plain),
  open: (sealed) => {
    try {
      return encryption.decrypt(sealed);
    } catch {
      return null;
    }
  },
});

/**
 * Encrypts secrets at rest: with the plugin's own `encryptionKey` where one is configured, else
 * with Strapi's.
 */
export const createSecretBox = (keys: {
  encryptionKey: string | undefined;
  strapiEncryption: StrapiEncryption;
}): SecretBox =>
  keys.encryptionKey ? boxWithOwnKey(keys.encryptionKey) : boxWithStrapisKey(keys.strapiEncryption);
