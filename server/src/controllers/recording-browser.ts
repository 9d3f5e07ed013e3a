import type { Core } from '@strapi/types';

import {
  playerQuerySchema,
  recordingRunsSchema,
  transcriptSearchSchema,
  type Player,
  type TranscriptHits,
  type TranscriptText,
} from '../../../contracts/recording-browser';
import { say } from '../../../contracts/sentences';
import { compositionOf } from '../services';
import { parseRequest } from './query';

/** What is used of Koa's context. */
type Context = {
  params: Record<string, unknown>;
  query: unknown;
  body: unknown;
  set(header: string, value: string): void;
  notFound(message: string): unknown;
};

/** `/zoom/recordings/runs`, a recording's player, and `/zoom/transcripts`, for the admin panel. */
export const recordingBrowserController = ({ strapi }: { strapi: Core.Strapi }) => {
  const desk = () => compositionOf(strapi).records.desks.recordings;
  const idOf = (ctx: Context): string => String(ctx.params['documentId']);

  return {
    async listRuns(ctx: Context) {
      ctx.body = await desk().runs.list(parseRequest(recordingRunsSchema, ctx.query));
    },

    async readPlayer(ctx: Context) {
      const { at } = parseRequest(playerQuerySchema, ctx.query);
      ctx.set('Cache-Control', 'no-store');
      const data = await desk().player(idOf(ctx), at);
      if (data === null) ctx.notFound(say('recording.unknown'));
      else ctx.body = { data } satisfies { data: Player };
    },

    async searchTranscripts(ctx: Context) {
      const query = parseRequest(transcriptSearchSchema, ctx.query);
      ctx.body = (await desk().transcripts.find(query)) satisfies TranscriptHits;
    },

    async readTranscript(ctx: Context) {
      const data = await desk().transcripts.read(idOf(ctx));
      if (data === null) ctx.notFound(say('transcript.unknown'));
      else ctx.body = { data } satisfies { data: TranscriptText };
    },
  };
};
