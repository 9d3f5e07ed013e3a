import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Controls } from './controls';
import { meetingParams, moment } from './meeting-params';

const whenBody = z.object({ at: moment }).default({});
const fileSeed = z.strictObject({
  type: z.enum(['MP4', 'M4A', 'TRANSCRIPT', 'CHAT', 'CC', 'TIMELINE']),
  bytes: z.int().min(64).optional(),
  text: z.string().optional(),
  recordingType: z.string().optional(),
  status: z.enum(['processing', 'completed']).optional(),
});
const completeBody = z.object({ files: z.array(fileSeed).optional() }).default({});
const transcriptBody = z.object({ vtt: z.string().optional() }).default({});
const moveBody = z.object({
  move: z.enum(['trashed', 'deleted', 'recovered']),
  fileIds: z.array(z.string()).optional(),
  asBatch: z.boolean().optional(),
});
const renameBody = z.object({ topic: z.string() });
const switchesBody = z
  .strictObject({
    html: z.boolean(),
    redirect: z.boolean(),
    redirectTo: z.string().nullable(),
    isShort: z.boolean(),
    holdAtBytes: z.int().min(0).nullable(),
    breakAtBytes: z.int().min(0).nullable(),
  })
  .partial();

/** What happens to cloud recordings, of a meeting's running or latest instance. */
export function addRecordingRoutes(server: FastifyInstance, controls: Controls): void {
  const idOf = (params: unknown): string => meetingParams.parse(params).id;

  server.post('/meetings/:id/recording/start', async ({ params, body }) =>
    controls.startRecording(idOf(params), whenBody.parse(body))
  );
  server.post('/meetings/:id/recording/stop', async ({ params, body }) =>
    controls.stopRecording(idOf(params), whenBody.parse(body))
  );
  server.post('/meetings/:id/recording/complete', async ({ params, body }) =>
    controls.completeRecording(idOf(params), completeBody.parse(body))
  );
  server.post('/meetings/:id/recording/transcript', async ({ params, body }) =>
    controls.completeTranscript(idOf(params), transcriptBody.parse(body))
  );
  server.post('/meetings/:id/recording/move', async ({ params, body }) => ({
    moved: controls.moveRecordings([idOf(params)], moveBody.parse(body)),
  }));
  server.post('/meetings/:id/recording/rename', async ({ params, body }, reply) => {
    controls.renameRecording(idOf(params), renameBody.parse(body).topic);
    return reply.code(204).send();
  });
  server.get('/meetings/:id/recording', async ({ params }) => ({
    recording: controls.recording(idOf(params)) ?? null,
  }));
  server.patch('/downloads', async ({ body }) => controls.setDownloads(switchesBody.parse(body)));
  server.get('/downloads', async () => controls.downloads());
}
