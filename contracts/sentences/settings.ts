/** What the plugin does at present, and why. */
const MODE = {
  'mode.notActive':
    'zoom.config.active (or ZOOM_ACTIVE) is false: webhooks are stored and nothing is sent to Zoom',
  'mode.notEnabled': 'Zoom integration is not enabled: switch it on in the settings and save',
  'mode.secretUnreadable': 'The client secret cannot be read: {because}',
  'mode.keyChanged': 'the encryption key changed: enter it again',
  'mode.noCredentials': 'No credentials yet: enter {fields} of your Zoom app and save',
  'mode.notStarted': 'The plugin has not started yet.',
  'mode.copy':
    'This database was made for another installation: {because}. Nothing is sent to Zoom, so that a copy cannot change the classes of the original.',
  'mode.otherEnvironment': 'it belongs to {bound}, this is {present}',
  'mode.otherId': 'it belongs to "{bound}", this is "{present}"',
  'mode.otherKeys': 'its app keys are others, and there is no server.url to tell by',
  'mode.otherApp': 'its app keys and its server.url are others',
  'mode.manyCancels':
    '{cancels} of {managed} future meetings would be cancelled, because their sessions are no longer published in this database.',
  'mode.manyCreates': '{creates} meetings would be created at once.',
} as const;

/** The steps of a test of the connection. */
const CONNECTION = {
  'connection.notActive':
    'zoom.config.active (or ZOOM_ACTIVE) is false, so nothing is sent to Zoom: set it to true and restart Strapi to test',
  'connection.noCredentials':
    'There are no complete credentials: enter account ID, client ID and client secret of your Server-to-Server OAuth app and save',
  'connection.accepted': 'Zoom accepted the credentials',
  'connection.scopesMissing':
    'The Zoom app lacks scopes: {scopes}. Add them in the Zoom App Marketplace (your app, Scopes), save there, and test again',
  'connection.scopesAll': 'The app has every scope this plugin uses',
  'connection.scopesEnough':
    'The app has the scopes it needs. Not available without further ones: {scopes}',
  'connection.noHost':
    'No default host is chosen: choose one, since a session without a host of its own gets no meeting',
  'connection.hostBasic':
    'The default host {host} may host. It is a Basic user: Zoom ends its meetings after 40 minutes',
  'connection.hostUnlicensed':
    'The default host {host} has no Zoom licence that may host meetings: assign it one in Zoom under User Management, or choose another default host',
  'connection.host': 'The default host {host} may host meetings',
  'connection.skipped': 'Not tested, since the step "{step}" failed',
} as const;

/** What each scope is for. */
const SCOPE = {
  'scope.inWords': '{granular} (in older apps {classic}) for: {feature}',
  'scope.create': 'creating meetings',
  'scope.change': 'changing meetings when their session changes',
  'scope.delete': 'deleting the meetings of unpublished sessions',
  'scope.status':
    'bringing back the meeting of a session that is published again, and ending meetings',
  'scope.read': 'reading a meeting, and receiving its events',
  'scope.list': 'listing a host’s meetings, and finding a meeting whose creation went unanswered',
  'scope.runs': 'finding classes of which no webhook told',
  'scope.end': 'learning when a class ended although no webhook told',
  'scope.participants': 'completing attendance from Zoom’s participant lists',
  'scope.embedded': 'completing attendance of people who joined through the site’s own embed',
  'scope.registrants': 'registration in Zoom: finding who is registered there already',
  'scope.registerPeople': 'registration in Zoom: registering people for their personal links',
  'scope.registerOne':
    'registration in Zoom: registering people one by one where Zoom refuses a batch',
  'scope.registrantState': 'registration in Zoom: approving and cancelling',
  'scope.deleteRegistrant': 'registration in Zoom: removing people who are removed here',
  'scope.user': 'checking that a host exists',
  'scope.users': 'naming the account’s owner when the connection is tested',
  'scope.token': 'letting hosts start meetings in the site’s own embed',
  'scope.recordings':
    'finding recordings whose webhook was lost, and downloading them later than a day',
  'scope.transcripts': 'reading the transcripts of Zoom’s AI companion',
  'scope.trash': 'moving recordings to Zoom’s trash once they are archived',
} as const;

/** What is said of settings that were to be saved. */
const SAVE = {
  'settings.unasked':
    'Saved without asking Zoom whether the credentials are right: zoom.config.active is false',
  'settings.unreachable':
    'Saved, but Zoom could not be asked whether the credentials are right: {because}. Test the connection later',
  'settings.refused': 'Failed to authenticate with Zoom: {because}',
  'settings.unknown': 'is not a setting',
  'settings.misspelt': 'is not a setting: did you mean {meant}?',
  'settings.fixed':
    'is set by the environment ({variable}) or by zoom.config.{field} in config/plugins: change it there and restart Strapi',
  'settings.noKey':
    'cannot be saved, since there is no key to encrypt it with: set admin.secrets.encryptionKey in config/admin (ENCRYPTION_KEY) or zoom.config.encryptionKey in config/plugins (ZOOM_ENCRYPTION_KEY), restart Strapi and enter it again',
} as const;

/** What is said of the settings, of the connection and of what the plugin does at present. */
export const SETTINGS_SENTENCES = { ...MODE, ...CONNECTION, ...SCOPE, ...SAVE } as const;
