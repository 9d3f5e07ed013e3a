import { z } from 'zod';

import { UID } from '../../../../contracts/identifiers';
import type { Player } from '../../../../contracts/recording-browser';
import type { Database } from '../../jobs/database';
import { isMedia, toRecordingRow, type RecordingRow } from '../recording-row';

const fileSchema = z.looseObject({ url: z.string(), mime: z.string() });
const withFile = z.looseObject({ file: fileSchema.nullish() });
type Playable = { row: RecordingRow; file: z.infer<typeof fileSchema> | null };

/**
 * Zoom's page for a recording begins where `startTime` says, in epoch milliseconds of the clock the
 * recording was made by; it is what Zoom's own "share from this moment" puts there.
 */
export const zoomLinkAt = (playUrl: string, startMs: number | null, seconds: number): string => {
  if (startMs === null || seconds === 0 || !URL.canParse(playUrl)) return playUrl;
  const url = new URL(playUrl);
  url.searchParams.set('startTime', String(startMs + Math.round(seconds * 1000)));
  return url.href;
};

const startOf = ({ row }: Playable): number => row.recordingStart?.getTime() ?? 0;

/** A copy of ours before Zoom's page, pictures before sound. */
const preference = ({ row, file }: Playable): number =>
  (file ? 0 : 2) + (row.fileType === 'MP4' ? 0 : 1);

/** How a recording is played in the panel, also one that is held back. */
export const createPlayer = (deps: {
  database: Database;
  /** The file with an address that can be read now; a private provider signs it. */
  signed: (file: unknown) => Promise<unknown>;
}) => {
  const { database, signed } = deps;

  const toPlayable = (record: unknown): Playable => ({
    row: toRecordingRow(record),
    file: withFile.parse(record).file ?? null,
  });

  /** The file itself; of a transcript, what was recorded along with it. */
  const mediaOf = async (of: Playable): Promise<Playable> => {
    if (isMedia(of.row) || of.row.instanceUuid === '') return of;
    const records: unknown[] = await database
      .query(UID.recording)
      .findMany({ where: { instanceUuid: of.row.instanceUuid }, populate: ['file'] });
    const [best] = records
      .map(toPlayable)
      .filter(({ row }) => isMedia(row) && row.instanceUuid === of.row.instanceUuid)
      .sort(
        (a, b) =>
          Math.abs(startOf(a) - startOf(of)) - Math.abs(startOf(b) - startOf(of)) ||
          preference(a) - preference(b)
      );
    return best ?? of;
  };

  /** Null: there is no such recording. */
  return async (documentId: string, seconds: number): Promise<Player | null> => {
    const record: unknown = await database
      .query(UID.recording)
      .findOne({ where: { documentId }, populate: ['file'] });
    if (!record) return null;
    const { row, file } = await mediaOf(toPlayable(record));
    if (file) {
      const { url, mime } = fileSchema.parse(await signed(file));
      return { kind: 'file', url, mime };
    }
    if (row.state === 'processing') return { kind: 'none', because: 'processing' };
    if (row.state !== 'completed') return { kind: 'none', because: 'gone' };
    if (row.playUrl === null) return { kind: 'none', because: 'no-link' };
    const startMs = row.recordingStart?.getTime() ?? null;
    return { kind: 'zoom', url: zoomLinkAt(row.playUrl, startMs, seconds) };
  };
};
