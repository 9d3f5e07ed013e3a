import { createHmac } from 'node:crypto';

/** `x-zm-signature` over the very bytes that travel: developers.zoom.us/docs/api/webhooks. */
export function signWebhook(signed: {
  secret: string;
  timestampSeconds: number;
  rawBody: string;
}): string {
  const { secret, timestampSeconds, rawBody } = signed;
  return `v0=${hmac(secret, `v0:${timestampSeconds}:${rawBody}`)}`;
}

/** What a receiver must answer to `endpoint.url_validation`. */
export function encryptPlainToken(secret: string, plainToken: string): string {
  return hmac(secret, plainToken);
}

function hmac(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text, 'utf8').digest('hex');
}
