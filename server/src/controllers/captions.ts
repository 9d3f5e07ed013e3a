import type { Core } from '@strapi/types';
import { z } from 'zod';
import { UID } from '../../../contracts/identifiers';
import { say } from '../../../contracts/sentences';
import { captionsTrack } from '../domain/transcript';

type Context = {
  params: { documentId: string };
  type: string;
  body: unknown;
  set(name: string, value: string): void;
  notFound(message: string): unknown;
};

const cuesSchema = z.array(
  z.object({ start: z.number(), end: z.number(), speaker: z.string().nullable(), text: z.string() })
);

/**
 * A transcript as a captions track of a video. A controller of its own, so that the action ends in
 * `findOne`: read-only API tokens may read it, as they may read the transcript.
 */
export const captionsController = ({ strapi }: { strapi: Core.Strapi }) => ({
  async findOne(ctx: Context): Promise<void> {
    // Through the document service, which knows what is held back.
    const found: unknown = await strapi
      .documents(UID.transcript as 'plugin::upload.file')
      .findOne({ documentId: ctx.params.documentId });
    const transcript = z
      .looseObject({ cues: cuesSchema.nullish(), language: z.string().nullish() })
      .nullish()
      .parse(found);
    if (!transcript) {
      ctx.notFound(say('transcript.unknown'));
      return;
    }
    if (transcript.language) ctx.set('Content-Language', transcript.language);
    ctx.type = 'text/vtt; charset=utf-8';
    ctx.body = captionsTrack(transcript.cues ?? []);
  },
});
