/** What a call to Zoom does: completes "Zoom refused to …". */
const CALLS = {
  'call.createMeeting': 'create a meeting for {host}',
  'call.readMeeting': 'read meeting {id}',
  'call.changeMeeting': 'change meeting {id} of {host}',
  'call.deleteMeeting': 'delete meeting {id} of {host}',
  'call.recoverMeeting': 'bring back meeting {id} of {host}',
  'call.endMeeting': 'end meeting {id} of {host}',
  'call.listMeetings': 'list the meetings of {host}',
  'call.readParticipants': 'read the participants of a past meeting',
  'call.listRuns': 'list the past runs of meeting {id}',
  'call.readEnd': 'read when a past meeting ended',
  'call.listRecordings': 'list the recordings of meeting {id}',
  'call.readTranscript': 'read the transcript of meeting {id}',
  'call.trashRecording': "move a recording of meeting {id} to Zoom's trash",
  'call.listRegistrants': 'list the {state} registrants of meeting {id}',
  'call.registerPeople': 'register {count} people for meeting {id}',
  'call.registerOne': 'register somebody for meeting {id}',
  'call.approveRegistrations': 'approve {count} registrations of meeting {id}',
  'call.cancelRegistrations': 'cancel {count} registrations of meeting {id}',
  'call.denyRegistrations': 'deny {count} registrations of meeting {id}',
  'call.deleteRegistration': 'delete a registration of meeting {id}',
  'call.findOwner': 'find the account’s owner',
  'call.readUser': 'read user {user}',
  'call.readToken': 'get the right to start meetings of {host}',
} as const;

/** Why a call got no answer that can be used. */
const CAUSES = {
  'cause.unreachable': 'Zoom could not be reached ({detail}).',
  'cause.dropped': 'the connection broke before Zoom’s answer came ({detail}).',
  'cause.timeout': 'Zoom did not answer in time.',
  'cause.stopped': 'the call was stopped before Zoom’s answer came.',
  'cause.stoppedBeforeSent': 'the call was stopped before it was sent.',
  'cause.undocumented': 'Zoom’s answer is not as documented ({fields}).',
  'cause.notZoom': 'the answer (HTTP {status}) is not one of Zoom’s API.',
  'cause.badName': '“{name}” is not an e-mail address or Zoom user id.',
  'cause.notANumber': 'a Zoom meeting is named by its number.',
  'cause.endlessList': 'the list did not end after {pages} pages.',
} as const;

/** Calls without an answer, or with one that cannot be understood. */
const LOST = {
  'lost.unreachable':
    'Could not {what}: {reason} Nothing was sent; it is tried again. If this goes on, check the server’s way to the internet and apiBaseUrl.',
  'lost.create':
    'Not known whether Zoom did {what}: {reason} The meeting may exist: Zoom is searched for it before anything is sent again.',
  'lost.createAnswered':
    'Not known whether Zoom did {what}: it answered {status}. The meeting may exist: Zoom is searched for it before anything is sent again.',
  'lost.call': 'Could not {what}: {reason} It is tried again.',
  'lost.notSent': 'Did not {what}: {reason}',
  'lost.answered': 'Zoom could not {what}: it answered {status}. It is tried again.',
  'lost.because': 'Could not {what}: {reason}',
  'lost.misunderstood':
    'Could not {what}: {reason} Check that apiBaseUrl leads to Zoom and no proxy answers instead; else this version of the plugin does not know Zoom’s present format.',
} as const;

/** What Zoom said no to, and what to do. */
const REFUSED = {
  'refused.scope':
    'Zoom refused to {what}: the Zoom app lacks a scope. Add it in the Zoom App Marketplace under Scopes, then test the connection under Settings → Zoom.',
  'refused.scopes':
    'Zoom refused to {what}: the Zoom app lacks a scope ({scopes}). Add it in the Zoom App Marketplace under Scopes, then test the connection under Settings → Zoom.',
  'refused.token':
    'Failed to authenticate with Zoom: a newly issued token was refused: {reason} Check that the app is still activated in the Zoom App Marketplace, then test the connection under Settings → Zoom.',
  'refused.gone':
    'Could not {what}: Zoom has no such meeting (any more). It was deleted, has expired, or belongs to another account.',
  'refused.noHost':
    'Could not {what}: the Zoom account has no user {host}. Check the spelling, or invite this person to the Zoom account.',
  'refused.noUser':
    'Could not {what}: the Zoom account has no user of this name. Check the spelling, or invite this person to the Zoom account.',
  'refused.mayNotHost':
    'Zoom refused to {what}: {reason} Give {host} a licence and the right to schedule in Zoom’s user management, or choose another host.',
  'refused.userMayNotHost':
    'Zoom refused to {what}: {reason} Give this user a licence and the right to schedule in Zoom’s user management, or choose another host.',
  'refused.badName': 'Could not {what}: {reason} Name the host by either.',
  'refused.wrongApi': 'Zoom refused to {what}: {reason} Check apiBaseUrl: it must end in /v2.',
  'refused.fields': 'Zoom refused to {what}: {reason} Correct what it names and try again.',
  'refused.code': 'Zoom refused to {what}: {reason} Zoom’s code is {code}.',
} as const;

