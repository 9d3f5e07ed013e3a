import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';

import { knex } from 'knex';

import { createTestApp, type TestApp } from './app-folder';
import type { Agent } from './doors';
import { residentBytes, watchMemory } from './memory';
import { temporaryFolderOf } from './recordings';
import { editorOf, inHours, sessionData } from './sessions';
import { spawnStrapi, type SpawnedStrapi } from './spawn-strapi';
import { waitUntil } from './wait';
import { startZoom, type TestZoom } from './zoom';

export type LargeArchive = {
  bytes: number;
  idleBytes: number;
  /** The most that either process had while it worked. */
  mostBytes: number;
  /** Whole, from the start of the process that finished it; the crash's wait for the lease apart. */
  secondsAfterKill: number;
  /** How far the download was when the process was killed. */
  killedAtBytes: number;
  checksum: { inZoom: string; inLibrary: string };
  /** What lies in the folder of uploads at the end. */
  uploads: string[];
};

const checksumOf = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
};

const TWO_GB = 2 * 1024 ** 3;

type Summary = {
  fileSize: number;
  archive: { state: string; bytes: number; error: string | null };
};

const summary = async (admin: Agent): Promise<Summary | undefined> => {
  const { body } = await admin.get('/zoom/recordings');
  return body.data?.[0];
};

/** The memory of a process that has nothing to do: the least of a second's looks. */
const idleMemory = async (pid: number): Promise<number> => {
  let least = Number.POSITIVE_INFINITY;
  for (let look = 0; look < 10; look += 1) {
    least = Math.min(least, await residentBytes(pid));
    await rest(100);
  }
  return least;
};

const prepare = async (app: TestApp, { zoom, bytes }: { zoom: TestZoom; bytes: number }) => {
  const cms = await spawnStrapi(app);
  const admin = await cms.adminRequest();
  const archive = { enabled: true, fileTypes: ['MP4'] };
  const saved = await admin.put('/zoom/settings').send({ ...zoom.settings, archive });
  if (saved.status !== 200) throw new Error(saved.text);
  await zoom.controls.connectWebhook({ url: `${cms.url}/api/webhooks/zoom` });
  await editorOf(admin).schedule(sessionData({ startTime: inHours(-0.2) }));
  const meeting = await waitUntil(() => zoom.meetings()[0], { what: 'the meeting' });
  const idleBytes = await idleMemory(cms.pid);
  zoom.controls.setDownloads({ holdAtBytes: Math.floor(bytes / 2) });
  zoom.controls.startMeeting(meeting.id);
  zoom.controls.endMeeting(meeting.id);
  const [file] = zoom.controls.completeRecording(meeting.id, { files: [{ type: 'MP4', bytes }] });
  if (!file) throw new Error('nothing was recorded');
  return { cms, admin, file, idleBytes };
};

/** As time would: the lease of a killed process runs out. */
const endLeases = async (app: TestApp): Promise<void> => {
  const database = knex({
    ...app.database.connection,
    client: 'better-sqlite3',
    useNullAsDefault: true,
  });
  await database('zm_jobs').update({ lease_until: null, lease_by: null, run_at: 0 });
  await database.destroy();
};

/**
 * Archives one large recording by a Strapi of its own, which is killed half-way; the next one on the
 * same database brings it to its end.
 */
export const archiveLarge = async (options: { bytes?: number } = {}): Promise<LargeArchive> => {
  const { bytes = TWO_GB } = options;
  const zoom = await startZoom();
  const app = await createTestApp({
    zoom: { ...zoom.addresses, recordings: { hosts: [zoom.url, zoom.storageUrl] } },
    plugins: { upload: { config: { sizeLimit: 2 * bytes } } },
  });
  const running: SpawnedStrapi[] = [];
  try {
    const { cms, admin, file, idleBytes } = await prepare(app, { zoom, bytes });
    running.push(cms);
    const first = watchMemory(cms.pid);
    const half = await waitUntil(
      async () => {
        const now = await summary(admin);
        return now && now.archive.bytes >= bytes / 2 - 16 * 1024 ** 2 ? now : null;
      },
      { what: 'half of the file', timeoutMs: 120_000, everyMs: 100 }
    );
    const mostOfFirst = await first.stop();
    await cms.kill();
    zoom.controls.setDownloads({ holdAtBytes: null });
    await endLeases(app);

    const startedAt = performance.now();
    const next = await spawnStrapi(app);
    running.push(next);
    const second = watchMemory(next.pid);
    const nextAdmin = next.requestAs(await next.admin.token());
    const whole = await waitUntil(
      async () => {
        const now = await summary(nextAdmin);
        if (now?.archive.state === 'failed') throw new Error(now.archive.error ?? 'failed');
        return now?.archive.state === 'done' ? now : null;
      },
      { what: 'the whole file', timeoutMs: 240_000, everyMs: 100 }
    );
    const seconds = (performance.now() - startedAt) / 1000;
    const mostBytes = Math.max(mostOfFirst, await second.stop());
    const folder = path.join(app.dir, 'public', 'uploads');
    const uploads = (await readdir(folder)).filter((name) => name !== '.gitkeep');
    return {
      bytes: whole.archive.bytes,
      idleBytes,
      mostBytes,
      secondsAfterKill: seconds,
      killedAtBytes: half.archive.bytes,
      checksum: {
        inZoom: await zoom.controls.fileChecksum(file.id),
        inLibrary: await checksumOf(path.join(folder, uploads[0] ?? '')),
      },
      uploads,
    };
  } finally {
    for (const one of running) await one.stop();
    await app.remove();
    await rm(temporaryFolderOf(app), { recursive: true, force: true });
    await zoom.stop();
  }
};
