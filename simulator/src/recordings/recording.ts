import { randomBytes, randomUUID } from 'node:crypto';
import type { Content } from './content';

export type FileType = 'MP4' | 'M4A' | 'TRANSCRIPT' | 'CHAT' | 'CC' | 'TIMELINE';

/** One file of a cloud recording. */
export interface RecordedFile {
  /** Never shown of closed captions and timelines: Zoom gives them none. */
  id: string;
  fileType: FileType;
  extension: string;
  recordingType: string;
  start: number;
  end: number;
  content: Content;
  status: 'processing' | 'completed';
  place: 'here' | 'trash' | 'gone';
  /** Written by the AI companion: no file of the recording, and in no list of them. */
  isCompanions: boolean;
  /** What stands in the file's links. */
  linkKey: string;
}

/** What was recorded in one instance of a meeting. */
export interface Recording {
  meetingId: number;
  uuid: string;
  hostId: string;
  topic: string;
  startedAt: number;
  stoppedAt: number | null;
  password: string;
  playPasscode: string;
  shareKey: string;
  files: RecordedFile[];
}

const KINDS: Record<FileType, { extension: string; recordingType: string }> = {
  MP4: { extension: 'MP4', recordingType: 'shared_screen_with_speaker_view' },
  M4A: { extension: 'M4A', recordingType: 'audio_only' },
  TRANSCRIPT: { extension: 'VTT', recordingType: 'audio_transcript' },
  CHAT: { extension: 'TXT', recordingType: 'chat_file' },
  CC: { extension: 'VTT', recordingType: 'closed_caption' },
  TIMELINE: { extension: 'JSON', recordingType: 'timeline' },
};

export function newLinkKey(): string {
  return randomBytes(24).toString('base64url');
}

export function newFile(
  recording: Recording,
  seed: {
    type: FileType;
    recordingType?: string | undefined;
    content: Content;
    status?: RecordedFile['status'] | undefined;
    isCompanions?: boolean | undefined;
  }
): RecordedFile {
  const { extension, recordingType } = KINDS[seed.type];
  return {
    id: randomUUID(),
    fileType: seed.type,
    extension,
    recordingType: seed.recordingType ?? recordingType,
    start: recording.startedAt,
    end: recording.stoppedAt ?? recording.startedAt,
    content: seed.content,
    status: seed.status ?? 'completed',
    place: 'here',
    isCompanions: seed.isCompanions ?? false,
    linkKey: newLinkKey(),
  };
}

export function hasId({ fileType }: RecordedFile): boolean {
  return fileType !== 'CC' && fileType !== 'TIMELINE';
}
