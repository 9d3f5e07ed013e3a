import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { World } from '../world';
import type { LoggedDownload } from './recording-book';
import { serveFile } from './serve-file';

const params = z.object({ key: z.string() });

const LOG_IN_PAGE =
  '<!doctype html>\n<html><body><h1>Sign in to view this recording</h1></body></html>\n';

/** Where `download_url` leads: `/rec/webhook_download/…` from events, `/rec/download/…` from REST. */
export function addDownloadRoutes(server: FastifyInstance, world: World): void {
  server.get('/rec/webhook_download/:key', (request, reply) => download(world, request, reply));
  server.get('/rec/download/:key', (request, reply) => download(world, request, reply));
}

async function download(
  world: World,
  request: FastifyRequest,
  reply: FastifyReply
): Promise<FastifyReply> {
  const found = world.recordings.fileByKey(params.parse(request.params).key);
  const authorization = request.headers.authorization;
  const entry: LoggedDownload = {
    host: 'zoom',
    fileId: found?.file.id ?? '',
    hadAuthorization: authorization !== undefined,
    status: 0,
    bytes: 0,
    isOver: false,
  };
  world.recordings.downloads.push(entry);
  const answer = (status: number): FastifyReply => {
    entry.status = status;
    entry.isOver = true;
    return reply.code(status);
  };
  if (!found || found.file.place !== 'here') {
    return answer(404).send({ code: 3301, message: 'There is no recording for this meeting.' });
  }
  if (!isAllowed(world, authorization, found.recording.uuid)) {
    return answer(401).send({ code: 124, message: 'Invalid access token.' });
  }
  const { switches } = world.recordings;
  if (switches.html) return answer(200).type('text/html; charset=utf-8').send(LOG_IN_PAGE);
  if (switches.redirectTo !== null) return answer(302).redirect(switches.redirectTo);
  if (switches.redirect) {
    return answer(302).redirect(`${world.storageUrl()}/${found.file.linkKey}?signature=signed`);
  }
  reply.hijack();
  await serveFile(world, reply.raw, { file: found.file, entry });
  return reply;
}

/** A download token of that recording, or an access token of the account. */
function isAllowed(world: World, authorization: string | undefined, uuid: string): boolean {
  const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return false;
  if (world.recordings.isTokenFor(token, uuid)) return true;
  try {
    world.tokens.scopesOf(authorization);
    return true;
  } catch {
    return false;
  }
}
