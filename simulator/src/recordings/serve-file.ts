import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { World } from '../world';
import { blocksOf, sizeOf } from './content';
import type { RecordedFile } from './recording';
import type { LoggedDownload } from './recording-book';

const MIME: Record<string, string> = {
  MP4: 'video/mp4',
  M4A: 'audio/mp4',
  VTT: 'text/vtt',
  TXT: 'text/plain',
  JSON: 'application/json',
};
const LOOK_EVERY_MS = 10;

/** Sends a file block by block, as fast as it is taken, with what goes wrong at present. */
export async function serveFile(
  world: World,
  response: ServerResponse,
  { file, entry }: { file: RecordedFile; entry: LoggedDownload }
): Promise<void> {
  const size = sizeOf(file.content) - (world.recordings.switches.isShort ? 1 : 0);
  entry.status = 200;
  response.writeHead(200, {
    'content-type': MIME[file.extension] ?? 'application/octet-stream',
    'content-length': size,
  });
  response.on('error', () => undefined);
  try {
    for (const block of blocksOf(file.content)) {
      if (response.destroyed) return;
      const { switches } = world.recordings;
      const next = block.subarray(0, Math.max(0, size - entry.bytes));
      while (isHeld(world, entry.bytes + next.length) && !response.destroyed)
        await wait(LOOK_EVERY_MS);
      if (switches.breakAtBytes !== null && entry.bytes + next.length > switches.breakAtBytes) {
        const last = next.subarray(0, switches.breakAtBytes - entry.bytes);
        response.write(last, () => response.destroy());
        return;
      }
      const isTaken = response.write(next);
      entry.bytes += next.length;
      if (!isTaken && !response.destroyed) {
        await writable(response);
      }
    }
    response.end();
  } finally {
    entry.isOver = true;
  }
}

/** Resolves once more can be written, or nothing ever again. */
function writable(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.on('drain', go).on('close', go);
  });
}

function isHeld({ recordings }: World, bytes: number): boolean {
  const { holdAtBytes } = recordings.switches;
  return holdAtBytes !== null && bytes > holdAtBytes;
}
