import { createHmac } from 'node:crypto';
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { gzipSync } from 'node:zlib';

import { TABLE } from '../../contracts/identifiers';
import { bootStrapi, type BootedStrapi, type BootOptions } from '../support/strapi';
import { waitUntil } from '../support/wait';
import { EVENT_BODY, SECRET, signed, webhook } from '../support/webhooks';

const PATH = '/api/webhooks/zoom';
const JSON_TYPE = 'application/json; charset=utf-8';
const MIB = 1024 * 1024;

const OPTIONS: BootOptions = { zoom: { accountId: 'ACCT', webhookSecretToken: SECRET } };

type Answer = { status: number; body: string };
type Post = {
  path?: string;
  headers?: Record<string, string>;
  /** Sends in pieces, without a content-length. */
  isChunked?: boolean;
};

let booted: BootedStrapi;
let serial = 0;

/** A body like no other, so that it is no repetition. */
const fresh = (more: Record<string, unknown> = {}): string =>
  webhook('meeting.started', { uuid: `run ${(serial += 1)}`, ...more });

const read = (answer: IncomingMessage): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.once('end', () =>
      resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() })
    );
    answer.once('error', reject);
  });

const open = (headers: Record<string, string>, path = PATH): ClientRequest =>
  httpRequest(`${booted.url}${path}`, { method: 'POST', headers, agent: false });

/** Node's own client: the bytes go out as they are. */
const send = (bytes: string | Buffer, options: Post = {}): Promise<Answer> => {
  const buffer = Buffer.from(bytes as string);
  const headers = { 'content-type': JSON_TYPE, ...signed(buffer, new Date()), ...options.headers };
  return new Promise((resolve, reject) => {
    const request = open(
      options.isChunked ? headers : { ...headers, 'content-length': String(buffer.length) },
      options.path
    );
    request.once('response', (answer) => resolve(read(answer)));
    request.once('error', reject);
    if (!options.isChunked) {
      request.end(buffer);
      return;
    }
    const size = Math.ceil(buffer.length / 7);
    for (let from = 0; from < buffer.length; from += size) {
      request.write(buffer.subarray(from, from + size));
    }
    request.end();
  });
};

const events = (): Promise<Record<string, unknown>[]> =>
  booted.strapi.db.connection(TABLE.webhookEvent).orderBy('id');
const lastEvent = async () => (await events()).at(-1);

