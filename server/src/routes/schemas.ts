import { z } from 'zod';

import { callerUserSchema } from '../../../contracts/caller-user';
import { feedViewSchema, newFeedViewSchema } from '../../../contracts/calendar';
import { APPROVALS, REGISTRATION_STATES } from '../../../contracts/choices';
import {
  JOIN_STATES,
  joinBodySchema,
  signatureBodySchema,
  type JoinAnswer,
  type SignatureAnswer,
} from '../../../contracts/join';
import {
  answersSchema,
  ownRegistrationBodySchema,
  REGISTRATION_SOURCES,
  registrationBodySchema,
  type OwnRegistration,
  type RegistrationOffer,
  type RegistrationReceived,
} from '../../../contracts/registration';
import type { ListedMeetingAnswer, MeetingAnswer } from '../integration';

const moment = z.iso.datetime();
const page = z.object({
  page: z.int(),
  pageSize: z.int(),
  pageCount: z.int(),
  total: z.int(),
});
const data = <Schema extends z.ZodType>(schema: Schema) => z.object({ data: schema });
/** Entries of a content type: an app may add attributes to it, and a caller asks for relations. */
const entry = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.looseObject({
    id: z.int(),
    documentId: z.string(),
    ...shape,
    createdAt: moment.nullish(),
    updatedAt: moment.nullish(),
    publishedAt: moment.nullish(),
  });
const listOf = <Schema extends z.ZodType>(schema: Schema) =>
  z.object({ data: z.array(schema), meta: z.object({ pagination: page }) });
const oneOf = <Schema extends z.ZodType>(schema: Schema) =>
  z.object({ data: schema, meta: z.object({}) });

/** Bodies of requests, with the person whom an API token speaks for. */
const user = { user: callerUserSchema.optional() };
export const bodies = {
  join: joinBodySchema.extend(user),
  signature: signatureBodySchema.extend(user),
  registration: registrationBodySchema.extend(user),
  ownRegistration: ownRegistrationBodySchema.extend(user),
};

const join = z.object({
  state: z.enum(JOIN_STATES),
  joinUrl: z.string().optional(),
  opensAt: moment.optional(),
  closesAt: moment.optional(),
  reason: z.string().nullable(),
}) satisfies z.ZodType<JoinAnswer>;

const signature = z.object({
  signature: z.string(),
  sdkKey: z.string(),
  meetingNumber: z.string(),
  password: z.string(),
  userName: z.string(),
  userEmail: z.string(),
  customerKey: z.string(),
  tk: z.string().optional(),
  zak: z.string().optional(),
}) satisfies z.ZodType<SignatureAnswer>;

const ownRegistration = z.object({
  documentId: z.string(),
  state: z.enum(REGISTRATION_STATES),
  email: z.string(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  answers: answersSchema.nullable(),
  registeredAt: moment.nullable(),
}) satisfies z.ZodType<OwnRegistration>;

const registrationReceived = z.object({
  accepted: z.literal(true),
  approval: z.enum(APPROVALS),
}) satisfies z.ZodType<RegistrationReceived>;

const offer = z.object({
  state: z.enum(['open', 'full', 'too-early', 'closed']),
  opensAt: moment.nullable(),
  closesAt: moment.nullable(),
  approval: z.enum(APPROVALS),
  reason: z.string().nullable(),
}) satisfies z.ZodType<RegistrationOffer>;

const attendance = entry({
  instanceUuid: z.string().nullable(),
  participantKey: z.string().nullable(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  intervals: z.array(z.object({ from: moment, to: moment.nullable() })).nullable(),
  seconds: z.int().nullable(),
  share: z.number().nullable(),
  presence: z.enum(['present', 'late', 'left-early', 'absent']).nullable(),
  matchedBy: z.string().nullable(),
  registrantDocumentId: z.string().nullable(),
});
const registrant = entry({
  email: z.string().nullable(),
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  zoomRegistrantId: z.string().nullable(),
  state: z.enum(REGISTRATION_STATES).nullable(),
  source: z.enum(REGISTRATION_SOURCES).nullable(),
  answers: answersSchema.nullable(),
});

const listedMeeting = z.object({
  id: z.string(),
  uuid: z.string(),
  host_id: z.string(),
  topic: z.string(),
  type: z.number(),
  start_time: z.string().nullable(),
  duration: z.number().nullable(),
  timezone: z.string().nullable(),
  agenda: z.string(),
  created_at: z.string().nullable(),
  join_url: z.string(),
}) satisfies z.ZodType<ListedMeetingAnswer>;
const managedMeeting = listedMeeting.extend({
  host_email: z.string().nullable(),
  status: z.string().nullable(),
  password: z.string().nullable(),
  settings: z.record(z.string(), z.unknown()),
  start_url: z.string().optional(),
}) satisfies z.ZodType<MeetingAnswer>;
const managed = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.object({ success: z.literal(true), ...shape });

/** What routes answer when all went well. */
export const answers = {
  join,
  signature,
  startUrl: z.object({ startUrl: z.string() }),
  feeds: data(z.array(feedViewSchema)),
  newFeed: data(newFeedViewSchema),
  revokedFeed: data(z.object({ revoked: z.literal(true) })),
  offer: data(offer),
  registered: data(z.union([ownRegistration, registrationReceived])),
  ownRegistration: data(ownRegistration),
  attendances: listOf(attendance),
  attendance: oneOf(attendance),
  registrants: listOf(registrant),
  registrant: oneOf(registrant),
  play: z.object({
    state: z.string(),
    playUrl: z.string().nullable(),
    reason: z.string().nullable(),
  }),
  managedList: managed({ meetings: z.array(listedMeeting), count: z.int() }),
  managed: managed({ meeting: managedMeeting }),
  managedNothing: managed({}),
  managedStartLink: managed({ start_url: z.string() }),
  webhook: z.union([
    z.object({ status: z.literal('received') }),
    z.object({ plainToken: z.string(), encryptedToken: z.string() }),
  ]),
  reachable: z.object({ status: z.literal('ok') }),
};

/** What lists of people may be asked by, as all lists of the content API. */
export const listQuery = z.object({
  filters: z.record(z.string(), z.unknown()).optional(),
  sort: z.union([z.string(), z.array(z.string())]).optional(),
  fields: z.union([z.string(), z.array(z.string())]).optional(),
  populate: z.union([z.string(), z.array(z.string())]).optional(),
  'pagination[page]': z.int().optional(),
  'pagination[pageSize]': z.int().optional(),
});

/** What Zoom posts: more is stored as it comes. */
export const webhookBody = z.looseObject({
  event: z.string(),
  event_ts: z.number().optional(),
  payload: z.looseObject({}).optional(),
});
