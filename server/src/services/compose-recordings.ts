import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Core } from '@strapi/types';
import { say } from '../../../contracts/sentences';
import type { Announce } from '../announcements';
import type { PluginConfig } from '../config';
import type { PlanPolicy } from '../domain/meeting-plan';
import type { JobHandlers, QueuePauses } from '../jobs';
import type { JobHandler, Outbox } from '../jobs/types';
import type { PluginStore } from '../meetings/installation';
import type { SessionKey } from '../domain/session';
import type { SessionReader } from '../meetings/session-reader';
import type { MeetingChange } from '../meetings/meeting-rows';
import type { Arrivals } from '../privacy/arrivals';
import { createRecordingAnnouncements } from '../recordings/announcements';
import { createEventApplier } from '../recordings/apply-events';
import { createArchiveBacklog } from '../recordings/archive-backlog';
import { createArchive } from '../recordings/archive-recording';
import { createDownloadLinks } from '../recordings/download-links';
import { allowedOrigins } from '../recordings/download/allowed-origins';
import { createDownloads } from '../recordings/download/open-download';
import { resolveHost } from '../recordings/download/public-address';
import { createTemporaryFiles } from '../recordings/download/temporary-files';
import { createFetchFile } from '../recordings/fetch-file';
import { createTranscripts } from '../recordings/fetch-transcript';
import { createFollowUps } from '../recordings/follow-ups';
import { createRecordingLists } from '../recordings/list-recordings';
import { createMediaLibrary } from '../recordings/media-library';
import { applyEventsJob, listJob } from '../recordings/recording-jobs';
import { COMPANION_TRANSCRIPT } from '../recordings/recording-news';
import { createRecordingRows } from '../recordings/recording-rows';
import { createRecordingDesk } from '../recordings/release';
import { createStoredEvents } from '../recordings/stored-events';
import type { SecretBox } from '../settings/secret-box';
import type { SettingsService } from '../settings/types';
import type { ZoomClient } from '../zoom';
import { errorText } from '../jobs/error-text';

/** Recordings wait out a pause of the account; finding out that it is over is the meetings' work. */
const PAUSED_MS = 5 * 60_000;

type Parts = {
  config: PluginConfig;
  store: PluginStore;
  outbox: Outbox;
  pauses: QueuePauses;
  settings: SettingsService;
  secretBox: SecretBox;
  zoom: ZoomClient;
  policy: () => PlanPolicy;
  announce: Announce;
  reader: SessionReader;
  defaultLocale: () => Promise<string | null>;
  arrivals: Arrivals;
  clock: () => Date;
};

/** Of one app on this machine: two apps do not tidy up after each other. */
const temporaryFolder = (appDir: string): string => {
  const app = createHash('sha256').update(appDir).digest('hex').slice(0, 16);
  return path.join(tmpdir(), `strapi-plugin-zoom-${app}`);
};

/** Recordings, their copies and their transcripts. */
export const composeRecordings = (strapi: Core.Strapi, parts: Parts) => {
  const { config, outbox, settings, secretBox, zoom, clock } = parts;
  const { db: database, log } = strapi;
  const random = Math.random;
  const archiveSettings = () => settings.current().archive;
  const closedBecause = () => parts.policy().closedBecause;

  const media = createMediaLibrary(strapi);
  const files = createTemporaryFiles({ directory: temporaryFolder(strapi.dirs.app.root) });
  const rows = createRecordingRows({
    db: database,
    releasesOnArrival: () => settings.current().releaseRecordings === 'on-arrival',
  });
  const events = createStoredEvents({ database, open: (sealed) => secretBox.open(sealed) });
  const announcements = createRecordingAnnouncements({ db: database, announce: parts.announce });
  const followUps = createFollowUps({
    rows,
    outbox,
    archive: archiveSettings,
    isLibraryPrivate: () => media.isPrivate(),
  });
  const fetchFile = createFetchFile({
    links: createDownloadLinks({ events, zoom, clock }),
    downloads: createDownloads({
      origins: allowedOrigins(config.recordings.hosts),
      resolve: resolveHost,
    }),
  });
  const shared = { database, rows, followUps, announcements, outbox, clock, log };
  const lists = createRecordingLists({ ...shared, store: parts.store, zoom, closedBecause });
  const work = {
    ...{ database, rows, files, fetchFile, closedBecause, clock, random, log },
    withoutErased: parts.arrivals.cues,
  };

  const whenUnpaused =
    (handler: JobHandler): JobHandler =>
    async (job) => {
      const pause = await parts.pauses.get();
      return pause === null
        ? handler(job)
        : { kind: 'again', at: new Date(clock().getTime() + PAUSED_MS) };
    };

  const localeOf = async (session: SessionKey): Promise<string | null> => {
    const plan =
      (await parts.reader.published(session)) ?? (await parts.reader.draft(session, null));
    return plan?.locale ?? (await parts.defaultLocale());
  };

  const handlers: Partial<JobHandlers> = {
    'apply-recording-events': createEventApplier({ ...shared, events }),
    'list-recordings': whenUnpaused(lists.handler),
    'archive-recording': whenUnpaused(
      createArchive({ ...work, media, zoom, archive: archiveSettings })
    ),
    'fetch-transcript': whenUnpaused(createTranscripts({ ...work, announcements, localeOf })),
  };

  return {
    handlers,
    desk: createRecordingDesk({ ...shared, media }),
    archiveMissing: createArchiveBacklog({ ...shared, archive: archiveSettings }),
    /** An event was stored; in the transaction that did it. */
    onStored: async ({ event, meetingId }: { event: string; meetingId: string | null }) => {
      const isOurs = event.startsWith('recording.') || event === COMPANION_TRANSCRIPT;
      if (isOurs) await outbox.raise(applyEventsJob(meetingId));
    },
    /** After the commit; never rejects. */
    onMeetingChanged: ({ before, after }: MeetingChange): void => {
      if (after.state !== 'ended' || before.state === 'ended') return;
      lists.plan(after).catch((error: unknown) => {
        log.error(`zoom: recordings of meeting ${after.zoomId} not planned: ${errorText(error)}`);
      });
    },
    /** At the start: what a killed process left behind. */
    tidy: async (): Promise<void> => {
      const removed = await files.sweep(clock());
      if (removed > 0) log.info(`zoom: ${removed} unfinished downloads of recordings removed`);
    },
    sweep: () => lists.sweep(),
    /** Asks Zoom for a meeting's recordings now. */
    listSoon: (meetingRowId: number) => outbox.raise(listJob(meetingRowId, 0)),
    archiveWarning: async (): Promise<string | null> => {
      const refusal = await media.refusal({ name: 'recording', bytes: null });
      if (refusal !== null) return refusal;
      return (await media.isPrivate()) ? null : say('archive.public');
    },
  };
};
export type Recordings = ReturnType<typeof composeRecordings>;
