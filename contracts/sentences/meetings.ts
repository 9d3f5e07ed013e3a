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

/** What is said of meetings and their sessions. */
export const MEETING_SENTENCES = { ...SYNC, ...BULK, ...TAKE_OVER } as const;
