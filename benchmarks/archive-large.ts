import { archiveLarge } from '../tests/support/large-archive';

/**
 * What archiving one large recording costs: its process is killed half-way, and the next one on the
 * same database brings it to its end. The file is fetched from a local Zoom in another process.
 */

const MB = 1024 ** 2;
const BYTES = Number(process.env['ARCHIVE_MB'] ?? 2048) * MB;

const megabytes = (bytes: number): string => `${(bytes / MB).toFixed(0)} MB`;

const main = async (): Promise<void> => {
  const archived = await archiveLarge({ bytes: BYTES });
  const isWhole = archived.checksum.inLibrary === archived.checksum.inZoom;
  const lines = [
    `a recording of ${megabytes(BYTES)}, killed at ${megabytes(archived.killedAtBytes)}`,
    `memory: idle ${megabytes(archived.idleBytes)}, at most ${megabytes(archived.mostBytes)}: ${megabytes(archived.mostBytes - archived.idleBytes)} above idle`,
    `begun again, boot included: ${archived.secondsAfterKill.toFixed(1)} s, ${(BYTES / MB / archived.secondsAfterKill).toFixed(0)} MB a second`,
    `arrived ${isWhole ? 'whole' : 'DAMAGED'} (SHA-256 ${archived.checksum.inLibrary.slice(0, 16)}…), ${archived.uploads.length} file in the Media Library`,
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (!isWhole) process.exitCode = 1;
};

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
