import { z } from 'zod';

import { say } from './sentences';
import { JOIN_AUDIENCES, type JoinAudience } from './choices';
import { EMAIL_ADDRESS } from './caller-user';

const AUDIENCE = say('field.oneOf', { choices: JOIN_AUDIENCES.join(', ') });
const minutes = (max: number) => {
  const message = say('field.minutes', { min: 0, max });
  return z.number(message).int(message).min(0, message).max(max, message);
};
const flag = z.boolean(say('field.flag'));

/** The part `join` of `PUT /zoom/settings`: partial, what is absent stays. */
export const joinUpdateSchema = z.strictObject({
  who: z.enum(JOIN_AUDIENCES, AUDIENCE).optional(),
  /** At most 30 days. */
  opensMinutesBefore: minutes(43_200).optional(),
  /** At most a day. */
  closesMinutesAfter: minutes(1440).optional(),
  logUses: flag.optional(),
});
export type JoinUpdate = z.infer<typeof joinUpdateSchema>;

/** Who may join, and when. */
export type JoinSettings = {
  who: JoinAudience;
  /** How long before the planned start the link is given, in minutes. */
  opensMinutesBefore: number;
  /** How long after the planned end it is still given, in minutes. */
  closesMinutesAfter: number;
  /** Whether each link, signature and start link that is given is told in the server's log. */
  logUses: boolean;
};

export const DEFAULT_JOIN: JoinSettings = {
  who: 'anyone-who-may-read',
  opensMinutesBefore: 15,
  closesMinutesAfter: 30,
  logUses: false,
};

/** Answers of `…/join`: `open` and `live` carry the link. */
export const JOIN_STATES = [
  'open',
  'too-early',
  'live',
  'ended',
  'cancelled',
  'not-permitted',
] as const;
export type JoinState = (typeof JOIN_STATES)[number];

/** Answer of `GET` and `POST /api/zoom/meetings/:documentId/join`. */
export type JoinAnswer = {
  state: JoinState;
  /** A bearer secret; the registrant's own where Zoom gave one. */
  joinUrl?: string;
  /** From when on the link is given (ISO), where the meeting has a time. */
  opensAt?: string;
  /** Until when (ISO). */
  closesAt?: string;
  /** Why there is no link, in words for a visitor; null where there is one. */
  reason: string | null;
};

/**
 * Body of `POST /api/zoom/meetings/:documentId/join` and `…/start-url`. `user` is read by whoever
 * knows the caller: an API token alone may send it.
 */
export const joinBodySchema = z.strictObject({ user: z.unknown().optional() });

/** Zoom shows no more of a name. */
const name = z
  .string(say('field.name'))
  .trim()
  .min(1, say('field.empty'))
  .max(64, say('field.atMostCharacters', { max: 64 }));
const email = z
  .string(say('field.email'))
  .trim()
  .max(128, say('field.atMostCharacters', { max: 128 }))
  .regex(EMAIL_ADDRESS, say('field.email'));

/** Roles of the Meeting SDK: 0 takes part, 1 hosts. */
export const SDK_ROLES = [0, 1] as const;
export type SdkRole = (typeof SDK_ROLES)[number];

/** Body of `POST /api/zoom/meetings/:documentId/signature`. */
export const signatureBodySchema = z.strictObject({
  /** 1 asks to host, which needs the permission `meeting.startUrl`. */
  role: z.literal(SDK_ROLES, 'must be 0 or 1').optional(),
  /** As in `joinBodySchema`. */
  user: z.unknown().optional(),
  /** What a visitor without a log-in says of themselves: shown, never believed. */
  guest: z.strictObject({ name: name.optional(), email: email.optional() }).optional(),
});
export type SignatureBody = z.output<typeof signatureBodySchema>;

/** Answer of `POST /api/zoom/meetings/:documentId/signature`: what the Meeting SDK's `join` asks for. */
export type SignatureAnswer = {
  signature: string;
  sdkKey: string;
  meetingNumber: string;
  password: string;
  userName: string;
  userEmail: string;
  /** Gives the person back in attendance; it means nothing to anybody else. */
  customerKey: string;
  /** The token of a personal join link, where Zoom registers the meeting's participants. */
  tk?: string;
  /** Signs its bearer in as the host: for role 1 alone. */
  zak?: string;
};