/** Zoom's limits. */
const LIMITED = {
  'limited.perSecond':
    'Zoom refused to {what} for now: {reason} It is tried again shortly. If this goes on, other apps of the Zoom account are busy, or the configured plan is higher than the account’s.',
  'limited.concurrency':
    'Zoom refused to {what} for now: {reason} It is tried again in a few seconds.',
  'limited.unrecognised': 'Zoom refused to {what} for now: {reason} It is tried again in a minute.',
  'limited.daily':
    'Zoom refused to {what} for now: {reason} The whole Zoom account, with all its apps, has used up the day’s calls of this kind; they start anew at 00:00 UTC.',
  'limited.hostDay':
    'Zoom refused to {what} for now: {reason} Zoom allows 100 creations and changes per host and day; they start anew at 00:00 UTC. Another host can be used until then.',
  'limited.registrantDay':
    'Zoom refused to {what} for now: {reason} The limit for this registrant starts anew at 00:00 UTC.',
} as const;

/** Our own count of a host's day, without a call to Zoom. */
const DAY = {
  'day.spent': 'the 100 creations and changes that Zoom allows {host} per day are used up.',
  'day.reserved':
    'of the 100 creations and changes that Zoom allows {host} per day the last ten are kept for meetings that start within 48 hours.',
  'day.wait':
    'Cannot {what} now: {reason} It is done at {at}; another host can be used until then.',
  'day.tooLate':
    'Cannot {what} before it starts: {reason} They start anew at {at}, which is too late: choose another host, or make this one change in Zoom itself.',
} as const;

/** Why Zoom gave no token. */
const TOKEN = {
  'token.notKnown': 'account id, client id and client secret are not all known.',
  'token.notConfigured':
    'Failed to authenticate with Zoom: account id, client id and client secret are not all known. Enter them under Settings → Zoom.',
  'token.unreachable':
    'Failed to authenticate with Zoom: Zoom could not be reached ({reason}). It is tried again; if this goes on, check the server’s way to the internet.',
  'token.status': 'Zoom’s token endpoint answered {status}.',
  'token.answered':
    'Failed to authenticate with Zoom: Zoom’s token endpoint answered {status}. It is tried again.',
  'token.unread': 'the answer of the token endpoint ({status}) could not be understood.',
  'token.unreadFields':
    'the answer of the token endpoint ({status}) could not be understood: {fields}.',
  'token.misunderstood':
    'Failed to authenticate with Zoom: {reason} Check that oauthBaseUrl leads to Zoom and no proxy answers instead.',
  'token.client':
    'Failed to authenticate with Zoom: {reason} Check client id and client secret: copy both again from the app’s credentials in the Zoom App Marketplace.',
  'token.account':
    'Failed to authenticate with Zoom: {reason} Check the account id: copy it again from the app’s credentials in the Zoom App Marketplace.',
  'token.notActivated':
    'Failed to authenticate with Zoom: {reason} Check that the app is activated in the Zoom App Marketplace, and that the account id is the app’s own.',
  'token.appType':
    'Failed to authenticate with Zoom: {reason} Check that the app is of the type Server-to-Server OAuth: credentials of other app types do not work here.',
  'token.other':
    'Failed to authenticate with Zoom: {reason} Check account id, client id and client secret, and that the app is a Server-to-Server OAuth app and activated.',
} as const;

/** What is said of calls to Zoom's API. */
export const ZOOM_CALL_SENTENCES = {
  ...CALLS,
  ...CAUSES,
  ...LOST,
  ...REFUSED,
  ...LIMITED,
  ...DAY,
  ...TOKEN,
} as const;
