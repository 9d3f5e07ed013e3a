import { say } from '../../../contracts/sentences';
import type { MissingScope } from '../../../contracts/connection';

/**
 * What the plugin asks of the Zoom app, in both spellings an app may have: classic (apps made before
 * 2024) and granular. Names: Zoom's OpenAPI documents, scopes of each operation.
 */
export const SCOPES: readonly MissingScope[] = [
  {
    classic: 'meeting:write:admin',
    granular: 'meeting:write:meeting:admin',
    feature: say('scope.create'),
    required: true,
  },
  {
    classic: 'meeting:write:admin',
    granular: 'meeting:update:meeting:admin',
    feature: say('scope.change'),
    required: true,
  },
  {
    classic: 'meeting:write:admin',
    granular: 'meeting:delete:meeting:admin',
    feature: say('scope.delete'),
    required: true,
  },
  {
    classic: 'meeting:write:admin',
    granular: 'meeting:update:status:admin',
    feature: say('scope.status'),
    required: true,
  },
  {
    classic: 'meeting:read:admin',
    granular: 'meeting:read:meeting:admin',
    feature: say('scope.read'),
    required: true,
  },
  {
    classic: 'meeting:read:admin',
    granular: 'meeting:read:list_meetings:admin',
    feature: say('scope.list'),
    required: true,
  },
  {
    classic: 'meeting:read:admin',
    granular: 'meeting:read:list_past_instances:admin',
    feature: say('scope.runs'),
    required: false,
  },
  {
    classic: 'meeting:read:admin',
    granular: 'meeting:read:past_meeting:admin',
    feature: say('scope.end'),
    required: false,
  },
  {
    classic: 'meeting:read:admin',
    granular: 'meeting:read:list_past_participants:admin',
    feature: say('scope.participants'),
    required: false,
  },
  {
    classic: 'report:read:admin',
    granular: 'report:read:list_meeting_participants:admin',
    feature: say('scope.embedded'),
    required: false,
  },
  {
    classic: 'meeting:read:admin',
    granular: 'meeting:read:list_registrants:admin',
    feature: say('scope.registrants'),
    required: false,
  },
  {
    classic: 'meeting:write:admin',
    granular: 'meeting:write:batch_registrants:admin',
    feature: say('scope.registerPeople'),
    required: false,
  },
  {
    classic: 'meeting:write:admin',
    granular: 'meeting:write:registrant:admin',
    feature: say('scope.registerOne'),
    required: false,
  },
  {
    classic: 'meeting:write:admin',
    granular: 'meeting:update:registrant_status:admin',
    feature: say('scope.registrantState'),
    required: false,
  },
  {
    classic: 'meeting:write:admin',
    granular: 'meeting:delete:registrant:admin',
    feature: say('scope.deleteRegistrant'),
    required: false,
  },
  {
    classic: 'user:read:admin',
    granular: 'user:read:user:admin',
    feature: say('scope.user'),
    required: true,
  },
  {
    classic: 'user:read:admin',
    granular: 'user:read:list_users:admin',
    feature: say('scope.users'),
    required: false,
  },
  {
    classic: 'user:read:admin',
    granular: 'user:read:token:admin',
    feature: say('scope.token'),
    required: false,
  },
  {
    classic: 'recording:read:admin',
    granular: 'cloud_recording:read:list_recording_files:admin',
    feature: say('scope.recordings'),
    required: false,
  },
  {
    classic: 'recording:read:admin',
    granular: 'cloud_recording:read:meeting_transcript:admin',
    feature: say('scope.transcripts'),
    required: false,
  },
  {
    classic: 'recording:write:admin',
    granular: 'cloud_recording:delete:recording_file:admin',
    feature: say('scope.trash'),
    required: false,
  },
];

/** `…:master` is what a master account's app has in place of `…:admin`. */
const isGranted = (scope: string, granted: ReadonlySet<string>): boolean =>
  granted.has(scope) || granted.has(scope.replace(/:admin$/, ':master'));

/**
 * The scopes of the plugin that a token lacks, each with the feature that needs it. Either spelling
 * will do: a classic scope stands for all granular ones of its family.
 */
export const missingScopes = (granted: string[]): MissingScope[] => {
  const have = new Set(granted);
  return SCOPES.filter(
    ({ classic, granular }) => !isGranted(classic, have) && !isGranted(granular, have)
  ).map((scope) => ({ ...scope }));
};
