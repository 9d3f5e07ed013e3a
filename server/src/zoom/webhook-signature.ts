import { createHmac, timingSafeEqual } from 'node:crypto';

type Signed = {
  /** The app's "Secret Token" in Zoom's Marketplace. */
  secretToken: string;
  /** The header `x-zm-request-timestamp` as it came: unix seconds as text. */
  timestamp: string;
  /** The body's bytes as they came over the wire; never JSON that was read and written again. */
  rawBody: Buffer | string;
};

/**
 * The `x-zm-signature` of a webhook: `v0=` and the HMAC-SHA256 of `v0:<timestamp>:<body>` in hex.
 * Source: Zoom, "Using webhooks", verify with Zoom's header.
 */
export const signWebhook = ({ secretToken, timestamp, rawBody }: Signed): string => {
  const mac = createHmac('sha256', secretToken).update(`v0:${timestamp}:`).update(rawBody);
  return `v0=${mac.digest('hex')}`;
};

/**
 * True where the signature is that of these bytes. The time it takes tells nothing of the right
 * one. An empty secret proves nothing: anyone can sign with it.
 */
export const verifyWebhookSignature = (input: Signed & { signature: string }): boolean => {
  if (input.secretToken === '') return false;
  const right = Buffer.from(signWebhook(input));
  const given = Buffer.from(input.signature);
  return given.length === right.length && timingSafeEqual(given, right);
};

/** The `encryptedToken` that answers `endpoint.url_validation`: HMAC-SHA256 in hex. */
export const encryptPlainToken = ({
  secretToken,
  plainToken,
}: {
  secretToken: string;
  plainToken: string;
}): string => createHmac('sha256', secretToken).update(plainToken).digest('hex');

/**
 * What is probably wrong where a signature does not fit, fit for an admin; null: nothing stands out.
 * It only explains: a secret that would fit without its spaces is refused all the same.
 */
export const explainWrongSignature = (input: Signed & { signature: string }): string | null => {
  const trimmed = input.secretToken.trim();
  if (trimmed !== input.secretToken && verifyWebhookSignature({ ...input, secretToken: trimmed })) {
    return 'the stored secret token has spaces or line breaks around it: enter it again without them';
  }
  if (!/^v0=[0-9a-f]{64}$/.test(input.signature)) {
    return 'x-zm-signature is not of Zoom’s form “v0=” and 64 hexadecimal digits';
  }
  if (/^\d{13}$/.test(input.timestamp)) {
    return 'x-zm-request-timestamp is in milliseconds; Zoom sends seconds';
  }
  if (input.rawBody.length === 0) {
    return 'the body is empty: something before the receiver may have read it';
  }
  return null;
};
