import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

export type PostOutcome =
  | { kind: 'answered'; status: number; body: string }
  | { kind: 'failed'; reason: string };

/** One POST. Redirects are not followed, and no connection outlives it. */
export function postWebhook(post: {
  url: string;
  headers: Record<string, string>;
  rawBody: string;
  timeoutMs: number;
}): Promise<PostOutcome> {
  return new Promise((resolve) => {
    const open = new URL(post.url).protocol === 'https:' ? httpsRequest : httpRequest;
    const fail = (error: Error) => resolve({ kind: 'failed', reason: error.message });
    const request = open(post.url, {
      method: 'POST',
      agent: false,
      headers: { ...post.headers, 'content-length': String(Buffer.byteLength(post.rawBody)) },
      signal: AbortSignal.timeout(post.timeoutMs),
    });
    request.on('error', fail);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', fail);
      response.on('end', () =>
        resolve({
          kind: 'answered',
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks).toString('utf8'),
        })
      );
    });
    request.end(post.rawBody);
  });
}
