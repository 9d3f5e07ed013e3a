import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';

import { say } from '../../../../contracts/sentences';
import type { AllowedOrigins } from './allowed-origins';
import { failed, type DownloadFailure, type OpenedDownload } from './outcome';
import { isPublicAddress, type ResolvedAddress, type ResolveHost } from './public-address';

/** A connection over which nothing comes for so long is given up. */
const SILENCE_MS = 60_000;

type Request = {
  url: URL;
  /** Null: without Authorization. */
  token: string | null;
  signal: AbortSignal;
};

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

/** The one address to connect to; resolved once, so that no second answer can replace it. */
const addressOf = async (
  url: URL,
  { origins, resolve }: { origins: AllowedOrigins; resolve: ResolveHost }
): Promise<ResolvedAddress | DownloadFailure> => {
  const host = hostOf(url);
  const family = isIP(host);
  let addresses: ResolvedAddress[];
  try {
    addresses = family === 0 ? await resolve(host) : [{ address: host, family }];
  } catch {
    return failed('unavailable', say('download.hostUnknown', { host }));
  }
  const [first] = addresses;
  if (!first) return failed('unavailable', say('download.hostNowhere', { host }));
  if (origins.isNamed(url)) return first;
  // One private address among several is no accident: none of them is trusted.
  if (!addresses.every(({ address }) => isPublicAddress(address))) {
    return failed('refused', say('download.privateHost', { host }));
  }
  return first;
};

const pinnedTo =
  ({ address, family }: ResolvedAddress): LookupFunction =>
  (_hostname, options, done) => {
    if (options.all) done(null, [{ address, family }]);
    else done(null, address, family);
  };

/** Sends one GET to a checked address; the answer's body is not read yet. */
export const requestOnce = async (
  { url, token, signal }: Request,
  around: { origins: AllowedOrigins; resolve: ResolveHost }
): Promise<OpenedDownload | DownloadFailure> => {
  const to = await addressOf(url, around);
  if ('kind' in to) return to;
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((settle) => {
    const asked = request(url, {
      agent: false,
      lookup: pinnedTo(to),
      signal,
      timeout: SILENCE_MS,
      headers: {
        accept: '*/*',
        // Compressed, the size could not be compared with what Zoom says of the file.
        'accept-encoding': 'identity',
        'user-agent': 'strapi-plugin-zoom',
        ...(token !== null && { authorization: `Bearer ${token}` }),
      },
    });
    asked.once('timeout', () => asked.destroy(new Error(say('download.silent'))));
    asked.once('error', (error: NodeJS.ErrnoException) => {
      const because = error.code ?? error.message;
      const host = url.hostname;
      settle(failed('unavailable', say('download.unreachable', { host, because })));
    });
    asked.once('response', (answer) => {
      // After this the body's own errors reach whoever reads it.
      asked.on('error', () => undefined);
      settle({
        kind: 'opened',
        status: answer.statusCode ?? 0,
        headers: answer.headers,
        body: answer,
      });
    });
    asked.end();
  });
};
