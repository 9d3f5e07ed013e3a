import { Readable } from 'node:stream';
import { factories } from '@strapi/strapi';
import type { Core } from '@strapi/types';

import { attendanceExportSchema } from '../../../contracts/attendance';
import { UID } from '../../../contracts/identifiers';
import { compositionOf } from '../services';
import { parseRequest } from './query';

/** Answers a run's attendance as a CSV file, row after row as the database gives them. */
export const answerCsv = (
  strapi: Core.Strapi,
  ctx: { query: unknown; body: unknown; set(header: string, value: string): void }
): void => {
  const { instanceUuid } = parseRequest(attendanceExportSchema, ctx.query);
  ctx.set('Content-Type', 'text/csv; charset=utf-8');
  ctx.set('Content-Disposition', 'attachment; filename="attendance.csv"');
  ctx.set('Cache-Control', 'no-store');
  ctx.body = Readable.from(compositionOf(strapi).attendance.desk.csv(instanceUuid));
};

/**
 * `/api/zoom/attendances`. Actions whose names do not end in find: a read-only API token passes all
 * that do, and these are people.
 */
export const attendanceController = factories.createCoreController(
  UID.attendance as 'plugin::upload.file',
  ({ strapi }: { strapi: Core.Strapi }) => ({
    async list(ctx) {
      return super.find(ctx);
    },
    async get(ctx) {
      ctx.params.id = ctx.params.documentId;
      return super.findOne(ctx);
    },
    /** Its route asks for the permission to list. */
    export(ctx) {
      answerCsv(strapi, ctx);
    },
  })
);
