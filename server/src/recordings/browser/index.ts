import type { Database } from '../../jobs/database';
import { createPlayer } from './player';
import { createRecordingRuns } from './recording-runs';
import { createTranscriptSearch } from './transcript-search';

/** Recordings as the admin panel looks through them. */
export const createRecordingBrowser = (deps: {
  database: Database;
  signed: (file: unknown) => Promise<unknown>;
}) => ({
  runs: createRecordingRuns(deps.database),
  transcripts: createTranscriptSearch(deps.database),
  player: createPlayer(deps),
});
