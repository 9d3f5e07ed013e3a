import { archiveLarge } from '../support/large-archive';

const MB = 1024 ** 2;
/** `ARCHIVE_MB=2048 npm test -- integration` for another size. */
const BYTES = Number(process.env['ARCHIVE_MB'] ?? 2048) * MB;
/** What archiving may add to the memory of a process that does nothing. */
const MOST_ABOVE_IDLE = 300 * MB;

test('a large recording, its process killed half-way, arrives whole and in little memory', async () => {
  const archived = await archiveLarge({ bytes: BYTES });
  expect(archived.killedAtBytes).toBeGreaterThan(BYTES / 3);
  expect(archived.killedAtBytes).toBeLessThan(BYTES);
  expect(archived.bytes).toBe(BYTES);
  expect(archived.checksum.inLibrary).toBe(archived.checksum.inZoom);
  // What was half uploaded was replaced, and nothing else lies about.
  expect(archived.uploads).toHaveLength(1);
  expect(archived.mostBytes - archived.idleBytes).toBeLessThan(MOST_ABOVE_IDLE);
}, 300_000);
