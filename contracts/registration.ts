import { z } from 'zod';

import { say } from './sentences';
import { APPROVALS, REGISTRATION_STATES, type RegistrationState } from './choices';
import { EMAIL_ADDRESS } from './caller-user';
import { pageQuery } from './page';

/** Who made a registration: a visitor's form, an account of the site, an editor, or Zoom's own page. */
export const REGISTRATION_SOURCES = ['form', 'account', 'editor', 'zoom'] as const;
export type RegistrationSource = (typeof REGISTRATION_SOURCES)[number];

/** Zoom takes no more for one meeting [Meetings API, "Add a meeting registrant"]. */
export const ZOOM_MOST_REGISTRANTS = 4999;

const whole = (min: number, max: number) => {
  const message = say('field.wholeNumber', { min, max });
  return z.number(message).int(message).min(min, message).max(max, message);
};
/** Seats; `null`: as many as come. */
export const capacitySchema = whole(1, 100_000).nullable();

/** The part `registration` of `PUT /zoom/settings`: partial, what is absent stays. */
export const registrationUpdateSchema = z.strictObject({
  /** Whether visitors may register at all. */
  open: z.boolean(say('field.flag')).optional(),
  /** From how many days before the start; `null`: as soon as the session is published. */
  opensDaysBefore: whole(1, 365).nullable().optional(),
  /** Until how many minutes before the start. */
  closesMinutesBefore: whole(0, 43_200).optional(),
  capacity: capacitySchema.optional(),
  approval: z.enum(APPROVALS, say('field.oneOf', { choices: APPROVALS.join(', ') })).optional(),
  /** Whether registrants get a mail; its texts are the notices `registered` and `registrationReceived`. */
  confirmByEmail: z.boolean(say('field.flag')).optional(),
  /** Whether Zoom lets registrants in only, each by a link of their own. For sessions published from then on. */
  withZoom: z.boolean(say('field.flag')).optional(),
});
export type RegistrationUpdate = z.infer<typeof registrationUpdateSchema>;

export type RegistrationSettings = {
  open: boolean;
  opensDaysBefore: number | null;
  closesMinutesBefore: number;
  capacity: number | null;
  approval: (typeof APPROVALS)[number];
  confirmByEmail: boolean;
  withZoom: boolean;
};

export const DEFAULT_REGISTRATION: RegistrationSettings = {
  open: false,
  opensDaysBefore: null,
  closesMinutesBefore: 0,
  capacity: null,
  approval: 'automatic',
  confirmByEmail: false,
  withZoom: false,
};

const email = z
  .string(say('field.email'))
  .trim()
  .max(128, say('field.atMostCharacters', { max: 128 }))
  .regex(EMAIL_ADDRESS, say('field.email'));
const name = z
  .string(say('field.name'))
  .trim()
  .max(64, say('field.atMostCharacters', { max: 64 }));

const MOST_ANSWERS = 30;
const answer = z.union(
  [z.string().max(1000), z.number(), z.boolean(), z.array(z.string().max(200)).max(30)],
  'must be a text of at most 1000 characters, a number, true or false, or a list of texts'
);

/** What a form asked besides: by question, kept as it was answered. */
export const answersSchema = z
  .record(z.string().min(1).max(100), answer, 'must be an object of questions and answers')
  .refine((all) => Object.keys(all).length <= MOST_ANSWERS, {
    message: `must not have more than ${MOST_ANSWERS} answers`,
  });
export type Answers = z.infer<typeof answersSchema>;

/**
 * Body of `POST /api/zoom/meetings/:documentId/registrants`. Lengths are Zoom's ("Add a meeting
 * registrant"). `website` is a field that people do not see and programs fill in.
 */
export const registrationBodySchema = z.strictObject({
  email: email.optional(),
  firstName: name.min(1, say('field.empty')).optional(),
  lastName: name.nullish(),
  answers: answersSchema.optional(),
  website: z.string().max(1000).nullish(),
  /** From an API token only; read by `readCaller`. */
  user: z.unknown().optional(),
});
export type RegistrationBody = z.infer<typeof registrationBodySchema>;

