import { Readable } from 'node:stream';

import type { Core } from '@strapi/types';

import {
  courseListSchema,
  coursePeopleExportSchema,
  coursePeopleSchema,
  sessionListSchema,
  sessionPeopleSchema,
} from '../../../contracts/attendance-overview';
import { say } from '../../../contracts/sentences';
import { compositionOf } from '../services';
import { parseRequest } from './query';

/** What is used of Koa's context. */
type Context = {
  params: Record<string, unknown>;
  query: unknown;
  request: { body?: unknown };
  body: unknown;
  set(header: string, value: string): void;
  notFound(message: string): unknown;
};

/** `/zoom/attendance/sessions…`, `/people…` and `/courses`, for the admin panel. */
export const attendanceOverviewController = ({ strapi }: { strapi: Core.Strapi }) => {
  const desk = () => compositionOf(strapi).records.desks.attendance;
  const runOf = (ctx: Context): string => String(ctx.params['documentId']);

  return {
    async listSessions(ctx: Context) {
      ctx.body = await desk().sessions.list(parseRequest(sessionListSchema, ctx.query));
    },

    async readSession(ctx: Context) {
      const data = await desk().sessions.read(runOf(ctx));
      if (data === null) ctx.notFound(say('answer.notRun'));
      else ctx.body = { data };
    },

    async readCurve(ctx: Context) {
      const data = await desk().sessionPeople.curve(runOf(ctx));
      if (data === null) ctx.notFound(say('answer.notRun'));
      else ctx.body = { data };
    },

    async listSessionPeople(ctx: Context) {
      ctx.set('Cache-Control', 'no-store');
      const query = parseRequest(sessionPeopleSchema, ctx.request.body);
      const page = await desk().sessionPeople.list(runOf(ctx), query);
      if (page === null) ctx.notFound(say('answer.notRun'));
      else ctx.body = page;
    },

    async listCourses(ctx: Context) {
      const { search } = parseRequest(courseListSchema, ctx.query);
      ctx.body = { data: await desk().courses.find(search) };
    },

    async listPeople(ctx: Context) {
      ctx.set('Cache-Control', 'no-store');
      ctx.body = await desk().people.list(parseRequest(coursePeopleSchema, ctx.request.body));
    },

    exportPeople(ctx: Context) {
      const filter = parseRequest(coursePeopleExportSchema, ctx.query);
      ctx.set('Content-Type', 'text/csv; charset=utf-8');
      ctx.set('Content-Disposition', 'attachment; filename="attendance-by-person.csv"');
      ctx.set('Cache-Control', 'no-store');
      ctx.body = Readable.from(desk().people.csv(filter));
    },
  };
};
