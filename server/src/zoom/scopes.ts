import type { MissingScope } from '../../../contracts/connection';

/**
 * What the plugin asks of the Zoom app, in both spellings an app may have: classic (apps made before
 * 2024) and granular. Names: Zoom's OpenAPI documents, scopes of each operation.
 */
export const SCOPES: readonly MissingScope[] = [
  {
    classic: 'meeting:write:admin',
    granular: 'meeting:write:meeting:admin',
    feature: 'creating meetings',
    required: true,
  },
  {
    classic: 'meeting:write:admin',
    granular: 'meeting:update:meeting:admin',
    feature: 'changing meetings when their session changes',
    required: true,
  },
  {
    classic: 'meeting:write:admin',
    granular: 'meeting:delete:meeting:admin',
    feature: 'deleting the meetings of unpublished sessions',
    required: true,
  },
  {
    classic: 'meeting:write:admin',
    granular: 'meeting:update:status:admin',
    feature: 'bringing back the meeting of a session that is published again, and ending meetings',
    required: true,
  },
  {
    classic: 'meeting:read:admin',
    granular: 'meeting:read:meeting:admin',
    feature: 'reading a meeting, and receiving its events',
    required: true,
  },
  {
    classic: 'meeting:read:admin',
    granular: 'meeting:read:list_meetings:admin',
    feature: 'listing a host’s meetings, and finding a meeting whose creation went unanswered',
    required: true,
  },
  {
    classic: 'meeting:read:admin',
    granular: 'meeting:read:list_past_instances:admin',
    feature: 'finding classes of which no webhook told',
    required: false,
  },
  {
    classic: 'meeting:read:admin',
    granular: 'meeting:read:past_meeting:admin',
    feature: 'learning when a class ended although no webhook told',
    required: false,
  },
  {
    classic: 'meeting:read:admin',
    granular: 'meeting:read:list_past_participants:admin',
    feature: 'completing attendance from Zoom’s participant lists',
    required: false,
  },
  {
    classic: 'report:read:admin',
    granular: 'report:read:list_meeting_participants:admin',
    feature: 'completing attendance of people who joined through the site’s own embed',
    required: false,
  },
  {
    classic: 'meeting:read:admin',
    granular: 'meeting:read:list_registrants:admin',
    feature: 'registration in Zoom: finding who is registered there already',
    required: false,
  },
  {
    classic: 'meeting:write:admin',
    granular: 'meeting:write:batch_registrants:admin',
    feature: 'registration in Zoom: registering people for their personal links',
    required: false,
  },
  {
    classic: 'meeting:write:admin',
    granular: 'meeting:write:registrant:admin',
    feature: 'registration in Zoom: registering people one by one where Zoom refuses a batch',
    required: false,
  },
  {
    classic: 'meeting:write:admin',
    granular: 'meeting:update:registrant_status:admin',
    feature: 'registration in Zoom: approving and cancelling',
    required: false,
  },
  {
    classic: 'meeting:write:admin',
    granular: 'meeting:delete:registrant:admin',
    feature: 'registration in Zoom: removing people who are removed here',
    required: false,
  },
  {
    classic: 'user:read:admin',
    granular: 'user:read:user:admin',
    feature: 'checking that a host exists',
    required: true,
  },
  {
    classic: 'user:read:admin',
    granular: 'user:read:list_users:admin',
    feature: 'naming the account’s owner when the connection is tested',
    required: false,
  },
  {
    classic: 'user:read:admin',
    granular: 'user:read:token:admin',
    feature: 'letting hosts start meetings in the site’s own embed',
    required: false,
  },
  {
    classic: 'recording:read:admin',
    granular: 'cloud_recording:read:list_recording_files:admin',
    feature: 'finding recordings whose webhook was lost, and downloading them later than a day',
    required: false,
  },
  {
    classic: 'recording:read:admin',
    granular: 'cloud_recording:read:meeting_transcript:admin',
    feature: 'reading the transcripts of Zoom’s AI companion',
    required: false,
  },
  {
    classic: 'recording:write:admin',
    granular: 'cloud_recording:delete:recording_file:admin',
    feature: 'moving recordings to Zoom’s trash once they are archived',
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
