import type { Core } from '@strapi/types';

import {
  ownRegistrationBodySchema,
  registrationBodySchema,
  type OwnRegistration,
  type RegistrationBody,
  type RegistrationOffer,
  type RegistrationReceived,
} from '../../../contracts/registration';
import { createCallPace } from '../domain/call-pace';
import type { Caller, CallerPerson } from '../domain/caller';
import type { Applicant } from '../registrations/register';
import { compositionOf } from '../services';
import { fieldError, type FieldProblem } from '../settings';
import { readCaller, type CallerContext } from './caller';
import { parseRequest } from './query';

/** What is used of Koa's context. */
type Context = CallerContext & {
  params: Record<string, unknown>;
  request: { body?: unknown };
  status: number;
  body: unknown;
  set(header: string, value: string): void;
  notFound(message: string): unknown;
  conflict(message: string, details?: unknown): unknown;
  forbidden(message: string): unknown;
  tooManyRequests(message: string): unknown;
};

const NO_MEETING = 'There is no such meeting.';
const NOT_REGISTERED = 'You are not registered for this meeting.';
const WHO = 'Log in first, or send `user` with an API token: a guest has no registration to see.';

const WINDOW_MS = 10 * 60_000;
/** A school's whole class sits behind one address; a site's server registers for all its visitors. */
const LIMITS = { guest: 40, 'site-user': 20, token: 600 } as const;

const REQUIRED = 'is required';

/** Who registers, by whom: an account's name and address are the account's. */
const applicantOf = (body: RegistrationBody, { person }: Caller): Applicant => {
  const { answers } = body;
  if (person === null) {
    const { email, firstName, lastName } = body;
    const missing: FieldProblem[] = [
      ...(email === undefined ? [{ field: 'email', message: REQUIRED }] : []),
      ...(firstName === undefined ? [{ field: 'firstName', message: REQUIRED }] : []),
    ];
    if (email === undefined || firstName === undefined) throw fieldError(missing);
    return { person, email, firstName, lastName: lastName || null, answers };
  }
  const sent = (['email', 'firstName', 'lastName'] as const).filter((field) => body[field] != null);
  if (sent.length > 0) {
    const message = 'comes from the account: leave it out';
    throw fieldError(sent.map((field) => ({ field, message })));
  }
  const { email, firstName, lastName } = person;
  return {
    person,
    email,
    firstName: firstName.slice(0, 64),
    lastName: lastName?.slice(0, 64) ?? null,
    answers,
  };
};

/** Registration by visitors, `/api/zoom/meetings/:documentId/registr…`. */
export const registrationController = ({ strapi }: { strapi: Core.Strapi }) => {
  const registration = () => compositionOf(strapi).registrations.visitors;
  const meetingOf = (ctx: Context): string => String(ctx.params['documentId']);
  const paceOf = (kind: Caller['kind']) =>
    createCallPace({ limit: LIMITS[kind], windowMs: WINDOW_MS });
  const paces = {
    guest: paceOf('guest'),
    'site-user': paceOf('site-user'),
    token: paceOf('token'),
  };

  /** False where the caller has to wait; then it is answered. */
  const isInPace = (ctx: Context, caller: Caller): boolean => {
    const waitMs = paces[caller.kind].take(caller.paceKey, new Date());
    if (waitMs === null) return true;
    ctx.set('Retry-After', String(Math.ceil(waitMs / 1000)));
    ctx.tooManyRequests('Too many registrations from here: try again in some minutes.');
    return false;
  };

  /** The account that asks about itself; null: nobody, and that is answered. */
  const accountOf = (ctx: Context): CallerPerson | null => {
    ctx.set('Cache-Control', 'no-store');
    const { user } = parseRequest(ownRegistrationBodySchema, ctx.request.body);
    const { person } = readCaller(ctx, user);
    if (person === null) ctx.forbidden(WHO);
    return person;
  };

  const readOwn = async (ctx: Context): Promise<void> => {
    const person = accountOf(ctx);
    if (person === null) return;
    const own = await registration().own(meetingOf(ctx), person);
    if (own === null) ctx.notFound(NOT_REGISTERED);
    else ctx.body = { data: own } satisfies { data: OwnRegistration };
  };

  return {
    async offer(ctx: Context) {
      const offer = await registration().offer(meetingOf(ctx));
      if (offer === null) ctx.notFound(NO_MEETING);
      else ctx.body = { data: offer } satisfies { data: RegistrationOffer };
    },

    async register(ctx: Context) {
      ctx.set('Cache-Control', 'no-store');
      const body = parseRequest(registrationBodySchema, ctx.request.body);
      const caller = readCaller(ctx, body.user);
      if (!isInPace(ctx, caller)) return;
      const applicant = applicantOf(body, caller);
      const isProgram = Boolean(body.website);
      const outcome = isProgram
        ? registration().pretend()
        : await registration().register(meetingOf(ctx), applicant);
      switch (outcome.kind) {
        case 'received':
          ctx.status = 202;
          ctx.body = { data: outcome.answer } satisfies { data: RegistrationReceived };
          return;
        case 'registered':
          ctx.status = outcome.isNew ? 201 : 200;
          ctx.body = { data: outcome.registration } satisfies { data: OwnRegistration };
          return;
        case 'refused':
          ctx.conflict(outcome.reason, { state: outcome.because });
          return;
        case 'no-meeting':
          ctx.notFound(NO_MEETING);
          return;
        default:
          outcome satisfies never;
      }
    },

    own: readOwn,

    async cancel(ctx: Context) {
      const person = accountOf(ctx);
      if (person === null) return;
      const outcome = await registration().cancelOwn(meetingOf(ctx), person);
      switch (outcome.kind) {
        case 'cancelled':
          ctx.body = { data: outcome.registration } satisfies { data: OwnRegistration };
          return;
        case 'not-registered':
          ctx.notFound(NOT_REGISTERED);
          return;
        case 'no-meeting':
          ctx.notFound(NO_MEETING);
          return;
        case 'impossible':
          ctx.conflict('This registration was denied: there is nothing to cancel.');
          return;
        default:
          outcome satisfies never;
      }
    },
  };
};