describe('webhook receiver over HTTP', () => {
  beforeAll(async () => {
    booted = await bootStrapi(OPTIONS);
  });
  afterAll(() => booted.stop());

  test('GET proves that it can be reached and tells nothing else', async () => {
    const answer = await booted.request.get(PATH);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ status: 'ok' });
  });

  test('url validation is answered', async () => {
    const body = JSON.stringify({
      event: 'endpoint.url_validation',
      event_ts: Date.now(),
      payload: { plainToken: 'qgg8vlvZRS6UYooatFL8Aw' },
    });
    const before = await events();
    const answer = await send(body);
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({
      plainToken: 'qgg8vlvZRS6UYooatFL8Aw',
      encryptedToken: createHmac('sha256', SECRET).update('qgg8vlvZRS6UYooatFL8Aw').digest('hex'),
    });
    expect(await events()).toHaveLength(before.length);
  });

  describe('takes the bytes as they are', () => {
    test.each<[string, () => string | Buffer, Post]>([
      ['unicode', () => fresh({ topic: 'Cours d’été 📚 ﷽' }), {}],
      [
        'white space',
        () => JSON.stringify(JSON.parse(fresh()), null, 3).replace(/\n/g, '\r\n'),
        {},
      ],
      ['escapes', () => fresh({ topic: 'x' }).replace('"x"', '"\\u0041\\/\\u00e9"'), {}],
      ['a byte order mark', () => `\ufeff${fresh()}`, {}],
      [
        'invalid UTF-8',
        () =>
          Buffer.concat([
            Buffer.from('{"event":"meeting.started","x":"'),
            Buffer.from([0xff, 0xfe, 0xc3]),
            Buffer.from(`${(serial += 1)}"}`),
          ]),
        {},
      ],
      ['400 kB', () => fresh({ topic: 'é'.repeat(200_000) }), {}],
      ['400 kB in chunks', () => fresh({ topic: 'é'.repeat(200_000) }), { isChunked: true }],
      [
        'a JSON type without charset',
        () => fresh(),
        { headers: { 'content-type': 'application/json' } },
      ],
      [
        'a form',
        () => fresh(),
        { headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      ],
      [
        'a multipart form',
        () => fresh(),
        { headers: { 'content-type': 'multipart/form-data; boundary=x' } },
      ],
      ['a text', () => fresh(), { headers: { 'content-type': 'text/plain' } }],
      ['upper case', () => fresh(), { path: '/API/Webhooks/ZOOM' }],
      ['a trailing slash', () => fresh(), { path: `${PATH}/` }],
      ['a query', () => fresh(), { path: `${PATH}?source=zoom` }],
    ])('%s', async (_what, make, options) => {
      const before = await events();
      const answer = await send(make(), options);
      expect(answer).toMatchObject({ status: 200 });
      expect(await events()).toHaveLength(before.length + 1);
      expect(await lastEvent()).toMatchObject({ event: 'meeting.started' });
    });

    test('compressed bytes are rightly signed and no JSON', async () => {
      const answer = await send(gzipSync(fresh()), { headers: { 'content-encoding': 'gzip' } });
      expect(answer).toMatchObject({ status: 400, body: expect.stringContaining('not JSON') });
    });

    test('a signature over other bytes of the same JSON is refused', async () => {
      const body = fresh();
      const headers = signed(JSON.stringify(JSON.parse(body), null, 2), new Date());
      expect(await send(body, { headers })).toMatchObject({ status: 401 });
    });
  });

  describe('answers each cause with its status', () => {
    const outcome = async (bytes: string | Buffer, options: Post = {}) => {
      const { status, body } = await send(bytes, options);
      const { data, error } = JSON.parse(body);
      expect({ data, status: error.status }).toEqual({ data: null, status });
      return { status, message: String(error.message), details: error.details };
    };
    const minutesAway = (text: string, minutes: number) =>
      signed(text, new Date(Date.now() + minutes * 60_000));

    test('an empty body is 400', async () => {
      expect(await outcome('')).toMatchObject({ status: 400 });
    });

    test('missing headers are named', async () => {
      const headers = { 'x-zm-signature': '' };
      expect(await outcome(fresh(), { headers })).toMatchObject({
        status: 401,
        details: { missing: ['x-zm-signature'] },
      });
    });

    test('older than the window is 401, within it 200', async () => {
      const body = fresh();
      expect((await send(body, { headers: minutesAway(body, -119) })).status).toBe(200);
      expect(await outcome(body, { headers: minutesAway(body, -121) })).toMatchObject({
        status: 401,
        message: expect.stringContaining('120 minutes'),
      });
    });

    test('ahead of our clock is 503', async () => {
      const body = fresh();
      expect(await outcome(body, { headers: minutesAway(body, 6) })).toMatchObject({ status: 503 });
    });

    test('a forged plainToken is 400', async () => {
      const body = JSON.stringify({
        event: 'endpoint.url_validation',
        payload: { plainToken: 'v0:1:{"event":"meeting.deleted"}' },
      });
      expect(await outcome(body)).toMatchObject({ status: 400 });
    });

    test('an event that cannot be stored is 500, and 200 when Zoom sends it again', async () => {
      const body = fresh();
      const { connection } = booted.strapi.db;
      await connection.schema.renameTable(TABLE.webhookEvent, 'zm_away');
      try {
        expect(await outcome(body)).toMatchObject({ status: 500 });
      } finally {
        await connection.schema.renameTable('zm_away', TABLE.webhookEvent);
      }
      expect(await send(body)).toMatchObject({ status: 200 });
      expect(await lastEvent()).toMatchObject({ event: 'meeting.started' });
    });
  });

  describe('bodies that are too large', () => {
    const large = (bytes: number) => {
      const text = fresh({ topic: '' });
      return text.replace('"topic":""', `"topic":"${'a'.repeat(bytes - text.length)}"`);
    };

    test('1 MiB is taken, a byte more is 413 that the sender can read', async () => {
      expect(await send(large(MIB))).toMatchObject({ status: 200 });
      expect(await send(large(MIB + 1))).toMatchObject({ status: 413 });
      expect(await send(large(3 * MIB), { isChunked: true })).toMatchObject({ status: 413 });
    });

    test('a body without end is cut off, and the server goes on', async () => {
      const before = await events();
      const request = open({ 'content-type': JSON_TYPE, 'transfer-encoding': 'chunked' });
      const chunk = Buffer.alloc(256 * 1024, 'a');
      const isOver = new Promise<void>((resolve) => {
        request.once('close', resolve);
        request.once('error', () => resolve());
        request.once('response', (answer) => answer.resume());
      });
      let sentBytes = 0;
      const pump = (): void => {
        if (request.destroyed || request.writableEnded) return;
        sentBytes += chunk.length;
        if (request.write(chunk)) setImmediate(pump);
        else request.once('drain', pump);
      };
      pump();
      await isOver;
      expect(sentBytes).toBeLessThan(64 * MIB);
      expect((await booted.request.get(PATH)).status).toBe(200);
      expect(await events()).toHaveLength(before.length);
    });

    test('a sender that goes away half-way leaves nothing behind', async () => {
      // Koa reports there what it makes of a request that was broken off.
      const report = jest.spyOn(console, 'error').mockImplementation(() => undefined);
      const before = await events();
      const logged = booted.logs.length;
      const body = fresh();
      const request = open({ ...signed(body, new Date()), 'content-length': '100000' });
      request.on('error', () => undefined);
      await new Promise<void>((resolve) => request.write(body, () => resolve()));
      request.destroy();
      expect((await send(fresh())).status).toBe(200);
      expect(await events()).toHaveLength(before.length + 1);
      expect(booted.logs.slice(logged).filter((line) => line.startsWith('error'))).toEqual([]);
      report.mockRestore();
    });
  });

  test('other routes read their bodies as before', async () => {
    expect((await booted.createSiteUser()).jwt).toEqual(expect.any(String));
  });

  test('no secret of a payload is logged', () => {
    const all = booted.logs.join('\n');
    for (const secret of [SECRET, 'TOKEN', 'play-secret']) expect(all).not.toContain(secret);
  });

  test('a started event reaches the meeting through the job, twice delivered and late', async () => {
    const { db } = booted.strapi;
    const row = await db.query('plugin::zoom.meeting').create({
      data: {
        zoomId: '70000000001',
        accountId: 'ACCT',
        state: 'scheduled',
        syncState: 'synced',
        topic: 'Yoga',
        startTime: new Date(Date.now() - 60_000),
        endTime: new Date(Date.now() + 3600_000),
      },
    });
    await db.connection(TABLE.zoomId).insert({
      account_id: 'ACCT',
      zoom_id: '70000000001',
      meeting_row_id: row.id,
    });
    const state = async (): Promise<string> =>
      (await db.query('plugin::zoom.meeting').findOne({ where: { id: row.id } })).state;
    const about = (event: string, uuid: string, times: Record<string, string>) =>
      webhook(event, { id: '70000000001', uuid, ...times });
    const minute = (n: number) => new Date(Date.now() - (60 - n) * 1000).toISOString();
    const starts = { start_time: minute(20) };

    expect((await send(about('meeting.started', 'second', starts))).status).toBe(200);
    expect((await send(about('meeting.started', 'second', starts))).status).toBe(200);
    await waitUntil(async () => (await state()) === 'live', { what: 'a live meeting' });
    await send(about('meeting.ended', 'first', { start_time: minute(1), end_time: minute(10) }));
    await waitUntil(async () => (await lastEvent())?.state === 'processed', {
      what: 'the old end to be processed',
    });
    expect(await state()).toBe('live');
    await send(about('meeting.ended', 'second', { ...starts, end_time: minute(50) }));
    await waitUntil(async () => (await state()) === 'scheduled', { what: 'the end of the test' });
  });
});

