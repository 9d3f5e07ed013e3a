import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';

import { allowedOrigins } from '../../../server/src/recordings/download/allowed-origins';
import { fileKind, notTheFile } from '../../../server/src/recordings/download/file-kinds';
import { createDownloads } from '../../../server/src/recordings/download/open-download';
import { isPublicAddress } from '../../../server/src/recordings/download/public-address';
import { createTemporaryFiles } from '../../../server/src/recordings/download/temporary-files';

const signal = new AbortController().signal;

describe('where downloads may begin', () => {
  const isFirst = (hosts: string[], url: string) => allowedOrigins(hosts).isFirst(new URL(url));

  test('at Zoom’s own hosts over https, while none are named', () => {
    for (const url of [
      'https://zoom.us/rec/x',
      'https://us06web.zoom.us/rec/x',
      'https://eu01web.zoom.us:443/rec/x',
      'https://x.zoomgov.com/rec/x',
    ]) {
      expect([url, isFirst([], url)]).toEqual([url, true]);
    }
    for (const url of [
      'http://us06web.zoom.us/rec/x',
      'https://evilzoom.us/rec/x',
      'https://zoom.us.evil.example/rec/x',
      'https://us06web.zoom.us@evil.example/rec/x',
      'http://127.0.0.1:4010/rec/x',
      'file:///etc/passwd',
    ]) {
      expect([url, isFirst([], url)]).toEqual([url, false]);
    }
  });

  test('at those named instead, whole origins as they are', () => {
    const hosts = ['http://127.0.0.1:4010', 'Recordings.example'];
    expect(isFirst(hosts, 'http://127.0.0.1:4010/x')).toBe(true);
    expect(isFirst(hosts, 'http://127.0.0.1:4011/x')).toBe(false);
    expect(isFirst(hosts, 'https://127.0.0.1:4010/x')).toBe(false);
    expect(isFirst(hosts, 'https://recordings.example/x')).toBe(true);
    expect(isFirst(hosts, 'https://a.recordings.example/x')).toBe(false);
    expect(isFirst(hosts, 'https://zoom.us/x')).toBe(false);
  });
});

