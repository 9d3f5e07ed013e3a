import { createHash } from 'node:crypto';
import type { RecordingState } from '../../../contracts/recordings';

/** A file of a cloud recording as Zoom tells of it, in webhooks and over REST alike. */
export type RecordingFile = {
  /** Closed captions and timelines have none. */
  id: string | null;
  recordingStart: Date | null;
  recordingEnd: Date | null;
  fileType: string | null;
  fileExtension: string | null;
  recordingType: string | null;
  /** In bytes. */
  fileSize: number | null;
  fileName: string | null;
  playUrl: string | null;
  downloadUrl: string | null;
  /** `processing` or `completed`; Zoom leaves it out where a file has no id. */
  status: string | null;
};

/** The recorded files of one run of a meeting. */
export type RecordedRun = {
  uuid: string;
  topic: string | null;
  /** Opens `play_url` without asking: a secret. */
  playPasscode: string | null;
  /** What a person types: a secret. */
  passcode: string | null;
  files: RecordingFile[];
};

/** What of a file's row Zoom decides. */
export type RecordingDetails = {
  instanceUuid: string;
  fileType: string | null;
  fileExtension: string | null;
  recordingType: string | null;
  fileSize: number | null;
  recordingStart: Date | null;
  recordingEnd: Date | null;
  topic: string | null;
  playUrl: string | null;
  downloadUrl: string | null;
  passcode: string | null;
};

/**
 * What a file is known by for ever: Zoom's id, else a hash of what stays the same about it. A hash
 * in either case of letters, since some databases compare texts without case and Zoom's UUIDs
 * differ by it.
 */
export const recordingKey = (run: Pick<RecordedRun, 'uuid'>, file: RecordingFile): string => {
  if (file.id) return file.id.slice(0, 255);
  const parts = [
    run.uuid,
    file.fileType,
    file.recordingType,
    file.fileName,
    file.recordingStart?.toISOString() ?? null,
  ];
  return `none-${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40)}`;
};

/** Zoom opens a recording by its play link and `pwd`: together they are the whole secret. */
export const playLink = (playUrl: string | null, playPasscode: string | null): string | null => {
  if (!playUrl || !playPasscode || /[?&]pwd=/.test(playUrl)) return playUrl;
  const joint = playUrl.includes('?') ? '&' : '?';
  return `${playUrl}${joint}pwd=${encodeURIComponent(playPasscode)}`;
};

/** `varchar(255)`: Strapi's column for a string. */
const short = (value: string | null): string | null => value?.slice(0, 255) ?? null;

/** A file's row as this telling of it says; what it leaves out is null. */
export const recordingDetails = (run: RecordedRun, file: RecordingFile): RecordingDetails => ({
  instanceUuid: run.uuid,
  fileType: short(file.fileType),
  fileExtension: short(file.fileExtension),
  recordingType: short(file.recordingType),
  fileSize: file.fileSize,
  recordingStart: file.recordingStart,
  recordingEnd: file.recordingEnd,
  topic: short(run.topic),
  playUrl: playLink(file.playUrl, run.playPasscode),
  downloadUrl: file.downloadUrl,
  passcode: short(run.passcode),
});

/** Zoom's word for a file; what has none is done (it lists nothing that is not). */
export const toldState = (file: RecordingFile): RecordingState =>
  file.status === 'processing' ? 'processing' : 'completed';

export type RecordingStanding = {
  state: RecordingState;
  /** Zoom's time (epoch ms) of what was last heard of the state. */
  stateAt: number;
};

/**
 * What outweighs what. A file is made once (`processing` says least), goes to the trash and comes
 * back any number of times, where the latest word counts, and a deletion is for good.
 */
const WEIGHT: Record<RecordingState, number> = {
  processing: 0,
  completed: 1,
  trashed: 1,
  deleted: 2,
};

/**
 * The state after hearing that a file was in some state at a moment of Zoom's. Whatever the order
 * and number of tellings, they end in the same state. At one and the same moment trash wins.
 */
export const heardOf = (
  standing: RecordingStanding,
  told: RecordingStanding
): RecordingStanding => {
  const [known, heard] = [WEIGHT[standing.state], WEIGHT[told.state]];
  if (known !== heard) return heard > known ? told : standing;
  if (told.stateAt !== standing.stateAt) return told.stateAt > standing.stateAt ? told : standing;
  return told.state === 'trashed' ? told : standing;
};

/** What is known of a file: its details, and of when (Zoom's time, epoch ms) the newest are. */
export type KnownDetails = { details: RecordingDetails; detailsAt: number };

/** Only some tellings have the passcode: the same link without it does not replace the one with. */
const betterLink = (newer: string | null, older: string | null): string | null => {
  if (newer === null) return older;
  const isTheSame = [`${newer}?pwd=`, `${newer}&pwd=`].some((start) => older?.startsWith(start));
  return isTheSame ? older : newer;
};

/** Newer tellings replace, older ones only fill in; what a telling leaves out never takes away. */
export const mergeDetails = (known: KnownDetails, told: KnownDetails): KnownDetails => {
  const isNewer = told.detailsAt >= known.detailsAt;
  const [first, second] = isNewer ? [told, known] : [known, told];
  const pick = <Key extends keyof RecordingDetails>(key: Key): RecordingDetails[Key] =>
    first.details[key] ?? second.details[key];
  return {
    detailsAt: first.detailsAt,
    details: {
      instanceUuid: pick('instanceUuid'),
      fileType: pick('fileType'),
      fileExtension: pick('fileExtension'),
      recordingType: pick('recordingType'),
      fileSize: pick('fileSize'),
      recordingStart: pick('recordingStart'),
      recordingEnd: pick('recordingEnd'),
      topic: pick('topic'),
      playUrl: betterLink(first.details.playUrl, second.details.playUrl),
      downloadUrl: pick('downloadUrl'),
      passcode: pick('passcode'),
    },
  };
};

/** A file can be seen and played. */
export const isReady = (row: { state: RecordingState; isReleased: boolean }): boolean =>
  row.isReleased && row.state === 'completed';
