import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
  createZoomClient,
  type DayBudget,
  type ZoomClient,
  type ZoomClientDeps,
} from '../../../server/src/zoom';

export type Seen = {
  method: string;
  /** With the query. */
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** The caller's: the same for calls over one connection. */
  port: number | undefined;
};

/** An answer, or what happens instead of one. */
export type Reply =
  | { status?: number; json?: unknown; text?: string; headers?: Record<string, string> }
  | 'drop'
  | 'hang';

export type Door = {
  url: string;
  /** Every request but the token's. */
  calls: Seen[];
  tokenCalls: Seen[];
  /** Answers the calls in this order; the last reply stays. */
  answer(...replies: (Reply | ((seen: Seen) => Reply))[]): void;
  answerToken(...replies: (Reply | ((seen: Seen) => Reply))[]): void;
  /** Resolves once that many calls have come. */
  saw(calls: number): Promise<void>;
  close(): Promise<void>;
};

type Script = (Reply | ((seen: Seen) => Reply))[];

/** The tokens a door gives are `token-1`, `token-2`, … */
export const TOKEN = 'eyJ-the-access-token';

/** A real HTTP server that answers what the test says: for what no well-behaved Zoom would. */
export const openDoor = async (): Promise<Door> => {
  let script: Script = [{ status: 204 }];
  let tokenScript: Script = [];
  const calls: Seen[] = [];
  const tokenCalls: Seen[] = [];
  let waiting: { calls: number; resolve: () => void }[] = [];

  const next = (from: Script, seen: Seen): Reply => {
    const reply = from.length > 1 ? from.shift() : from[0];
    if (reply === undefined) throw new Error('no reply is scripted');
    return typeof reply === 'function' ? reply(seen) : reply;
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const seen: Seen = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
        port: request.socket.remotePort,
      };
      const isToken = seen.path.startsWith('/oauth/');
      (isToken ? tokenCalls : calls).push(seen);
      waiting = waiting.filter((waiter) => calls.length < waiter.calls || waiter.resolve());
      const reply = next(isToken ? tokenScript : script, seen);
      if (reply === 'hang') return;
      if (reply === 'drop') {
        request.socket.destroy();
        return;
      }
      const { status = 200, json, text, headers } = reply;
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(text ?? (json === undefined ? '' : JSON.stringify(json)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;

  const grant = () => ({
    json: {
      access_token: `${TOKEN}-${tokenCalls.length}`,
      token_type: 'bearer',
      expires_in: 3600,
      scope: 'meeting:write:admin user:read:admin',
      api_url: url,
    },
  });
  tokenScript = [grant];

  return {
    url,
    calls,
    tokenCalls,
    answer: (...replies) => {
      script = replies;
    },
    answerToken: (...replies) => {
      tokenScript = replies.length > 0 ? [...replies, grant] : [grant];
    },
    saw: (count) =>
      new Promise((resolve) => {
        if (calls.length >= count) resolve();
        else waiting.push({ calls: count, resolve });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

export const CREDENTIALS = {
  accountId: 'account-1',
  clientId: 'client-1',
  clientSecret: 'the-client-secret',
};

/** A day budget that grants all, and remembers what it was told. */
export const openBudget = (): DayBudget & { log: string[] } => {
  const log: string[] = [];
  return {
    log,
    reserve: ({ host }) => {
      log.push(`reserve ${host}`);
      return Promise.resolve({ kind: 'granted' });
    },
    release: ({ host }) => {
      log.push(`release ${host}`);
      return Promise.resolve();
    },
    fill: ({ host }) => {
      log.push(`fill ${host}`);
      return Promise.resolve();
    },
  };
};

export const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** A client of the door, whose waits take no time and are remembered. */
export const clientOf = (
  door: { url: string },
  more: Partial<ZoomClientDeps> = {}
): { zoom: ZoomClient; waits: number[] } => {
  const waits: number[] = [];
  let nowMs = 0;
  const zoom = createZoomClient({
    credentials: () => CREDENTIALS,
    oauthBaseUrl: door.url,
    plan: 'business',
    dayBudget: openBudget(),
    clock: () => new Date('2026-03-10T15:30:00Z'),
    log: quiet,
    random: () => 0.5,
    monotonicMs: () => (nowMs += 1_000),
    sleep: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
    ...more,
  });
  return { zoom, waits };
};

/** What a promise was rejected with. */
export const errorOf = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => {
      throw new Error('it was expected to fail');
    },
    (error: unknown) => error
  );

/** Zoom's answer to a create, as captured from a live call. */
export const MEETING = {
  uuid: 'FgWHPqBhTvKVCqOpNMNa/A==',
  id: 83320363126,
  host_id: 'KDcuGIm1QgePTO8WbOqwIQ',
  host_email: 'maria@company.com',
  topic: 'Algebra 1',
  type: 2,
  status: 'waiting',
  start_time: '2026-03-12T15:00:00Z',
  duration: 30,
  timezone: 'Europe/Berlin',
  agenda: '',
  created_at: '2026-03-10T15:30:00Z',
  start_url: 'https://us06web.zoom.us/s/83320363126?zak=eyJ0-host-key',
  join_url: 'https://us06web.zoom.us/j/83320363126?pwd=enc.1',
  password: '106747',
  encrypted_password: 'enc.1',
  settings: { waiting_room: true },
  creation_source: 'open_api',
};
