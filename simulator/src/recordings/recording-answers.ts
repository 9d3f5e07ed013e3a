import { toZoomTime } from '../clock';
import type { World } from '../world';
import { sizeOf } from './content';
import { hasId, type RecordedFile, type Recording } from './recording';

type Door = 'webhook_download' | 'download';
/** Which of the two passcodes Zoom tells: it differs by event. */
type Passcodes = 'both' | 'password' | 'none';

/** A file as Zoom shows it; captions and timelines lack what Zoom does not give them. */
function toFile(
  world: World,
  recording: Recording,
  { file, door }: { file: RecordedFile; door: Door }
) {
  const common = {
    meeting_id: recording.uuid,
    recording_start: toZoomTime(file.start),
    recording_end: toZoomTime(file.end),
    file_type: file.fileType,
    file_extension: file.extension,
    download_url: `${world.url()}/rec/${door}/${file.linkKey}`,
  };
  if (!hasId(file)) return common;
  return {
    id: file.id,
    ...common,
    file_size: sizeOf(file.content),
    play_url: `${world.url()}/rec/play/${file.linkKey}`,
    status: file.status,
    recording_type: file.recordingType,
  };
}

export function toRecordingAnswer(
  world: World,
  recording: Recording,
  { files, door, passcodes }: { files: RecordedFile[]; door: Door; passcodes: Passcodes }
) {
  const end = recording.stoppedAt ?? recording.startedAt;
  return {
    uuid: recording.uuid,
    id: recording.meetingId,
    account_id: world.credentials.accountId,
    host_id: recording.hostId,
    topic: recording.topic,
    start_time: toZoomTime(recording.startedAt),
    timezone: 'UTC',
    duration: Math.ceil((end - recording.startedAt) / 60_000),
    share_url: `${world.url()}/rec/share/${recording.shareKey}`,
    total_size: files.reduce((sum, { content }) => sum + sizeOf(content), 0),
    recording_count: files.length,
    ...(passcodes !== 'none' && { password: recording.password }),
    ...(passcodes === 'both' && { recording_play_passcode: recording.playPasscode }),
    recording_files: files.map((file) => toFile(world, recording, { file, door })),
  };
}
