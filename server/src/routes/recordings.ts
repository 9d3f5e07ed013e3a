import { factories } from '@strapi/strapi';
import { ADMIN_PERMISSION, UID } from '../../../contracts/identifiers';
import { allowedTo } from './allowed-to';
import { described } from './described';
import { answers } from './schemas';

/** Anew for each route: Strapi writes the permission that a route asks for into its configuration. */
const reads = () => ({ policies: ['plugin::zoom.known-status'] });
const readOnly = () =>
  ({
    only: ['find', 'findOne'],
    config: { find: reads(), findOne: reads() },
  }) satisfies Parameters<typeof factories.createCoreRouter>[1];

/** `/api/zoom/recordings`: what Zoom recorded, as far as it is released. */
export const recordingRoutes = factories.createCoreRouter(
  UID.recording as 'plugin::upload.file',
  readOnly()
);

/** `/api/zoom/transcripts`. */
export const transcriptRoutes = factories.createCoreRouter(
  UID.transcript as 'plugin::upload.file',
  readOnly()
);

export const recordingLinkRoutes = {
  type: 'content-api',
  routes: [
    described(
      {
        method: 'GET',
        path: '/recordings/:documentId/play',
        handler: 'recording.play',
        config: { policies: [] },
      },
      { response: answers.play }
    ),
    described(
      {
        method: 'GET',
        path: '/transcripts/:documentId/captions.vtt',
        handler: 'captions.findOne',
        config: { policies: [] },
      },
      {}
    ),
  ],
};

const route = (call: string, handler: string, permission: string) => {
  const [method, path] = call.split(' ');
  return { method, path, handler, config: allowedTo(permission) };
};
const { recordingsRead, recordingsRelease } = ADMIN_PERMISSION;

/** `/zoom/recordings…` of the admin panel. */
export const adminRecordingRoutes = {
  type: 'admin',
  routes: [
    route('GET /recordings', 'recording-desk.list', recordingsRead),
    route('GET /recordings/runs', 'recording-browser.listRuns', recordingsRead),
    route('GET /recordings/:documentId/player', 'recording-browser.readPlayer', recordingsRead),
    route('GET /transcripts', 'recording-browser.searchTranscripts', recordingsRead),
    route('GET /transcripts/:documentId', 'recording-browser.readTranscript', recordingsRead),
    route('POST /recordings/archive', 'recording-desk.archiveMissing', recordingsRelease),
    route('POST /recordings/:documentId/release', 'recording-desk.release', recordingsRelease),
    route('POST /recordings/:documentId/hold', 'recording-desk.hold', recordingsRelease),
    route('POST /recordings/:documentId/archive', 'recording-desk.archive', recordingsRelease),
  ],
};
