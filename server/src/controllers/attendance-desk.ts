import type { Core } from '@strapi/types';

import {
  attendanceQuerySchema,
  linkBodySchema,
  runQuerySchema,
} from '../../../contracts/attendance';
import { say } from '../../../contracts/sentences';
import { compositionOf } from '../services';
import { answerCsv } from './attendance';
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
  badRequest(message: string, details: unknown): unknown;
};

/** `/zoom/attendance…`, for the admin panel. */
export const attendanceDeskController = ({ strapi }: { strapi: Core.Strapi }) => {
  const desk = () => compositionOf(strapi).attendance.desk;
  const rowOf = (ctx: Context): string => String(ctx.params['documentId']);

  return {
    async listRuns(ctx: Context) {
      const page = await desk().runsOf(parseRequest(runQuerySchema, ctx.query));
      if (page === null) ctx.notFound(say('answer.noMeeting'));
      else ctx.body = page;
    },

    async listPeople(ctx: Context) {
      ctx.set('Cache-Control', 'no-store');
      ctx.body = await desk().peopleOf(parseRequest(attendanceQuerySchema, ctx.query));
    },

    exportCsv(ctx: Context) {
      answerCsv(strapi, ctx);
    },

    async link(ctx: Context) {
      const { to } = parseRequest(linkBodySchema, ctx.request.body);
      const outcome = await desk().link(rowOf(ctx), to);
      switch (outcome.kind) {
        case 'linked':
          // The rows follow with the next fold, within a second or two.
          ctx.status = 202;
          ctx.body = { data: { linked: true } };
          return;
        case 'no-row':
          ctx.notFound(say('answer.noAttendance'));
          return;
        case 'no-target':
          ctx.badRequest(say('answer.nobody'), { field: 'to' });
          return;
        default:
          outcome satisfies never;
      }
    },

    async unlink(ctx: Context) {
      const wasLinked = await desk().unlink(rowOf(ctx));
      if (!wasLinked) {
        ctx.notFound(say('answer.noLink'));
        return;
      }
      ctx.status = 202;
      ctx.body = { data: { linked: false } };
    },
  };
};
