import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { createTestApp, type AppOptions } from './app-folder';
import type { Agent } from './doors';
import { inHours, openClassroom, sessionData, type Classroom } from './sessions';
import { waitUntil } from './wait';
import { startZoom, type TestZoom } from './zoom';

/** A recording's row, private columns included. */
export type RecordingRecord = Record<string, unknown> & {
  id: number;
  documentId: string;
  zoomFileId: string;
  fileType: string | null;
  state: string;
  isReleased: boolean;
  archiveState: string;
  archiveError: string | null;
};

export type RecordingRoom = Classroom & {
  /** Holds a class now: published, started and ended; gives its Zoom number and its run's uuid. */
  holdClass(
    data?: Record<string, unknown>
  ): Promise<{ sessionId: string; zoomId: string; uuid: string }>;
  rows(where?: Record<string, unknown>): Promise<RecordingRecord[]>;
  /** Waits for all rows of a run to be as wanted. */
  rowsWhere(
    uuid: string,
    isWanted: (rows: RecordingRecord[]) => boolean,
    what?: string
  ): Promise<RecordingRecord[]>;
  /** Every event was delivered and worked off. */
  settled(): Promise<void>;
  caller(permissions?: string[]): Promise<Agent>;
};

/** Where the app's downloads lie while they are checked. */
export const temporaryFolderOf = ({ dir }: { dir: string }): string => {
  const app = createHash('sha256').update(dir).digest('hex').slice(0, 16);
  return path.join(tmpdir(), `strapi-plugin-zoom-${app}`);
};

/** A classroom that hears Zoom's webhooks, and may download from this Zoom. */
export const openRecordingRoom = async (
  options: {
    settings?: Record<string, unknown>;
    boot?: AppOptions;
    hosts?: (zoom: TestZoom) => string[];
  } = {}
): Promise<RecordingRoom> => {
  const zoom = await startZoom();
  const hosts = options.hosts?.(zoom) ?? [zoom.url, zoom.storageUrl];
  const { zoom: config, ...boot } = options.boot ?? {};
  const app = await createTestApp({
    ...boot,
    zoom: { ...zoom.addresses, recordings: { hosts }, ...config },
  });
  const room = await openClassroom({
    zoom,
    boot: { app },
    settings: { ...options.settings },
  }).catch(async (error: unknown) => {
    // Left listening it would keep the test run from ending.
    await zoom.stop();
    throw error;
  });
  await zoom.controls.connectWebhook({ url: `${room.cms.url}/api/webhooks/zoom` });
  const db = room.cms.strapi.db;

  const rows = async (where: Record<string, unknown> = {}): Promise<RecordingRecord[]> =>
    db.query('plugin::zoom.recording').findMany({
      where,
      populate: ['meeting', 'file', 'transcript'],
      orderBy: { id: 'asc' },
    });

  return {
    ...room,
    rows,
    rowsWhere: (uuid, isWanted, what = 'the recordings') =>
      waitUntil(
        async () => {
          const found = await rows({ instanceUuid: uuid });
          return isWanted(found) ? found : null;
        },
        { what, timeoutMs: 60_000 }
      ),
    async holdClass(data = {}) {
      const sessionId = await room.editor.schedule(
        sessionData({ startTime: inHours(-0.2), ...data })
      );
      const { id } = await room.meetingOf(sessionId);
      const { uuid } = zoom.controls.startMeeting(id);
      zoom.controls.startRecording(id);
      zoom.controls.stopRecording(id);
      zoom.controls.endMeeting(id);
      return { sessionId, zoomId: String(id), uuid };
    },
    async settled() {
      await zoom.controls.webhooksSettled();
      const isOpen = [
        { state: 'received' },
        { state: 'stored', event: { $startsWith: 'recording.' } },
        { state: 'stored', event: 'meeting.aic_transcript_completed' },
      ];
      const events = db.query('plugin::zoom.webhook-event');
      await waitUntil(async () => (await events.count({ where: { $or: isOpen } })) === 0, {
        what: 'no open events',
      });
    },
    caller: async (permissions) =>
      room.cms.requestAs(
        await room.cms.createApiToken(
          permissions === undefined ? { type: 'full-access' } : { type: 'custom', permissions }
        )
      ),
    async close() {
      await room.close();
      await app.remove();
      await rm(temporaryFolderOf(app), { recursive: true, force: true });
      await zoom.stop();
    },
  };
};
