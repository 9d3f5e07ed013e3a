import type { Core } from '@strapi/types';
import { z } from 'zod';
import type {
  ArchiveBacklog,
  RecordingChanged,
  RecordingList,
} from '../../../contracts/recordings';
import { say } from '../../../contracts/sentences';
import { compositionOf } from '../services';

type Context = {
  params: { documentId: string };
  query: unknown;
  request: { body?: unknown };
  body: unknown;
  badRequest(message: string): unknown;
  notFound(message: string): unknown;
};

const listQuery = z.object({
  meeting: z.string().min(1).optional(),
  page: z.coerce.number().int().min(1).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(25),
});
const backlogBody = z.strictObject({ dryRun: z.boolean().default(false) });
const scopeBody = z.object({ wholeRun: z.boolean().default(false) });

/** Recordings in the admin panel: seen or held back, archived. */
export const recordingDeskController = ({ strapi }: { strapi: Core.Strapi }) => {
  const desk = () => compositionOf(strapi).recordings.desk;

  const answer = (ctx: Context, changed: RecordingChanged | null): void => {
    if (changed) ctx.body = changed;
    else ctx.notFound(say('recording.unknown'));
  };

  const setReleased = async (ctx: Context, to: 'release' | 'hold'): Promise<void> => {
    const parsed = scopeBody.safeParse(ctx.request.body ?? {});
    if (!parsed.success) {
      ctx.badRequest(say('recording.flag', { field: 'wholeRun' }));
      return;
    }
    answer(ctx, await desk()[to](ctx.params.documentId, parsed.data));
  };

  return {
    async list(ctx: Context): Promise<void> {
      const parsed = listQuery.safeParse(ctx.query);
      if (!parsed.success) {
        ctx.badRequest(say('recording.page'));
        return;
      }
      const { meeting = null, page, pageSize } = parsed.data;
      ctx.body = (await desk().list({ meeting, page, pageSize })) satisfies RecordingList;
    },
    release: (ctx: Context) => setReleased(ctx, 'release'),
    hold: (ctx: Context) => setReleased(ctx, 'hold'),
    /** Those that came before the archive was switched on. */
    async archiveMissing(ctx: Context): Promise<void> {
      const parsed = backlogBody.safeParse(ctx.request.body ?? {});
      if (!parsed.success) {
        ctx.badRequest(say('recording.flag', { field: 'dryRun' }));
        return;
      }
      const { dryRun: isDryRun } = parsed.data;
      const { archiveMissing } = compositionOf(strapi).recordings;
      ctx.body = (await archiveMissing({ isDryRun })) satisfies ArchiveBacklog;
    },
    async archive(ctx: Context): Promise<void> {
      answer(ctx, await desk().archive(ctx.params.documentId));
    },
  };
};
