import { factories } from '@strapi/strapi';
import type { Core } from '@strapi/types';
import { UID } from '../../../contracts/identifiers';
import { say } from '../../../contracts/sentences';
import { toRecordingRow } from '../recordings/recording-row';

/** Reads of recordings, public fields only, and the link that plays one. */
export const recordingController = factories.createCoreController(
  UID.recording as 'plugin::upload.file',
  ({ strapi }: { strapi: Core.Strapi }) => ({
    /** The link that plays a recording in Zoom, its passcode included. */
    async play(ctx) {
      const documentId: unknown = ctx.params.documentId;
      const record: unknown = await strapi.db
        .query(UID.recording)
        .findOne({ where: { documentId } });
      const row = record ? toRecordingRow(record) : null;
      if (!row?.isReleased) return ctx.notFound(say('recording.unknown'));
      ctx.set('Cache-Control', 'no-store');
      const playUrl = row.state === 'completed' ? row.playUrl : null;
      ctx.body = {
        state: row.state,
        playUrl,
        reason: playUrl === null ? 'Zoom cannot play this recording (any more, or yet).' : null,
      };
      return undefined;
    },
  })
);
