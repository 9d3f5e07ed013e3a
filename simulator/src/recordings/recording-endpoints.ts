import { z } from 'zod';
import type { Answer, ApiCall } from '../api/endpoint-handler';
import { pageQuery, takePage } from '../api/pagination';
import { parseBody, parseQuery } from '../api/validation';
import { decodeUuid } from '../live/past-meeting-endpoints';
import { zoomErrors } from '../zoom-errors';
import { moveAndTell } from './move-files';
import type { RecordedFile, Recording } from './recording';
import { toRecordingAnswer } from './recording-answers';

const LARGEST_PAGE = 300;
const SEVEN_DAYS_SECONDS = 604_800;

const listQuery = z.object({
  include_fields: z.literal('download_access_token').optional(),
  ttl: z.coerce.number().int().min(0).max(SEVEN_DAYS_SECONDS).optional(),
});
const deleteQuery = z.object({ action: z.enum(['trash', 'delete']).default('trash') });
const statusBody = z.object({ action: z.literal('recover') });

function named({ world, params }: ApiCall): Recording {
  const inPath = params.meetingId ?? '';
  const recording = /^\d+$/.test(inPath)
    ? world.recordings.latestOf(Number(inPath))
    : world.recordings.byUuid(decodeUuid(inPath));
  if (!recording) throw zoomErrors.noRecording();
  return recording;
}

/** Over REST Zoom lists only what is done and not in the trash. */
function listed({ files }: Recording): RecordedFile[] {
  return files.filter(
    ({ status, place, isCompanions }) => status === 'completed' && place === 'here' && !isCompanions
  );
}

export function getRecordingsEndpoint(call: ApiCall): Answer {
  const recording = named(call);
  const files = listed(recording);
  if (files.length === 0) throw zoomErrors.noRecording();
  const { include_fields, ttl } = parseQuery(listQuery, call.query);
  const { world } = call;
  const token =
    include_fields === undefined
      ? {}
      : {
          download_access_token: world.recordings.issueToken(recording.uuid, (ttl ?? 3600) * 1000),
        };
  const answer = toRecordingAnswer(world, recording, {
    files,
    door: 'download',
    passcodes: 'both',
  });
  return { status: 200, body: { ...answer, type: '2', ...token } };
}

export function listUserRecordingsEndpoint({ world, params, query }: ApiCall): Answer {
  const user = world.users.get(params.userId ?? '');
  const { page_size, next_page_token } = parseQuery(z.object(pageQuery), query);
  const { rows, ...page } = takePage(world, {
    rows: world.recordings
      .everything()
      .filter((one) => one.hostId === user.id && listed(one).length > 0),
    pageSize: page_size,
    largestPageSize: LARGEST_PAGE,
    token: next_page_token,
    query: `/users/${user.id}/recordings`,
  });
  const meetings = rows.map((one) => ({
    ...toRecordingAnswer(world, one, { files: listed(one), door: 'download', passcodes: 'both' }),
    type: '2',
  }));
  return { status: 200, body: { ...page, from: query.from ?? '', to: query.to ?? '', meetings } };
}

export function deleteRecordingsEndpoint(call: ApiCall): Answer {
  const move = parseQuery(deleteQuery, call.query).action === 'trash' ? 'trashed' : 'deleted';
  const count = moveAndTell(call.world, [named(call)], { move, asBatch: false });
  if (count === 0) throw zoomErrors.noRecording();
  return { status: 204 };
}

export function deleteRecordingFileEndpoint(call: ApiCall): Answer {
  const move = parseQuery(deleteQuery, call.query).action === 'trash' ? 'trashed' : 'deleted';
  const fileIds = [call.params.recordingId ?? ''];
  const count = moveAndTell(call.world, [named(call)], { move, fileIds, asBatch: false });
  if (count === 0) throw zoomErrors.noRecording();
  return { status: 204 };
}

export function recoverRecordingsEndpoint(call: ApiCall): Answer {
  parseBody(statusBody, call.body);
  moveAndTell(call.world, [named(call)], { move: 'recovered', asBatch: false });
  return { status: 200 };
}

/** The transcript of Zoom's AI companion: here simply that of the recording. */
export function getTranscriptEndpoint(call: ApiCall): Answer {
  const recording = named(call);
  const transcript = recording.files.find(({ isCompanions }) => isCompanions);
  const isReady = transcript?.status === 'completed';
  const { world } = call;
  return {
    status: 200,
    body: {
      meeting_id: recording.uuid,
      account_id: world.credentials.accountId,
      meeting_topic: recording.topic,
      host_id: recording.hostId,
      can_download: isReady && transcript.place === 'here',
      ...(isReady && transcript.place === 'here'
        ? { download_url: `${world.url()}/rec/download/${transcript.linkKey}` }
        : { download_restriction_reason: isReady ? 'DELETED_OR_TRASHED' : 'NOT_READY' }),
    },
  };
}
