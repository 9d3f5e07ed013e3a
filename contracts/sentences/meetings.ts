/** Why a meeting is not in line with its session. */
const SYNC = {
  'sync.answerLost': 'Zoom’s answer was lost. Whether the meeting was made is looked up shortly.',
  'sync.maybeGone': 'Zoom says that this meeting does not exist; it is asked again shortly.',
  'sync.several':
    'Zoom has several meetings that could be this one ({ids}). Delete those that are not wanted in Zoom, then press Retry.',
  'sync.unanswered': 'Zoom did not answer the create; it may be any of the meetings {ids}',
  'sync.hookFailed': 'The app’s hook “{hook}” failed: {because}. It is asked again shortly.',
  'sync.hookThrew': 'it threw',
  'sync.hookThrewKind': 'it threw a {kind}',
  'sync.hookLate': 'no answer within {seconds} s',
  'sync.hookAnswer': 'it answered something unexpected',
} as const;

/** Why a meeting was left out when several were retried or cancelled. */
const BULK = {
  'meeting.unknown': 'There is no such meeting any more.',
  'meeting.live': 'It is running now: end it in Zoom first.',
  'meeting.cancelled': 'It is cancelled already.',
  'meeting.over': 'It is over.',
  'meeting.unconfirmed': 'Zoom has not confirmed yet that this meeting exists.',
  'meeting.mayNotUnpublish': 'Your role may not unpublish its session.',
  'meeting.notPublished': 'Its session is not published: the meeting goes by itself.',
  'meeting.noDrafts': 'Its entry has no drafts: delete the entry, or move it to another time.',
  'meeting.byCaller': 'It was made over the API, which is asked again by its caller.',
  'meeting.mayNotSee': 'Your role may not see its session.',
  'meeting.neverPublished': 'Its session was never published.',
} as const;

/** Why a change made in Zoom cannot be taken over into the session. */
const TAKE_OVER = {
  'takeOver.left': '{because}; change it there, or keep what the CMS says',
  'takeOver.value': 'it is set for all entries of this type',
  'takeOver.template': 'it is made from "{template}"',
  'takeOver.path': 'it is read from "{path}"',
} as const;

/** Why nothing is sent to Zoom for a meeting, or what came of it. */
const PLAN = {
  'plan.keptInZoom': 'Unpublished here; the settings keep its meeting in Zoom.',
  'plan.unconfirmed':
    'The session is gone from the database though nobody unpublished it; its meeting stays until that is confirmed under Settings → Zoom.',
  'plan.startPassed':
    'Zoom still has this meeting at {start}: a meeting cannot be moved into the past. Set a start in the future, or unpublish the session to cancel it.',
  'plan.past': 'No meeting was made: the session lies in the past.',
  'plan.deletedInZoom':
    'This meeting was deleted in Zoom. Retry makes a new one; its link will be a different one.',
  'plan.noHost': 'No host: set one on the session, or a default host under Settings → Zoom.',
  'plan.hostNotAllowed':
    '{host} may not host meetings here. Add the host under Settings → Zoom → Hosts, or choose another one.',
  'plan.hostRefused':
    'Zoom takes no meetings of {host} at present: {reason} Mend this in Zoom’s user management, or choose another host. It is tried again every hour, and at once with Retry.',
  'plan.timezone':
    'Zoom does not know the time zone {wanted} and shows {shown}; the time itself is right.',
  'plan.notBound': 'Its content type is not bound any more; the meeting stays in Zoom as it is.',
  'plan.otherAccount': 'This meeting belongs to another Zoom account than the settings name now.',
} as const;

/** What Zoom's own lists do not tell of who came. */
const ATTENDANCE = {
  'attendance.noScope': 'the Zoom app lacks a scope: attendance comes from webhooks alone',
  'attendance.noScopes':
    'the Zoom app lacks a scope ({scopes}): attendance comes from webhooks alone',
  'attendance.noLists':
    'Zoom does not give lists of past meetings to this account ({reason}): attendance comes from webhooks alone',
  'attendance.noList':
    'Zoom has no participant list of this run; it makes none of meetings with one person unless its account settings say so',
  'attendance.noCustomerKeys':
    'Zoom’s list of past meetings does not say who joined through this site: where the webhooks of a join were lost, such a person is a guest here. With the scope report:read:list_meeting_participants:admin the Zoom app can read who it was',
} as const;

/** What is said of meetings and their sessions. */
export const MEETING_SENTENCES = {
  ...SYNC,
  ...BULK,
  ...TAKE_OVER,
  ...PLAN,
  ...ATTENDANCE,
} as const;
