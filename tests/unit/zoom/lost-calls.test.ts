import { createServer, type AddressInfo, type Server } from 'node:net';

import { LOOKUP_AFTER_MS } from '../../../server/src/zoom';
import { createHttp } from '../../../server/src/zoom/http';
import { clientOf, errorOf, MEETING, openDoor, type Door } from './door';

let door: Door;
beforeEach(async () => {
  door = await openDoor();
});
afterEach(() => door.close());

const host = 'maria@company.com';
const startTime = new Date('2026-03-12T15:00:00Z');
const create = (more: Parameters<typeof clientOf>[1] = {}) =>
  errorOf(clientOf(door, more).zoom.createMeeting({ host, startTime, body: { topic: 'x' } }));
const update = (more: Parameters<typeof clientOf>[1] = {}) =>
  errorOf(clientOf(door, more).zoom.updateMeeting({ id: '1', host, startTime, body: {} }));

/** A port nobody listens on. */
const closedPort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

describe('a create', () => {
  it('whose connection broke is looked up after 15 s', async () => {
    door.answer('drop');
    expect(await create()).toMatchObject({
      name: 'ZoomUnknownOutcomeError',
      retry: 'after-lookup',
      reach: 'meeting',
      unknownOutcome: 'dropped',
      laterMs: LOOKUP_AFTER_MS.dropped,
      message: expect.stringContaining('The meeting may exist'),
    });
    expect(door.calls).toHaveLength(1);
  });

  it('without an answer in time is looked up after 60 s', async () => {
    door.answer('hang');
    expect(await create({ timeoutMs: 1000 })).toMatchObject({
      unknownOutcome: 'timeout',
      laterMs: LOOKUP_AFTER_MS.timeout,
    });
  });

  it.each([500, 502, 503, 504])('answered %i may have worked', async (status) => {
    door.answer({ status });
    expect(await create()).toMatchObject({
      retry: 'after-lookup',
      unknownOutcome: 'dropped',
      status,
    });
  });

  it('stopped on its way may have worked', async () => {
    door.answer('hang');
    const stop = new AbortController();
    const { zoom } = clientOf(door);
    const error = errorOf(zoom.createMeeting({ host, startTime, body: {}, signal: stop.signal }));
    await door.saw(1);
    stop.abort();
    expect(await error).toMatchObject({ retry: 'after-lookup', unknownOutcome: 'dropped' });
  });

  it('that was called off before is not sent', async () => {
    const { zoom } = clientOf(door);
    const signal = AbortSignal.abort();
    expect(await errorOf(zoom.createMeeting({ host, startTime, body: {}, signal }))).toMatchObject({
      retry: 'later',
      because: 'stopped-before-sent',
    });
    expect(door.calls).toHaveLength(0);
  });

  it('that reached nobody is certain not to have worked', async () => {
    const apiBaseUrl = `http://127.0.0.1:${await closedPort()}/v2`;
    expect(await create({ apiBaseUrl })).toMatchObject({
      name: 'ZoomUnavailableError',
      retry: 'later',
      because: 'unreachable',
      cause: { code: 'ECONNREFUSED' },
    });
  });

  it('whose name is not known is certain not to have worked', async () => {
    expect(await create({ apiBaseUrl: 'http://zoom.invalid/v2' })).toMatchObject({
      name: 'ZoomUnavailableError',
      because: 'unreachable',
    });
  });
});

describe('any other call', () => {
  it.each([
    ['a broken connection', 'drop', 'dropped'],
    ['no answer in time', 'hang', 'timeout'],
    ['a 502', { status: 502 }, 'server-error'],
  ] as const)('is simply sent again later after %s', async (_name, reply, because) => {
    door.answer(reply);
    expect(await update({ timeoutMs: 1500 })).toMatchObject({
      name: 'ZoomUnavailableError',
      retry: 'later',
      reach: 'meeting',
      because,
    });
    expect(door.calls).toHaveLength(1);
  });

  it('is not repeated by the client after it hung for the whole time', async () => {
    door.answer('hang');
    await errorOf(clientOf(door, { timeoutMs: 1000 }).zoom.getMeeting({ id: '1' }));
    expect(door.calls).toHaveLength(1);
  });

  it('shares a token request that one of several callers gave up on', async () => {
    door.answer({ json: MEETING });
    const stop = new AbortController();
    const { zoom } = clientOf(door);
    const quitter = errorOf(zoom.getMeeting({ id: '1', signal: stop.signal }));
    const other = zoom.getMeeting({ id: '2' });
    stop.abort();
    expect(await quitter).toMatchObject({ because: 'stopped-before-sent' });
    await expect(other).resolves.toBeDefined();
    expect(door.tokenCalls).toHaveLength(1);
  });
});

describe('a connection', () => {
  let silent: Server;
  const sockets = new Set<{ destroy(): void }>();
  beforeEach(async () => {
    silent = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  });
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
  });

  it('that never comes to stand is given up with the certainty that nothing was sent', async () => {
    const { port } = silent.address() as AddressInfo;
    const http = createHttp({ userAgent: 'test', connectTimeoutMs: 100 });
    const url = `https://127.0.0.1:${port}/`;
    expect(await http({ method: 'POST', url, headers: {} })).toMatchObject({ kind: 'not-sent' });
  });

  it('that stands may take longer than that to answer', async () => {
    door.answer('hang');
    const http = createHttp({ userAgent: 'test', connectTimeoutMs: 1000, timeoutMs: 2500 });
    const url = `${door.url}/v2`;
    expect(await http({ method: 'GET', url, headers: {} })).toMatchObject({
      kind: 'lost',
      how: 'timeout',
    });
  });

  it('is kept for the next call', async () => {
    door.answer({ json: MEETING });
    const { zoom } = clientOf(door);
    await zoom.getMeeting({ id: '1' });
    await zoom.getMeeting({ id: '2' });
    expect(door.calls.map(({ headers }) => headers.connection)).toEqual([
      'keep-alive',
      'keep-alive',
    ]);
    expect(new Set(door.calls.map(({ port }) => port)).size).toBe(1);
  });
});
