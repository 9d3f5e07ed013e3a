import { toZoomTime } from '../clock';
import type { ZoomEvent } from '../webhooks/zoom-event';
import type { World } from '../world';
import { toRecordingAnswer } from './recording-answers';
import { hasId, type RecordedFile, type Recording } from './recording';

function operatorOf(world: World, { hostId }: Recording) {
  const host = world.users.get(hostId);
  return { operator: host.email, operator_id: host.id };
}

const accountOf = (world: World) => ({ account_id: world.credentials.accountId });

/** `recording.started`, `paused`, `resumed`, `stopped`. */
export function recordingRuns(world: World, event: string, recording: Recording): ZoomEvent {
  return {
    event,
    payload: {
      ...accountOf(world),
      object: {
        id: recording.meetingId,
        uuid: recording.uuid,
        host_id: recording.hostId,
        topic: recording.topic,
        type: 2,
        start_time: toZoomTime(recording.startedAt),
        timezone: 'UTC',
        duration: 60,
        recording_file: {
          recording_start: toZoomTime(recording.startedAt),
          recording_end: recording.stoppedAt === null ? '' : toZoomTime(recording.stoppedAt),
        },
      },
    },
  };
}

/** `recording.completed` and `recording.transcript_completed`: with the token for 24 hours. */
export function recordingDone(
  world: World,
  event: string,
  { recording, files }: { recording: Recording; files: RecordedFile[] }
): ZoomEvent {
  return {
    event,
    payload: {
      ...accountOf(world),
      object: {
        ...toRecordingAnswer(world, recording, {
          files,
          door: 'webhook_download',
          passcodes: event === 'recording.completed' ? 'both' : 'password',
        }),
        type: 2,
        host_email: world.users.get(recording.hostId).email,
      },
    },
    download_token: world.recordings.issueToken(recording.uuid),
  };
}

/** Zoom's AI companion has written a transcript: no link and no token, but a file id. */
export function companionTranscribed(
  world: World,
  { recording, file }: { recording: Recording; file: RecordedFile }
): ZoomEvent {
  return {
    event: 'meeting.aic_transcript_completed',
    payload: {
      ...accountOf(world),
      object: {
        host_id: recording.hostId,
        meeting_uuid: recording.uuid,
        meeting_id: recording.meetingId,
        meeting_topic: recording.topic,
        meeting_start_time: toZoomTime(recording.startedAt),
        file_id: file.id,
        attach_type: 'durable_transcript',
      },
    },
  };
}

/** `recording.trashed`, `deleted`, `recovered`. */
export function recordingMoved(
  world: World,
  event: string,
  { recording, files }: { recording: Recording; files: RecordedFile[] }
): ZoomEvent {
  return {
    event,
    payload: {
      ...accountOf(world),
      ...operatorOf(world, recording),
      object: {
        ...toRecordingAnswer(world, recording, {
          files,
          door: 'webhook_download',
          passcodes: 'none',
        }),
        type: 2,
      },
    },
  };
}

/** `recording.renamed`, with the time of the change beside that of the event. */
export function recordingRenamed(
  world: World,
  { recording, oldTopic }: { recording: Recording; oldTopic: string }
): ZoomEvent {
  const { uuid, meetingId: id, hostId } = recording;
  const object = { uuid, id, type: 2, host_id: hostId };
  return {
    event: 'recording.renamed',
    payload: {
      ...accountOf(world),
      ...operatorOf(world, recording),
      time_stamp: world.clock.now(),
      object: { ...object, topic: recording.topic },
      old_object: { ...object, topic: oldTopic },
    },
  };
}

/** `recording.batch_trashed` names runs alone, the others files too; none names a meeting. */
export function recordingsMoved(
  world: World,
  event: string,
  moved: { recording: Recording; files: RecordedFile[] }[]
): ZoomEvent {
  const object =
    event === 'recording.batch_trashed'
      ? { meeting_uuids: moved.map(({ recording }) => recording.uuid) }
      : {
          meetings: moved.map(({ recording, files }) => ({
            meeting_uuid: recording.uuid,
            recording_file_ids: files.filter(hasId).map(({ id }) => id),
          })),
        };
  const [first] = moved;
  return {
    event,
    payload: {
      ...accountOf(world),
      ...(first && operatorOf(world, first.recording)),
      ...(event === 'recording.batch_trashed' && { operation: 'trash_user_recordings' }),
      object,
    },
  };
}
