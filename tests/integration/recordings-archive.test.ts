import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';

import {
  openRecordingRoom,
  temporaryFolderOf,
  type RecordingRecord,
  type RecordingRoom,
} from '../support/recordings';
import { waitUntil } from '../support/wait';

const LIMIT = 5_000_000;

/** Copies of recordings in the Media Library. */
describe('the archive', () => {
  let room: RecordingRoom;

  const save = async (archive: Record<string, unknown>, more: Record<string, unknown> = {}) =>
    (
      await room.admin
        .put('/zoom/settings')
        .send({ archive, ...more })
        .expect(200)
    ).body;
  const rowOf = async (fileId: string | undefined): Promise<RecordingRecord> => {
    const [row] = await room.rows({ zoomFileId: fileId });
    if (!row) throw new Error(`no row of ${fileId}`);
    return row;
  };
  /** A class with one video; gives the file as Zoom has it. */
  const film = async (bytes = 300_000) => {
    const { zoomId, uuid } = await room.holdClass();
    const [file] = room.zoom.controls.completeRecording(zoomId, {
      files: [{ type: 'MP4', bytes }],
    });
    if (!file) throw new Error('nothing was recorded');
    return { ...file, zoomId, uuid };
  };
  const rowWhere = (fileId: string, isWanted: (row: RecordingRecord) => boolean) =>
    waitUntil(
      async () => {
        const row = await rowOf(fileId);
        return isWanted(row) ? row : null;
      },
      { what: 'the archive', timeoutMs: 60_000 }
    );
  const done = (fileId: string) => rowWhere(fileId, ({ archiveState }) => archiveState === 'done');
  const because = (fileId: string, reason: RegExp) =>
    rowWhere(fileId, ({ archiveError }) => reason.test(archiveError ?? ''));
  const uploads = () => path.join(room.cms.app.dir, 'public', 'uploads');
  const temporaryFolder = () => temporaryFolderOf(room.cms.app);
  const temporaryFiles = () => readdir(temporaryFolder()).catch(() => []);
  const checksum = async (url: unknown) =>
    createHash('sha256')
      .update(await readFile(path.join(room.cms.app.dir, 'public', String(url))))
      .digest('hex');
  const again = async (fileId: string) => {
    const { documentId } = await rowOf(fileId);
    await room.admin.post(`/zoom/recordings/${documentId}/archive`).send({}).expect(200);
  };

  beforeAll(async () => {
    room = await openRecordingRoom({
      boot: { plugins: { upload: { config: { sizeLimit: LIMIT } } } },
    });
  });
  afterAll(() => room.close());
  afterEach(async () => {
    room.zoom.controls.setDownloads({
      ...{ html: false, redirect: false, redirectTo: null, isShort: false },
      ...{ holdAtBytes: null, breakAtBytes: null },
    });
    await waitUntil(async () => (await temporaryFiles()).length === 0, {
      what: 'no temporary files',
    });
  });

  test('is off until it is switched on, and says then that files are public', async () => {
    const file = await film();
    await room.settled();
    expect(await rowOf(file.id)).toMatchObject({ archiveState: 'none', file: null });
    const saved = await save({ enabled: true });
    expect(saved.data.archive).toEqual({ enabled: true, fileTypes: ['MP4'], afterwards: 'keep' });
    expect(saved.warnings).toEqual([expect.stringContaining('Media Library are public')]);
    expect(saved.data.archiveWarning).toContain('public');
  });

  test('copies a file whole, shows how far it is, and links it with the recording', async () => {
    const media: unknown[] = [];
    room.cms.strapi.eventHub.once(
      'media.create',
      async (payload: unknown) => void media.push(payload)
    );
    room.zoom.controls.setDownloads({ holdAtBytes: 2_000_000 });
    const file = await film(4_000_000);
    const half = await rowWhere(file.id, (row) => Number(row['archivedBytes']) >= 1_000_000);
    expect(half.archiveState).toBe('running');
    expect(await temporaryFiles()).toHaveLength(1);
    room.zoom.controls.setDownloads({ holdAtBytes: null });
    const row = await done(file.id);
    expect(Number(row['archivedBytes'])).toBe(4_000_000);
    const copy = row['file'] as Record<string, unknown>;
    expect(copy).toMatchObject({ ext: '.mp4', mime: 'video/mp4', provider: 'local' });
    expect(await checksum(copy['url'])).toBe(await room.zoom.controls.fileChecksum(file.id));
    expect(media).toHaveLength(1);

    const reader = await room.caller([
      'plugin::zoom.recording.find',
      'plugin::upload.content-api.find',
    ]);
    const { body } = await reader.get(
      '/api/zoom/recordings?populate=file&filters[fileSize]=4000000'
    );
    expect(body.data[0].file.url).toBe(copy['url']);
    expect(JSON.stringify(body)).not.toMatch(/archive(State|Key|d)/);
  });

  test('leaves the token behind where it is sent on to another host', async () => {
    room.zoom.controls.setDownloads({ redirect: true });
    const file = await film();
    await done(file.id);
    const asked = room.zoom.controls.downloads().filter(({ fileId }) => fileId === file.id);
    expect(asked).toMatchObject([
      { host: 'zoom', status: 302, hadAuthorization: true },
      { host: 'storage', status: 200, hadAuthorization: false },
    ]);
  });

  test('asks for a new link where the first no longer holds', async () => {
    room.zoom.controls.setDownloads({ html: true });
    const file = await film();
    await because(file.id, /web page/);
    room.zoom.controls.setDownloads({ html: false });
    room.zoom.controls.expireDownloadTokens();
    await again(file.id);
    await done(file.id);
    const statuses = room.zoom.controls
      .downloads()
      .filter(({ fileId }) => fileId === file.id)
      .map(({ status }) => status);
    expect(statuses).toEqual([200, 200, 401, 200]);
  });

  test.each([
    ['a web page instead of the file', { html: true }, /web page instead of the file/],
    ['a file of another size', { isShort: true }, /299999 bytes; Zoom said it has 300000 bytes/],
    ['a broken connection', { breakAtBytes: 100 }, /broke off/],
    ['a way without https', { redirectTo: 'http://zoom.example/x' }, /without https/],
    ['an address of this machine', { redirectTo: 'https://127.0.0.1:9/x' }, /private network/],
    ['an address of its network', { redirectTo: 'https://[fd00::1]/x' }, /private network/],
    ['the cloud’s own addresses', { redirectTo: 'https://169.254.169.254/x' }, /private network/],
  ])('takes %s for a failure and says so', async (_what, switches, reason) => {
    room.zoom.controls.setDownloads(switches);
    const file = await film();
    const row = await because(file.id, reason);
    expect(row).toMatchObject({ file: null });
    expect(['waiting', 'failed']).toContain(row.archiveState);
    expect(row.archiveError).not.toMatch(/\/rec\/|Bearer|token=/);
    room.zoom.controls.setDownloads({
      ...{ html: false, isShort: false, breakAtBytes: null, redirectTo: null },
    });
    await again(file.id);
    await done(file.id);
  });

  test('follows at most five redirects', async () => {
    room.zoom.controls.setDownloads({ redirectTo: '?again' });
    const file = await film();
    await because(file.id, /more than 5 times/);
    const asked = room.zoom.controls.downloads().filter(({ fileId }) => fileId === file.id);
    expect(asked.length).toBe(6);
  });

  test('refuses what the upload plugin would refuse, before it downloads anything', async () => {
    const file = await film(LIMIT + 1);
    const row = await because(file.id, /sizeLimit/);
    expect(row.archiveState).toBe('failed');
    expect(room.zoom.controls.downloads().filter(({ fileId }) => fileId === file.id)).toEqual([]);
  });

  test('waits until a recording is released, since its files are public', async () => {
    await save({ enabled: true }, { releaseRecordings: 'by-editor' });
    const file = await film();
    await room.settled();
    const { documentId } = await rowOf(file.id);
    expect(await rowOf(file.id)).toMatchObject({ archiveState: 'none', file: null });
    const refused = await room.admin.post(`/zoom/recordings/${documentId}/archive`).send({});
    expect(refused.body.warnings).toEqual([expect.stringContaining('Release it first')]);
    await room.admin.post(`/zoom/recordings/${documentId}/release`).send({}).expect(200);
    await done(file.id);
    const held = await room.admin.post(`/zoom/recordings/${documentId}/hold`).send({}).expect(200);
    expect(held.body.warnings).toEqual([expect.stringContaining('Media Library')]);
    await save({ enabled: true }, { releaseRecordings: 'on-arrival' });
  });

  test('moves the recording to Zoom’s trash afterwards, if wanted', async () => {
    await save({ afterwards: 'trash' });
    const file = await film();
    await done(file.id);
    await rowWhere(file.id, ({ state }) => state === 'trashed');
    expect(room.zoom.controls.recording(file.uuid)?.files[0]?.place).toBe('trash');
    expect((await rowOf(file.id))['file']).toMatchObject({ ext: '.mp4' });
    await save({ afterwards: 'keep' });
  });

  test('removes what a killed process left behind, and replaces what it half uploaded', async () => {
    const left = path.join(
      temporaryFolder(),
      `${hostname().replace(/[^A-Za-z0-9-]/g, '-')}.999999999.gone.part`
    );
    await writeFile(left, 'half a film');
    await save({ enabled: false });
    const file = await film();
    await room.settled();
    await room.cms.strapi.db
      .query('plugin::zoom.recording')
      .update({ where: { zoomFileId: file.id }, data: { archiveKey: 'zoom_of_an_earlier_try' } });
    await writeFile(path.join(uploads(), 'zoom_of_an_earlier_try.mp4'), 'half a film');
    const before = await readdir(uploads());
    await again(file.id);
    const row = await done(file.id);
    const { url } = row['file'] as Record<string, unknown>;
    expect(await checksum(url)).toBe(await room.zoom.controls.fileChecksum(file.id));
    await save({ enabled: true });
    await waitUntil(async () => (await temporaryFiles()).length === 0, { what: 'a clean folder' });
    expect(await readdir(uploads())).toEqual(before);
  });

  test('refuses a provider that cannot stream, with the reason', async () => {
    const upload = room.cms.strapi.plugin('upload') as unknown as {
      provider: Record<string, unknown>;
    };
    const { provider } = upload;
    upload.provider = { ...provider, uploadStream: undefined };
    try {
      const file = await film();
      await because(file.id, /cannot stream/);
      expect((await save({ enabled: true })).warnings).toEqual([
        expect.stringContaining('cannot stream'),
      ]);
    } finally {
      upload.provider = provider;
    }
  });

  test('takes up what came before it was switched on, when it is asked to', async () => {
    const missing = async (body: object, status = 200) =>
      (await room.admin.post('/zoom/recordings/archive').send(body).expect(status)).body;
    await save({ enabled: false });
    const { id, zoomId, uuid } = await film(250_000);
    const [chat] = room.zoom.controls.completeRecording(zoomId, { files: [{ type: 'CHAT' }] });
    await room.rowsWhere(uuid, (rows) => rows.length === 2);
    expect(await missing({})).toEqual({
      data: { isOn: false, files: 0, bytes: 0, isStarted: false },
      warnings: ['The archive is off: switch it on in the settings first.'],
    });
    await save({ enabled: true, fileTypes: ['MP4'] });
    const counted = await missing({ dryRun: true });
    expect(counted).toMatchObject({ data: { isOn: true, isStarted: false }, warnings: [] });
    expect(counted.data.files).toBeGreaterThanOrEqual(1);
    expect(counted.data.bytes).toBeGreaterThanOrEqual(250_000);
    expect((await rowOf(id)).archiveState).toBe('none');
    expect((await missing({})).data).toEqual({ ...counted.data, isStarted: true });
    await done(id);
    expect((await rowOf(chat?.id)).archiveState).toBe('none');
    expect((await missing({})).data).toEqual({
      ...{ isOn: true, files: 0, bytes: 0, isStarted: false },
    });
    await missing({ dryRun: 'perhaps' }, 400);
  });
});