describe('webhook receiver in other surroundings', () => {
  const boot = async (options: BootOptions) => {
    booted = await bootStrapi(options);
  };
  afterEach(() => booted.stop());

  test('without a secret every event is 503', async () => {
    await boot({ zoom: { accountId: 'ACCT' } });
    expect(await send(fresh())).toMatchObject({ status: 503 });
    expect((await booted.request.get(PATH)).status).toBe(200);
  });

  test('a body parser with a small limit of its own is not asked', async () => {
    const parser = { name: 'strapi::body', config: { jsonLimit: '1kb', includeUnparsed: true } };
    const rest = ['errors', 'security', 'cors', 'query'].map((name) => `strapi::${name}`);
    await boot({
      ...OPTIONS,
      middlewares: [...rest, parser, 'strapi::session', 'strapi::favicon', 'strapi::public'],
    });
    expect(await send(fresh({ topic: 'é'.repeat(10_000) }))).toMatchObject({ status: 200 });
    expect(await send(EVENT_BODY.recording)).toMatchObject({ status: 200 });
    const [, recording] = await events();
    for (const secret of ['TOKEN', 'play-secret']) {
      expect(JSON.stringify(recording)).not.toContain(secret);
    }
    expect(recording?.secrets).toEqual(expect.any(String));
  });
});