test.each([
  ...['8.8.8.8', '170.114.0.1', '2606:4700::1111', '2a00:1450:4001::1'].map(
    (ip) => [ip, true] as const
  ),
  ...[
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
  ].map((ip) => [ip, false] as const),
  ...['0.0.0.0', '100.64.0.1', '224.0.0.1', '255.255.255.255', '198.18.0.1'].map(
    (ip) => [ip, false] as const
  ),
  ...[
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    '2001:db8::1',
  ].map((ip) => [ip, false] as const),
  ['not an address', false] as const,
])('%s is public: %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});

describe('a download', () => {
  let server: Server;
  let origin: string;
  let answer: RequestListener;
  beforeAll(async () => {
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const open = (url: string, options: { hosts?: string[]; addresses?: string[] } = {}) =>
    createDownloads({
      origins: allowedOrigins(options.hosts ?? [origin]),
      resolve: async () =>
        (options.addresses ?? []).map((address) => ({
          address,
          family: address.includes(':') ? 6 : 4,
        })),
    }).open({ url, token: 'TOKEN', signal });

  test('is refused where a name leads into a private network, one address among several too', async () => {
    for (const addresses of [
      ['10.0.0.1'],
      ['8.8.8.8', '127.0.0.1'],
      ['::1'],
      ['::ffff:10.0.0.1'],
    ]) {
      expect(await open('https://us02web.zoom.us/rec/secret', { hosts: [], addresses })).toEqual({
        kind: 'refused',
        because: 'The host us02web.zoom.us leads to an address inside a private network.',
      });
    }
    expect(await open('https://us02web.zoom.us/x', { hosts: [], addresses: [] })).toMatchObject({
      kind: 'unavailable',
    });
  });

  test('says no more than the host of what it will not fetch', async () => {
    const refused = await open('https://evil.example/rec/secret?token=abc', { hosts: [] });
    expect(refused).toMatchObject({ kind: 'refused' });
    expect(JSON.stringify(refused)).not.toMatch(/secret|abc/);
  });

  test('asks with the token, and nowhere but at the first origin', async () => {
    const asked: (string | undefined)[] = [];
    answer = (request, response) => {
      asked.push(request.headers.authorization);
      response.writeHead(200, { 'content-length': 2 }).end('ok');
    };
    const opened = await open(`${origin}/x`);
    expect(opened).toMatchObject({ kind: 'opened', status: 200 });
    if (opened.kind === 'opened') opened.body.destroy();
    expect(asked).toEqual(['Bearer TOKEN']);
  });

  test.each([
    [401, 'unauthorised'],
    [403, 'unauthorised'],
    [404, 'gone'],
    [410, 'gone'],
    [429, 'unavailable'],
    [503, 'unavailable'],
    [418, 'refused'],
  ])('%i is %s', async (status, kind) => {
    answer = (_request, response) => response.writeHead(status).end();
    expect(await open(`${origin}/x`)).toMatchObject({ kind });
  });

  test.each([
    ['nowhere', undefined, /nowhere/],
    ['a place without https', 'http://zoom.us/x', /without https/],
    ['a file', 'file:///etc/passwd', /without https/],
    ['another port of this machine', 'https://127.0.0.1:1/x', /private network/],
  ])('is not sent on to %s', async (_where, location, because) => {
    answer = (_request, response) => response.writeHead(302, location ? { location } : {}).end();
    expect(await open(`${origin}/x`)).toMatchObject({ because: expect.stringMatching(because) });
  });
});

describe('what came', () => {
  const mp4 = { extension: '.mp4', mime: 'video/mp4' };
  const head = (text: string) => Buffer.from(text, 'latin1');

  test('is taken for the file where it begins like one', () => {
    expect(
      notTheFile({ kind: mp4, contentType: 'video/mp4', head: head('\0\0\0 ftypmp42') })
    ).toBeNull();
    const vtt = { extension: '.vtt', mime: 'text/vtt' };
    expect(notTheFile({ kind: vtt, contentType: undefined, head: head('WEBVTT\n\n') })).toBeNull();
    const txt = { extension: '.txt', mime: 'text/plain' };
    expect(
      notTheFile({ kind: txt, contentType: 'text/plain', head: head('10:00 Ada: <b> hi') })
    ).toBeNull();
  });

  test('is a web page by its type or its beginning', () => {
    for (const [contentType, text] of [
      ['text/html; charset=utf-8', '\0\0\0 ftypmp42'],
      ['video/mp4', '\n <!DOCTYPE html><html>'],
      [undefined, '<html lang="en">'],
    ] as const) {
      expect(notTheFile({ kind: mp4, contentType, head: head(text) })).toContain('web page');
    }
    expect(
      notTheFile({ kind: mp4, contentType: 'video/mp4', head: head('{"code":124}') })
    ).toContain('MP4');
  });

  test('is named by its extension, else by its kind', () => {
    expect(fileKind({ fileType: 'TRANSCRIPT', fileExtension: 'VTT' })?.mime).toBe('text/vtt');
    expect(fileKind({ fileType: 'TRANSCRIPT', fileExtension: null })?.extension).toBe('.vtt');
    expect(fileKind({ fileType: 'NEW', fileExtension: 'EXE' })).toBeNull();
    expect(fileKind({ fileType: null, fileExtension: null })).toBeNull();
  });
});

test('temporary files of dead processes are removed, those in use and of other machines are not', async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'zoom-parts-'));
  const machine = hostname().replace(/[^A-Za-z0-9-]/g, '-');
  const files = createTemporaryFiles({ directory });
  const used = await files.reserve('used');
  await writeFile(used, 'x');
  for (const name of [
    `${machine}.999999999.dead.part`,
    `${machine}.${process.pid}.earlier-life.part`,
    `${machine}.${process.ppid}.other.part`,
    `elsewhere-${machine}.1.theirs.part`,
    'notes.txt',
  ]) {
    await writeFile(path.join(directory, name), 'x');
  }
  expect(await files.sweep(new Date())).toBe(2);
  expect((await readdir(directory)).sort()).toEqual(
    [
      path.basename(used),
      `${machine}.${process.ppid}.other.part`,
      `elsewhere-${machine}.1.theirs.part`,
      'notes.txt',
    ].sort()
  );
  expect(await files.sweep(new Date(Date.now() + 25 * 3600_000))).toBe(1);
  await files.remove(used);
  await rm(directory, { recursive: true });
});
