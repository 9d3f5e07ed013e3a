import { sign } from 'jsonwebtoken';

/**
 * What Zoom takes: Meeting SDK, "Authorize", JWT payload. Seconds.
 * - `shortest`, `longest`: from `iat` to `exp` and `tokenExp`.
 * - `lead`: how far `iat` lies back, so that a clock behind ours does not see the future.
 */
export const SDK_LIMITS = { shortest: 1800, longest: 172_800, usual: 7200, lead: 30 } as const;

export type SdkJoin = {
  /** Client id of the Zoom app that has the Meeting SDK. */
  sdkKey: string;
  sdkSecret: string;
  /** Digits. */
  meetingNumber: string;
  /** 0 takes part, 1 hosts. */
  role: 0 | 1;
  /** `iat`, in Unix seconds. */
  issuedAt: number;
  /** From `iat` until the signature is no longer good, in seconds. */
  lifetimeSeconds: number;
};

/**
 * The signature with which a browser joins one meeting in one role: a JWT, HS256. Who has it is let
 * in, so sign only after the policy was asked.
 *
 * @throws RangeError for a lifetime that Zoom refuses, or a number that is none.
 */
export const signSdkJoin = (join: SdkJoin): string => {
  const { sdkKey, sdkSecret, meetingNumber, role, issuedAt, lifetimeSeconds } = join;
  if (!/^\d{9,12}$/.test(meetingNumber)) {
    throw new RangeError('a meeting number is 9 to 12 digits');
  }
  if (lifetimeSeconds < SDK_LIMITS.shortest || lifetimeSeconds > SDK_LIMITS.longest) {
    const { shortest, longest } = SDK_LIMITS;
    throw new RangeError(`a signature lasts ${shortest} to ${longest} seconds`);
  }
  const expiresAt = issuedAt + lifetimeSeconds;
  const payload = {
    appKey: sdkKey,
    sdkKey,
    mn: meetingNumber,
    role,
    iat: issuedAt,
    exp: expiresAt,
    tokenExp: expiresAt,
    video_webrtc_mode: 1,
  };
  return sign(payload, sdkSecret, { algorithm: 'HS256' });
};
