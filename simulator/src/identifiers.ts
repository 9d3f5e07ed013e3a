import { randomBytes, randomInt, randomUUID } from 'node:crypto';

/** Scheduled and instant meetings have numbers of 11 digits, personal rooms of 10. */
export function newMeetingNumber(isTaken: (id: number) => boolean): number {
  for (;;) {
    const id = 80_000_000_000 + randomInt(0, 9_999_999_999);
    if (!isTaken(id)) return id;
  }
}

/**
 * Sixteen bytes in base64. Every fourth starts with `/` and every other fourth contains `//`,
 * because a path must encode exactly those twice and clients tend to forget it.
 */
export function createUuidSource(): () => string {
  let made = 0;
  return () => {
    made += 1;
    const plain = randomBytes(16).toString('base64').replaceAll('/', 'A');
    if (made % 4 === 2) return `/${plain.slice(1)}`;
    if (made % 4 === 0) return `${plain.slice(0, 5)}//${plain.slice(7)}`;
    return plain;
  };
}

/** The value of `x-zm-trackingid`, which Zoom sends with every answer. */
export function newTrackingId(): string {
  return `v=2.0;clid=us06;rid=WEB_${randomBytes(16).toString('hex')}`;
}

/** Zoom writes webhook request ids as uuids with underscores. */
export function newWebhookRequestId(): string {
  return randomUUID().replaceAll('-', '_');
}

/** Identifies one participant for one meeting, in upper case as on the wire. */
export function newParticipantUuid(): string {
  return randomUUID().toUpperCase();
}

/** A string shaped like a signed token; nothing can be read from it and nobody verifies it. */
export function newOpaqueToken(): string {
  const header = Buffer.from('{"alg":"HS512","v":"2.0"}').toString('base64url');
  return `${header}.${randomBytes(48).toString('base64url')}.${randomBytes(32).toString('base64url')}`;
}

/** Of a registration: 22 characters, as of users. */
export function newRegistrantId(): string {
  return randomBytes(16).toString('base64url');
}

export function newPageToken(): string {
  return randomBytes(24).toString('base64url');
}

/** `pwd` of a join link: an encrypted passcode with a version behind the dot. */
export function newEncryptedPasscode(): string {
  return `${randomBytes(24).toString('base64url').replaceAll('-', 'x')}.1`;
}
