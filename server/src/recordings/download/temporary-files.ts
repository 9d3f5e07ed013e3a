import { mkdir, readdir, rm, stat, statfs } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';

import { say } from '../../../../contracts/sentences';

/** Files of machines that share the folder are theirs; after so long nobody works on them. */
const FOREIGN_MS = 24 * 3600_000;

/** Left free on the disk. */
const SPARE_BYTES = 200 * 1024 * 1024;

export type TemporaryFiles = {
  /** A path for one file, which nobody else uses. */
  reserve(key: string): Promise<string>;
  /** Removes the file, if there is one. */
  remove(file: string): Promise<void>;
  /** Removes what killed processes left behind; gives how many files. */
  sweep(now: Date): Promise<number>;
  /** Why a file of so many bytes has no room on the folder's disk, in words; null: it has. */
  refusal(bytes: number | null): Promise<string | null>;
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/**
 * Downloads on their way into the Media Library. A name says who works on it (`host.pid.key.part`),
 * so that whoever comes after a crash knows what to remove.
 */
export const createTemporaryFiles = (options: {
  directory: string;
  pid?: number;
}): TemporaryFiles => {
  const { directory, pid = process.pid } = options;
  const machine = hostname().replace(/[^A-Za-z0-9-]/g, '-');
  const inUse = new Set<string>();

  const isLeftBehind = async (file: string, now: Date): Promise<boolean> => {
    const [owner, process_] = path.basename(file).split('.');
    if (owner === machine) {
      // A process id comes again, in containers nearly always as 1.
      return Number(process_) === pid ? !inUse.has(file) : !isAlive(Number(process_));
    }
    const found = await stat(file).catch(() => null);
    return found !== null && now.getTime() - found.mtimeMs > FOREIGN_MS;
  };

  const folder = async (): Promise<string> => {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    return directory;
  };

  return {
    refusal: async (bytes) => {
      const { bavail, bsize } = await statfs(await folder());
      if (bavail * bsize >= (bytes ?? 0) + SPARE_BYTES) return null;
      return bytes === null
        ? say('archive.noRoomAtAll', { folder: directory })
        : say('archive.noRoom', { bytes, folder: directory });
    },
    reserve: async (key) => {
      const file = path.join(await folder(), `${machine}.${pid}.${key}.part`);
      inUse.add(file);
      await rm(file, { force: true });
      return file;
    },
    remove: async (file) => {
      inUse.delete(file);
      await rm(file, { force: true });
    },
    sweep: async (now) => {
      const names = (await readdir(directory).catch(() => [])).filter((name) =>
        name.endsWith('.part')
      );
      let removed = 0;
      for (const file of names.map((name) => path.join(directory, name))) {
        if (!(await isLeftBehind(file, now))) continue;
        await rm(file, { force: true });
        removed += 1;
      }
      return removed;
    },
  };
};
