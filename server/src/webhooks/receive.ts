import {
  encryptPlainToken,
  explainWrongSignature,
  verifyWebhookSignature,
} from '../zoom/webhook-signature';
import { URL_VALIDATION, envelopeSchema, urlValidationSchema, type Envelope } from './event-schema';

/** Larger than any body Zoom sends (a recording of many files is some 100 kB). */
export const MAX_BODY_BYTES = 1024 * 1024;
/** Zoom's clock is right: signed further ahead than this, ours is wrong. */
export const MAX_AHEAD_MS = 5 * 60_000;

export const TIMESTAMP_HEADER = 'x-zm-request-timestamp';
export const SIGNATURE_HEADER = 'x-zm-signature';

export type ReceivedBody =
  | { kind: 'bytes'; bytes: Buffer }
  | { kind: 'too-large' }
  /** Something in front of the receiver took the bytes: a signature cannot be checked. */
  | { kind: 'missing' };

export type ReceiverSettings = {
  webhookSecretToken: string | null;
  verifyWebhookSignatures: boolean;
  webhookToleranceMinutes: number;
};

export type Refusal =
  | { kind: 'too-large' }
  | { kind: 'no-raw-body' }
  | { kind: 'no-secret' }
  | { kind: 'missing-headers'; names: string[] }
  /** `because`: what stands out, for the log; the sender is not told. */
  | { kind: 'wrong-signature'; because: string | null }
  | { kind: 'wrong-timestamp' }
  | { kind: 'too-old'; toleranceMinutes: number }
  | { kind: 'clock-behind'; aheadMs: number }
  | { kind: 'not-json' }
  | { kind: 'no-event' }
  | { kind: 'bad-plain-token' };

export type Received =
  | Refusal
  | { kind: 'url-validation'; plainToken: string; encryptedToken: string }
  | { kind: 'event'; envelope: Envelope; isVerified: boolean };

type Headers = Record<string, string | string[] | undefined>;

type Request = {
  body: ReceivedBody;
  /** Names in lower case, as Node gives them. */
  headers: Headers;
  now: Date;
  settings: ReceiverSettings;
};

type Proof = { kind: 'genuine'; secretToken: string } | Refusal;

const headerOf = (headers: Headers, name: string): string => {
  const value = headers[name];
  return (Array.isArray(value) ? value.join(', ') : (value ?? '')).trim();
};

/** Whether Zoom, which alone knows the secret, sent these bytes, and lately. */
const prove = ({ headers, now, settings }: Request, bytes: Buffer): Proof => {
  const secretToken = settings.webhookSecretToken;
  if (!secretToken) return { kind: 'no-secret' };

  const missing = [TIMESTAMP_HEADER, SIGNATURE_HEADER].filter((name) => !headerOf(headers, name));
  if (missing.length > 0) return { kind: 'missing-headers', names: missing };

  const timestamp = headerOf(headers, TIMESTAMP_HEADER);
  const signature = headerOf(headers, SIGNATURE_HEADER);
  const signed = { secretToken, timestamp, rawBody: bytes, signature };
  if (!verifyWebhookSignature(signed)) {
    return { kind: 'wrong-signature', because: explainWrongSignature(signed) };
  }

  if (!/^\d{1,15}$/.test(timestamp)) return { kind: 'wrong-timestamp' };
  const aheadMs = Number(timestamp) * 1000 - now.getTime();
  if (aheadMs > MAX_AHEAD_MS) return { kind: 'clock-behind', aheadMs };
  const toleranceMinutes = settings.webhookToleranceMinutes;
  if (-aheadMs > toleranceMinutes * 60_000) return { kind: 'too-old', toleranceMinutes };
  return { kind: 'genuine', secretToken };
};

/**
 * Bytes that are no UTF-8 become replacement characters: an event that is rightly signed is kept
 * even if a name in it was cut in two. A byte order mark is no part of JSON.
 */
const parseJson = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8').decode(bytes));
  } catch {
    return undefined;
  }
};

const answerValidation = (json: unknown, proof: Proof): Received => {
  // With verification off too: without a right signature this would sign for anyone.
  if (proof.kind !== 'genuine') return proof;
  const parsed = urlValidationSchema.safeParse(json);
  if (!parsed.success) return { kind: 'bad-plain-token' };
  const { plainToken } = parsed.data.payload;
  const { secretToken } = proof;
  return {
    kind: 'url-validation',
    plainToken,
    encryptedToken: encryptPlainToken({ secretToken, plainToken }),
  };
};

/**
 * What a POST to the receiver is: the checks in their order, each with one outcome. Stores nothing.
 * The bytes are proved before they are read as JSON.
 */
export const receive = (request: Request): Received => {
  const { body, settings } = request;
  if (body.kind === 'too-large') return { kind: 'too-large' };
  if (body.kind === 'missing') return { kind: 'no-raw-body' };
  if (body.bytes.length > MAX_BODY_BYTES) return { kind: 'too-large' };

  const proof = prove(request, body.bytes);
  const isVerified = proof.kind === 'genuine';
  if (!isVerified && settings.verifyWebhookSignatures) return proof;

  const json = parseJson(body.bytes);
  if (json === undefined) return { kind: 'not-json' };
  const envelope = envelopeSchema.safeParse(json);
  if (!envelope.success) return { kind: 'no-event' };
  if (envelope.data.event === URL_VALIDATION) return answerValidation(json, proof);
  return { kind: 'event', envelope: envelope.data, isVerified };
};
