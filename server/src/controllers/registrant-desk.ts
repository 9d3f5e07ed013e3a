import { Readable } from 'node:stream';
import type { Core } from '@strapi/types';

import {
  meetingCapacityBodySchema,
  registrantBodySchema,
  registrantExportSchema,
  registrantQuerySchema,
  registrantSearchSchema,
  registrationSummarySchema,
  type RegistrantSearch,
  type RegistrationDecision,
  type RegistrationSummary,
} from '../../../contracts/registration';
import { say } from '../../../contracts/sentences';
import { compositionOf } from '../services';
import { parseRequest } from './query';

/** What is used of Koa's context. */
type Context = {
  params: Record<string, unknown>;
  query: unknown;
  request: { body?: unknown };
  status: number;
  body: unknown;
  set(header: string, value: string): void;
  notFound(message: string): unknown;
  conflict(message: string): unknown;
};

/** `/zoom/registrants…`, for the admin panel. */
export const registrantDeskController = ({ strapi }: { strapi: Core.Strapi }) => {
  const desk = () => compositionOf(strapi).registrations.desk;
  const rowOf = (ctx: Context): string => String(ctx.params['documentId']);

  const answerList = async (ctx: Context, search: RegistrantSearch): Promise<void> => {
    ctx.set('Cache-Control', 'no-store');
    const page = await desk().list(search);
    if (page === null) ctx.notFound(say('answer.noMeeting'));
    else ctx.body = page;
  };

  const answerSummary = async (ctx: Context, meeting: string): Promise<void> => {
    const summary = await desk().summary(meeting);
    if (summary === null) ctx.notFound(say('answer.noMeeting'));
    else ctx.body = { data: summary } satisfies { data: RegistrationSummary };
  };

  const decide = (decision: RegistrationDecision) => async (ctx: Context) => {
    const outcome = await desk().decide(rowOf(ctx), decision);
    switch (outcome.kind) {
      case 'decided':
        ctx.body = { data: outcome.registrant };
        return;
      case 'absent':
        ctx.notFound(say('answer.noRegistrant'));
        return;
      case 'impossible':
        ctx.conflict(say('answer.registrationIs', { state: say(`registration.${outcome.state}`) }));
        return;
      default:
        outcome satisfies never;
    }
  };

  return {
    list: (ctx: Context) => answerList(ctx, parseRequest(registrantQuerySchema, ctx.query)),

    search: (ctx: Context) =>
      answerList(ctx, parseRequest(registrantSearchSchema, ctx.request.body)),

    summary: (ctx: Context) =>
      answerSummary(ctx, parseRequest(registrationSummarySchema, ctx.query).meeting),

    async setCapacity(ctx: Context) {
      const { meeting, capacity } = parseRequest(meetingCapacityBodySchema, ctx.request.body);
      await desk().setCapacity(meeting, capacity);
      await answerSummary(ctx, meeting);
    },

    async export(ctx: Context) {
      const lines = await desk().csv(parseRequest(registrantExportSchema, ctx.query));
      if (lines === null) {
        ctx.notFound(say('answer.noMeeting'));
        return;
      }
      ctx.set('Content-Type', 'text/csv; charset=utf-8');
      ctx.set('Content-Disposition', 'attachment; filename="registrants.csv"');
      ctx.set('Cache-Control', 'no-store');
      ctx.body = Readable.from(lines);
    },

    async add(ctx: Context) {
      const outcome = await desk().add(parseRequest(registrantBodySchema, ctx.request.body));
      switch (outcome.kind) {
        case 'added':
          ctx.status = 201;
          ctx.body = { data: outcome.registrant };
          return;
        case 'there-already':
          ctx.conflict(say('answer.registered'));
          return;
        case 'no-meeting':
          ctx.notFound(say('answer.noMeeting'));
          return;
        default:
          outcome satisfies never;
      }
    },

    approve: decide('approve'),
    deny: decide('deny'),
    cancel: decide('cancel'),

    async remove(ctx: Context) {
      const wasThere = await desk().remove(rowOf(ctx));
      if (wasThere) ctx.body = { data: { removed: true } };
      else ctx.notFound(say('answer.noRegistrant'));
    },
  };
};
