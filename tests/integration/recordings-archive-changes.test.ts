import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';

import { UID } from '../../contracts/identifiers';
import { say } from '../../contracts/sentences';
import { openRecordingRoom, type RecordingRecord, type RecordingRoom } from '../support/recordings';
import { waitUntil } from '../support/wait';

type UploadedFile = { hash: string; ext: string; stream: Readable };
type Provider = { uploadStream(file: UploadedFile): Promise<unknown> };

/** What happens to a recording while its copy is being made, or between that and what follows. */
describe('an archive that something comes between', () => {
  let room: RecordingRoom;
  let original: Provider;

  const db = () => room.cms.strapi.db;
  const upload = () => room.cms.strapi.plugin('upload') as unknown as { provider: Provider };
  /** The app's provider, with another way of uploading. */
  const uploadWith = (uploadStream: Provider['uploadStream']) => {
    upload().provider = Object.assign(Object.create(original), { uploadStream });
  };
  const uploads = async () =>
    (await readdir(path.join(room.cms.app.dir, 'public', 'uploads'))).filter((name) =>
      name.startsWith('zoom_')
    );
  const library = () => db().query('plugin::upload.file').count();
  const save = (archive: Record<string, unknown>) =>
    room.admin.put('/zoom/settings').send({ archive }).expect(200);
  const film = async (bytes = 300_000) => {
    const { zoomId, uuid } = await room.holdClass();
    const [file] = room.zoom.controls.completeRecording(zoomId, {
      files: [{ type: 'MP4', bytes }],
    });
    if (!file) throw new Error('nothing was recorded');
    return { ...file, uuid };
  };
  const rowWhere = (fileId: string, isWanted: (row: RecordingRecord) => boolean) =>
    waitUntil(
      async () => {
        const [row] = await room.rows({ zoomFileId: fileId });
        return row && isWanted(row) ? row : null;
      },
      { what: 'the archive', timeoutMs: 60_000 }
    );
  const done = (fileId: string) => rowWhere(fileId, ({ archiveState }) => archiveState === 'done');
  const act = ({ documentId }: { documentId: string }, action: string) =>
    room.admin.post(`/zoom/recordings/${documentId}/${action}`).send({}).expect(200);
  const jobs = () =>
    db()
      .query('plugin::zoom.job')
      .findMany({ where: { task: 'archive-recording' } });
  const noJobs = () =>
    waitUntil(async () => (await jobs()).length === 0, { what: 'no job of the archive' });
  const isWhole = async (row: RecordingRecord): Promise<boolean> => {
    const { url } = row['file'] as { url: string };
    const copy = await readFile(path.join(room.cms.app.dir, 'public', url));
    const inZoom = await room.zoom.controls.fileChecksum(row.zoomFileId);
    return createHash('sha256').update(copy).digest('hex') === inZoom;
  };
  /** An upload that is whole, and answers only when it is told to. */
  const slowUpload = () => {
    let isTold = false;
    let isThere = false;
    uploadWith(async (file) => {
      await original.uploadStream(file);
      isThere = true;
      await waitUntil(() => isTold, { what: 'the word to go on' });
    });
    return {
      arrived: () => waitUntil(() => isThere, { what: 'the upload' }),
      go: () => {
        isTold = true;
      },
    };
  };

  const breakOff: Provider['uploadStream'] = async ({ hash, ext, stream }) => {
    stream.destroy();
    await writeFile(path.join(room.cms.app.dir, 'public', 'uploads', hash + ext), 'half a film');
    throw new Error('the bucket is away');
  };

  beforeAll(async () => {
    room = await openRecordingRoom({ settings: { archive: { enabled: true } } });
    original = upload().provider;
  });
  afterAll(() => room.close());
  afterEach(async () => {
    upload().provider = original;
    await save({ afterwards: 'keep' });
    room.zoom.controls.setDownloads({ holdAtBytes: null });
  });

  test('held back while it is downloaded: nothing of it becomes public, until it is released', async () => {
    const [before, inLibrary] = [await uploads(), await library()];
    room.zoom.controls.setDownloads({ holdAtBytes: 1_000_000 });
    const file = await film(2_000_000);
    const row = await rowWhere(file.id, ({ archiveState }) => archiveState === 'running');
    await act(row, 'hold');
    room.zoom.controls.setDownloads({ holdAtBytes: null });
    await rowWhere(file.id, ({ archiveState }) => archiveState === 'none');
    await noJobs();
    expect([await uploads(), await library()]).toEqual([before, inLibrary]);
    await act(row, 'release');
    expect(await isWhole(await done(file.id))).toBe(true);
  });

  test('held back while it is uploaded: what was uploaded is taken away again', async () => {
    const [before, inLibrary] = [await uploads(), await library()];
    const slow = slowUpload();
    const file = await film();
    await slow.arrived();
    const [row] = await room.rows({ zoomFileId: file.id });
    if (!row) throw new Error('no row');
    expect(await uploads()).toHaveLength(before.length + 1);
    await act(row, 'hold');
    slow.go();
    await rowWhere(file.id, ({ archiveState }) => archiveState === 'none');
    await noJobs();
    expect([await uploads(), await library()]).toEqual([before, inLibrary]);
  });

  test('removed while it is uploaded: what was uploaded goes, too', async () => {
    const [before, inLibrary] = [await uploads(), await library()];
    const slow = slowUpload();
    const file = await film();
    await slow.arrived();
    await db()
      .query(UID.recording)
      .delete({ where: { zoomFileId: file.id } });
    slow.go();
    await noJobs();
    expect([await uploads(), await library()]).toEqual([before, inLibrary]);
  });

  test('a provider that fails half-way is tried again, and its half is replaced', async () => {
    const before = await uploads();
    uploadWith(breakOff);
    const file = await film();
    const row = await rowWhere(file.id, ({ archiveError }) => archiveError !== null);
    expect(row).toMatchObject({ archiveState: 'waiting', archiveError: 'the bucket is away' });
    upload().provider = original;
    await act(row, 'archive');
    expect(await isWhole(await done(file.id))).toBe(true);
    expect(await uploads()).toHaveLength(before.length + 1);
  });

  test('given up after its tries, nothing half stays at the provider', async () => {
    const before = await uploads();
    uploadWith(breakOff);
    const file = await film();
    await rowWhere(file.id, ({ archiveError }) => archiveError !== null);
    await db()
      .query('plugin::zoom.job')
      .updateMany({ where: { task: 'archive-recording' }, data: { attempts: 100, runAt: 0 } });
    await rowWhere(file.id, ({ archiveState }) => archiveState === 'failed');
    await noJobs();
    expect(await uploads()).toEqual(before);
  });

  test('where Zoom is away just then, the recording goes to its trash later', async () => {
    await save({ afterwards: 'trash' });
    room.zoom.controls.addFault({
      ...{ kind: 'status', status: 503, method: 'DELETE', path: '/meetings/*', times: 1 },
    });
    const file = await film();
    const row = await rowWhere(file.id, ({ archiveError }) => archiveError !== null);
    expect(row).toMatchObject({ archiveState: 'done' });
    const [start] = say('archive.staysInZoom', { because: '' }).split(':');
    expect(row.archiveError).toMatch(new RegExp(`^${start}:`));
    await rowWhere(file.id, ({ state, archiveError }) => state === 'trashed' && !archiveError);
    expect(room.zoom.controls.recording(file.uuid)?.files[0]?.place).toBe('trash');
    expect(await isWhole(await done(file.id))).toBe(true);
  });

  test('a copy that somebody deleted in the Media Library is none, and is made again', async () => {
    const file = await film();
    const { documentId, file: copy } = await done(file.id);
    await room.cms.strapi.plugin('upload').service('upload').remove(copy);
    const { body } = await room.admin.get('/zoom/recordings');
    const shown = body.data.find((one: { documentId: string }) => one.documentId === documentId);
    expect(shown.archive.state).toBe('none');
    await act({ documentId }, 'archive');
    const row = await rowWhere(file.id, ({ file: made }) => made != null);
    expect(await isWhole(row)).toBe(true);
  });
});
