import { findMeetingOf } from '../recordings/find-run';
import { checksumOf, type Content } from '../recordings/content';
import { moveAndTell } from '../recordings/move-files';
import { newFile, type FileType, type RecordedFile, type Recording } from '../recordings/recording';
import type { DownloadSwitches, LoggedDownload } from '../recordings/recording-book';
import {
  companionTranscribed,
  recordingDone,
  recordingRenamed,
  recordingRuns,
} from '../recordings/recording-events';
import type { World } from '../world';
import { ControlError } from './control-error';

export interface FileSeed {
  type: FileType;
  /** Size of generated content; @default 100,000 for MP4 and M4A. */
  bytes?: number | undefined;
  text?: string | undefined;
  recordingType?: string | undefined;
  status?: 'processing' | 'completed' | undefined;
}

/** Cloud recordings. `run`: an instance's uuid, or a meeting's number for its running or latest one. */
export interface RecordingControls {
  startRecording(run: number | string, options?: { at?: number | undefined }): { uuid: string };
  stopRecording(run: number | string, options?: { at?: number | undefined }): { uuid: string };
  /** Zoom has worked the recording up: files exist, and `recording.completed` is sent. @default one MP4, one M4A */
  completeRecording(
    run: number | string,
    options?: { files?: FileSeed[] | undefined }
  ): RecordedFile[];
  /** The transcript follows, with `recording.transcript_completed`. */
  completeTranscript(run: number | string, options?: { vtt?: string | undefined }): RecordedFile;
  /** The AI companion transcribes the run, recorded or not; `isReady: false`: it says so too early. */
  companionTranscript(
    run: number | string,
    options?: { vtt?: string | undefined; isReady?: boolean | undefined }
  ): RecordedFile;
  /** What was said too early is so now. */
  finishTranscript(run: number | string): void;
  /** A person moves a recording, or some of its files; a batch tells it in one event for several. */
  moveRecordings(
    runs: (number | string)[],
    options: {
      move: 'trashed' | 'deleted' | 'recovered';
      fileIds?: string[] | undefined;
      asBatch?: boolean | undefined;
    }
  ): number;
  renameRecording(run: number | string, topic: string): void;
  recording(run: number | string): Recording | undefined;
  /** Sends `recording.completed` again, as it is now, with a new token. */
  resendRecording(run: number | string): void;
  setDownloads(switches: Partial<DownloadSwitches>): DownloadSwitches;
  downloads(): LoggedDownload[];
  /** Ends every download token that was given out. */
  expireDownloadTokens(): void;
  /** SHA-256 of a file, in hex. */
  fileChecksum(fileId: string): Promise<string>;
}

const DEFAULT_FILES: FileSeed[] = [{ type: 'MP4' }, { type: 'M4A' }];
const DEFAULT_BYTES = 100_000;
const TEXTS: Partial<Record<FileType, string>> = {
  TRANSCRIPT:
    'WEBVTT\n\n1\n00:00:00.500 --> 00:00:03.000\nMaria Keller: Welcome to algebra.\n\n2\n00:00:03.000 --> 00:00:05.000\nAda: Thank you!\n',
  CC: 'WEBVTT\n\n00:00:00.500 --> 00:00:03.000\nWelcome to algebra.\n',
  CHAT: '00:00:04\t Ada:\tHello\n',
  TIMELINE: '{"timeline":[]}',
};

function contentOf({ type, bytes, text }: FileSeed, seed: number): Content {
  const known = text ?? (bytes === undefined ? TEXTS[type] : undefined);
  if (known !== undefined) return { kind: 'text', text: known };
  return { kind: 'generated', bytes: bytes ?? DEFAULT_BYTES, seed };
}

export function createRecordingControls(world: World): RecordingControls {
  let seeds = 0;

  function opened(run: number | string): Recording {
    const found = findMeetingOf(world, run);
    if (!found) throw new ControlError(404, `No meeting has run as ${run}.`);
    const { meeting, instance } = found;
    return world.recordings.of({
      meetingId: meeting.id,
      uuid: instance.uuid,
      hostId: meeting.hostId,
      topic: meeting.topic,
      startedAt: instance.startedAt,
    });
  }

  const tell = (event: string, recording: Recording): void =>
    world.webhooks.emit(recordingRuns(world, event, recording));

  return {
    startRecording(run, { at = world.clock.now() } = {}) {
      const recording = opened(run);
      recording.startedAt = at;
      recording.stoppedAt = null;
      tell('recording.started', recording);
      return { uuid: recording.uuid };
    },
    stopRecording(run, { at = world.clock.now() } = {}) {
      const recording = opened(run);
      recording.stoppedAt = at;
      tell('recording.stopped', recording);
      return { uuid: recording.uuid };
    },
    completeRecording(run, { files = DEFAULT_FILES } = {}) {
      const recording = opened(run);
      recording.stoppedAt ??= world.clock.now();
      const made = files.map((seed) =>
        newFile(recording, {
          type: seed.type,
          recordingType: seed.recordingType,
          status: seed.status,
          content: contentOf(seed, (seeds += 1)),
        })
      );
      recording.files.push(...made);
      world.webhooks.emit(recordingDone(world, 'recording.completed', { recording, files: made }));
      return made;
    },
    completeTranscript(run, { vtt } = {}) {
      const recording = opened(run);
      const content = contentOf({ type: 'TRANSCRIPT', text: vtt }, 0);
      const file = newFile(recording, { type: 'TRANSCRIPT', content });
      recording.files.push(file);
      const files = [file];
      world.webhooks.emit(
        recordingDone(world, 'recording.transcript_completed', { recording, files })
      );
      return file;
    },
    companionTranscript(run, { vtt, isReady = true } = {}) {
      const recording = opened(run);
      const file = newFile(recording, {
        type: 'TRANSCRIPT',
        content: contentOf({ type: 'TRANSCRIPT', text: vtt }, 0),
        status: isReady ? 'completed' : 'processing',
        isCompanions: true,
      });
      recording.files.push(file);
      world.webhooks.emit(companionTranscribed(world, { recording, file }));
      return file;
    },
    finishTranscript(run) {
      for (const file of opened(run).files) file.status = 'completed';
    },
    moveRecordings: (runs, { move, fileIds, asBatch = false }) =>
      moveAndTell(world, runs.map(opened), { move, fileIds, asBatch }),
    renameRecording(run, topic) {
      const recording = opened(run);
      const oldTopic = recording.topic;
      recording.topic = topic;
      world.webhooks.emit(recordingRenamed(world, { recording, oldTopic }));
    },
    recording(run) {
      const found = findMeetingOf(world, run);
      return found && structuredClone(world.recordings.byUuid(found.instance.uuid));
    },
    resendRecording(run) {
      const recording = opened(run);
      const files = recording.files.filter(({ place }) => place === 'here');
      for (const file of files) file.status = 'completed';
      world.webhooks.emit(recordingDone(world, 'recording.completed', { recording, files }));
    },
    setDownloads: (switches) => ({ ...Object.assign(world.recordings.switches, switches) }),
    downloads: () => structuredClone(world.recordings.downloads),
    expireDownloadTokens: () => world.recordings.expireTokens(),
    async fileChecksum(fileId) {
      const file = world.recordings
        .everything()
        .flatMap(({ files }) => files)
        .find(({ id }) => id === fileId);
      if (!file) throw new ControlError(404, `No file ${fileId}.`);
      return checksumOf(file.content);
    },
  };
}