/** Body of `POST …/registrants/me` and `…/registrants/cancel`. */
export const ownRegistrationBodySchema = z.strictObject({ user: z.unknown().optional() });

/** What a guest is told: the same for everybody, whatever was known of the address before. */
export type RegistrationReceived = {
  accepted: true;
  /** `manual`: a person decides; the address hears of it by mail where mails are switched on. */
  approval: RegistrationSettings['approval'];
};

/** One's own registration. The join link is asked for at `GET …/join`, when the time has come. */
export type OwnRegistration = {
  documentId: string;
  state: RegistrationState;
  email: string;
  firstName: string | null;
  lastName: string | null;
  answers: Answers | null;
  registeredAt: string | null;
};

/** `GET /api/zoom/meetings/:documentId/registration`: whether one can register now. */
export type RegistrationOffer = {
  state: 'open' | 'full' | 'too-early' | 'closed';
  opensAt: string | null;
  closesAt: string | null;
  approval: RegistrationSettings['approval'];
  /** In words that a visitor may read; null where it is open. */
  reason: string | null;
};

const documentId = z.string('must be a documentId').trim().min(1, 'must be a documentId').max(255);
const stateFilter = z
  .enum(REGISTRATION_STATES, say('field.oneOf', { choices: REGISTRATION_STATES.join(', ') }))
  .optional();

/** Query of `GET /zoom/registrants`, and with `search` the body of `POST /zoom/registrants/search`. */
export const registrantQuerySchema = z.object({
  ...pageQuery,
  meeting: documentId,
  state: stateFilter,
});
/** A search may be an address, and servers log the addresses of requests: it travels in a body. */
export const registrantSearchSchema = registrantQuerySchema.extend({
  search: z.string(say('field.text')).trim().max(128).optional(),
});
export type RegistrantSearch = z.infer<typeof registrantSearchSchema>;

/** Query of `GET /zoom/registrants/export`. */
export const registrantExportSchema = z.object({ meeting: documentId, state: stateFilter });

/** Query of `GET /zoom/registrants/summary`. */
export const registrationSummarySchema = z.object({ meeting: documentId });

/** Body of `PUT /zoom/registrants/capacity`: `null` as the settings say. */
export const meetingCapacityBodySchema = z.strictObject({
  meeting: documentId,
  capacity: capacitySchema,
});

/** Body of `POST /zoom/registrants`: an editor adds somebody, whatever time and seats say. */
export const registrantBodySchema = z.strictObject({
  /** The meeting's `documentId`. */
  meeting: documentId,
  email,
  firstName: name.nullish(),
  lastName: name.nullish(),
  answers: answersSchema.optional(),
});
export type RegistrantBody = z.infer<typeof registrantBodySchema>;

/** What an editor, or the person, decides of a registration. */
export const REGISTRATION_DECISIONS = ['approve', 'deny', 'cancel'] as const;
export type RegistrationDecision = (typeof REGISTRATION_DECISIONS)[number];

/** How far a registration has come in Zoom; `none` where Zoom has nothing to do with it. */
export const ZOOM_REGISTRATIONS = ['none', 'waiting', 'registered', 'refused', 'removed'] as const;

/** One row of `GET /zoom/registrants`: never a link. */
export type RegistrantEntry = {
  documentId: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
  state: RegistrationState | null;
  source: RegistrationSource | null;
  answers: Answers | null;
  zoom: {
    state: (typeof ZOOM_REGISTRATIONS)[number];
    /** Why it waits or was refused, in an editor's words. */
    note: string | null;
  };
  createdAt: string | null;
};

/** Answer of `GET /zoom/registrants/summary`, inside `data`. */
export type RegistrationSummary = {
  offer: RegistrationOffer;
  counts: Record<RegistrationState, number>;
  /** Seats in force; null: no limit. */
  capacity: number | null;
  /** The meeting's own number of seats; null: as the settings say. */
  ownCapacity: number | null;
  /** Whether Zoom lets registrants in only. */
  isInZoom: boolean;
};
