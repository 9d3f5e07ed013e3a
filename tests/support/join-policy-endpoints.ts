import { ACTION } from '../../contracts/identifiers';
import type { JoinAudience } from '../../contracts/choices';
import { EVENT } from './bound-types';
import type { Agent } from './doors';

export const MEETINGS = '/api/zoom/meetings';
/** Meeting management, which is no way in for visitors: its permissions are the site's own. */
const MANAGED = '/api/admin/integrations/zoom/meetings';
export const FIND = [
  ...['course-session', 'meeting', 'meeting-instance', 'recording', 'transcript'].map(
    (type) => `plugin::zoom.${type}`
  ),
  EVENT,
].flatMap((type) => [`${type}.find`, `${type}.findOne`]);
export const ATTEND = [
  ...FIND,
  ACTION.meetingJoin,
  ACTION.meetingSignature,
  ACTION.calendarEvent,
  ACTION.calendarFeed,
  ACTION.registrantRegister,
  ACTION.registrantCancel,
  'plugin::zoom.captions.findOne',
];
export const SDK = { sdkKey: 'sdk-client-id', sdkSecret: 'sdk-client-secret' };
export const OTHER = {
  email: 'other@students.example',
  joinUrl: 'https://us06web.zoom.us/w/1?tk=OTHERS',
};
export const OWN_TK = 'the-registrants-own-token';
export const DOWNLOAD = 'https://us06web.zoom.us/rec/download/secret-file';

export const PHASES = ['soon', 'now', 'over', 'cancelled'] as const;
export type Phase = (typeof PHASES)[number];
export type Link = { documentId: string; joinUrl: string; passcode: string; zoomId: string };
/** A course session's meeting, and that of an event of the app at the same time. */
export type Meeting = Link & {
  ofEvent: Link;
  /** The document of each row that belongs to it. */
  parts: Record<
    'instance' | 'recording' | 'transcript' | 'attendance' | 'registrant' | 'session',
    string
  >;
};

export const CALLERS = [
  'anonymous',
  'signed-in',
  'registrant',
  'read-only token',
  'custom token',
  'custom token for a stranger',
  'custom token for the registrant',
  'full token',
  'host',
] as const;
export type Caller = (typeof CALLERS)[number];
export type Known = { agent: Agent; may: 'attend' | 'host' | 'find' | 'all'; user?: object };

/** What nobody gets but where the table says so. */
export const SECRETS = [
  'join link',
  'own link',
  "another's link",
  'passcode',
  'start link',
  'ZAK',
  'download link',
  "another's address",
  "the host's address",
  'SDK secret',
] as const;
export type Secret = (typeof SECRETS)[number];

type Endpoint = {
  name: string;
  /** Whose secrets are looked for. @default the course session's */
  isOfEvent?: boolean;
  call(agent: Agent, meeting: Meeting, user: object | undefined): ReturnType<Agent['get']>;
  expected(cell: { caller: Caller; may: Known['may']; who: JoinAudience; phase: Phase }): {
    status: number;
    secrets?: Secret[];
    state?: string;
  };
};

const isPerson = (caller: Caller): boolean =>
  !['anonymous', 'read-only token', 'custom token', 'full token'].includes(caller);
const isRegistrant = (caller: Caller): boolean => caller.endsWith('registrant');
const isLetIn = (who: JoinAudience, caller: Caller): boolean =>
  who === 'anyone-who-may-read' ||
  (who === 'signed-in' && isPerson(caller)) ||
  (who === 'registrants' && isRegistrant(caller));

const mayAttend = (may: Known['may']): boolean => may !== 'find';
const mayHost = (may: Known['may']): boolean => may === 'host' || may === 'all';
const FORBIDDEN = { status: 403 };

const isToCome = (phase: Phase): boolean => phase === 'soon' || phase === 'now';
/** In an ordinary answer: for holders of `meeting.join`, while the link is good, by the wide policy. */
const read: Endpoint['expected'] = ({ may, who, phase }) => ({
  status: 200,
  secrets: who === 'anyone-who-may-read' && mayAttend(may) && isToCome(phase) ? ['join link'] : [],
});

const stateOf = (caller: Caller, who: JoinAudience, phase: Phase): string => {
  if (phase === 'cancelled') return 'cancelled';
  if (phase === 'over') return 'ended';
  if (!isLetIn(who, caller)) return 'not-permitted';
  return phase === 'soon' ? 'too-early' : 'open';
};
const join: Endpoint['expected'] = ({ caller, may, who, phase }) => {
  if (!mayAttend(may)) return FORBIDDEN;
  const state = stateOf(caller, who, phase);
  const link: Secret = isRegistrant(caller) ? 'own link' : 'join link';
  return { status: 200, state, secrets: state === 'open' ? [link] : [] };
};
/** A calendar holds links before the time has come; its address names nobody. */
const calendar =
  ({ isFeed }: { isFeed: boolean }): Endpoint['expected'] =>
  ({ caller, may, who, phase }) => {
    if (!mayAttend(may)) return FORBIDDEN;
    const known = caller.startsWith('custom') ? 'custom token' : caller;
    if (!isLetIn(who, known)) return { status: 200, secrets: [] };
    // A feed has all meetings, and the registrant a link to each that is to come.
    if (isRegistrant(known)) {
      return { status: 200, secrets: isFeed || isToCome(phase) ? ['own link'] : [] };
    }
    return { status: 200, secrets: isToCome(phase) ? ['join link'] : [] };
  };
export const GRAPHQL = {
  sessions: '{ zoomCourseSessions { documentId title startTime } }',
  events: '{ events { documentId title startsAt } }',
  links:
    '{ zoomCourseSessions { meeting { joinUrl passcode } } events { zoomMeeting { joinUrl } } }',
};
const graphql =
  (query: string): Endpoint['call'] =>
  (agent) =>
    agent.post('/graphql').send({ query });
/** A program that is no site names nobody: the same call without `user`. */
const people =
  (status: number, secrets: Secret[]): Endpoint['expected'] =>
  ({ may }) =>
    may === 'all' ? { status, secrets } : FORBIDDEN;

export const ENDPOINTS: Endpoint[] = [
  { name: 'GET meetings', call: (agent) => agent.get(MEETINGS), expected: read },
  {
    name: 'GET meeting',
    call: (agent, { documentId }) => agent.get(`${MEETINGS}/${documentId}?populate=*`),
    expected: read,
  },
  {
    name: 'GET course-sessions',
    call: (agent) => agent.get('/api/zoom/course-sessions?populate=*'),
    expected: read,
  },
  {
    name: 'GET recordings',
    call: (agent) => agent.get('/api/zoom/recordings?populate=meeting'),
    expected: read,
  },
  {
    name: 'GET events',
    isOfEvent: true,
    call: (agent) => agent.get('/api/events?populate=zoomMeeting'),
    expected: read,
  },
  {
    name: 'GraphQL sessions',
    call: graphql(GRAPHQL.sessions),
    expected: () => ({ status: 200 }),
  },
  {
    name: 'GraphQL events',
    isOfEvent: true,
    call: graphql(GRAPHQL.events),
    expected: () => ({ status: 200 }),
  },
  {
    name: 'GET meeting-instances',
    call: (agent) => agent.get('/api/zoom/meeting-instances?populate=meeting'),
    expected: read,
  },
  {
    name: 'GET transcripts',
    call: (agent) => agent.get('/api/zoom/transcripts?populate[recording][populate]=meeting'),
    expected: read,
  },
  { name: 'GraphQL links', call: graphql(GRAPHQL.links), expected: () => ({ status: 400 }) },
  {
    name: 'GET calendar.ics of a meeting',
    call: (agent, { documentId }) => agent.get(`${MEETINGS}/${documentId}/calendar.ics`),
    expected: calendar({ isFeed: false }),
  },
  {
    name: 'GET calendar.ics',
    call: (agent) => agent.get('/api/zoom/calendar.ics'),
    expected: calendar({ isFeed: true }),
  },
  {
    name: 'GET calendar.ics of events',
    isOfEvent: true,
    call: (agent) => agent.get(`/api/zoom/calendar.ics?sessionType=${EVENT}`),
    // Nobody is registered for an event: there a registrant of a class is somebody signed in.
    expected: ({ caller, ...cell }) =>
      calendar({ isFeed: true })({
        ...cell,
        caller: caller === 'registrant' ? 'signed-in' : caller,
      }),
  },
  {
    name: 'GET join',
    call: (agent, { documentId }) => agent.get(`${MEETINGS}/${documentId}/join`),
    expected: (cell) =>
      join({ ...cell, caller: cell.caller.startsWith('custom') ? 'custom token' : cell.caller }),
  },
  {
    name: 'POST join',
    call: (agent, { documentId }, user) =>
      agent.post(`${MEETINGS}/${documentId}/join`).send(user ? { user } : {}),
    expected: join,
  },
  {
    name: 'POST signature',
    call: (agent, { documentId }, user) =>
      agent.post(`${MEETINGS}/${documentId}/signature`).send(user ? { user } : {}),
    expected: (cell) => {
      const told = join(cell);
      if (told.status !== 200 || told.state !== 'open') return FORBIDDEN;
      return { status: 200, secrets: ['passcode'] };
    },
  },
  {
    name: 'POST signature as host',
    call: (agent, { documentId }, user) =>
      agent.post(`${MEETINGS}/${documentId}/signature`).send({ role: 1, ...(user && { user }) }),
    expected: ({ may, phase }) => {
      return mayHost(may) && isToCome(phase)
        ? { status: 200, secrets: ['passcode', 'ZAK'] }
        : FORBIDDEN;
    },
  },
  {
    name: 'POST start-url',
    call: (agent, { documentId }, user) =>
      agent.post(`${MEETINGS}/${documentId}/start-url`).send(user ? { user } : {}),
    expected: ({ may, phase }) => {
      if (!mayHost(may)) return FORBIDDEN;
      return phase === 'cancelled'
        ? { status: 409 }
        : { status: 200, secrets: ['start link', 'ZAK'] };
    },
  },
  {
    name: 'GET calendar/feeds',
    call: (agent) => agent.get('/api/zoom/calendar/feeds'),
    // A feed is somebody's.
    expected: ({ caller, may }) =>
      mayAttend(may) && caller !== 'anonymous' ? { status: 200 } : FORBIDDEN,
  },
  {
    name: 'GET registration',
    call: (agent, { documentId }) => agent.get(`${MEETINGS}/${documentId}/registration`),
    expected: ({ may }) => (mayAttend(may) ? { status: 200 } : FORBIDDEN),
  },
  {
    name: 'POST registrants/me',
    call: (agent, { documentId }, user) =>
      agent.post(`${MEETINGS}/${documentId}/registrants/me`).send(user ? { user } : {}),
    expected: ({ caller, may }) => {
      if (!mayAttend(may) || !isPerson(caller)) return FORBIDDEN;
      return { status: isRegistrant(caller) ? 200 : 404 };
    },
  },
  {
    name: 'GET managed meetings',
    call: (agent) => agent.get(MANAGED),
    expected: ({ may, phase }) =>
      may === 'all'
        ? { status: 200, secrets: phase === 'cancelled' ? [] : ['join link'] }
        : FORBIDDEN,
  },
  {
    name: 'GET managed meeting',
    call: (agent, { zoomId }) => agent.get(`${MANAGED}/${zoomId}`),
    expected: ({ may, phase }) => {
      if (may !== 'all') return FORBIDDEN;
      if (phase === 'cancelled') return { status: 404 };
      const secrets: Secret[] = [
        'join link',
        'passcode',
        'start link',
        'ZAK',
        "the host's address",
      ];
      return { status: 200, secrets };
    },
  },
  {
    name: 'GET registrants',
    call: (agent) => agent.get('/api/zoom/registrants'),
    expected: people(200, ["another's address"]),
  },
  {
    name: 'GET attendances',
    call: (agent) => agent.get('/api/zoom/attendances'),
    expected: people(200, ["another's address"]),
  },
  {
    name: 'GET course-session',
    call: (agent, { parts }) => agent.get(`/api/zoom/course-sessions/${parts.session}?populate=*`),
    // A cancelled one is unpublished.
    expected: (cell) => (cell.phase === 'cancelled' ? { status: 404 } : read(cell)),
  },
  {
    name: 'GET meeting-instance',
    call: (agent, { parts }) =>
      agent.get(`/api/zoom/meeting-instances/${parts.instance}?populate=meeting`),
    expected: read,
  },
  {
    name: 'GET recording',
    call: (agent, { parts }) =>
      agent.get(`/api/zoom/recordings/${parts.recording}?populate=meeting`),
    expected: read,
  },
  {
    name: 'GET recording play',
    call: (agent, { parts }) => agent.get(`/api/zoom/recordings/${parts.recording}/play`),
    expected: ({ may }) => (may === 'all' ? { status: 200 } : FORBIDDEN),
  },
  {
    name: 'GET transcript',
    call: (agent, { parts }) =>
      agent.get(`/api/zoom/transcripts/${parts.transcript}?populate[recording][populate]=meeting`),
    expected: read,
  },
  {
    name: 'GET captions',
    call: (agent, { parts }) => agent.get(`/api/zoom/transcripts/${parts.transcript}/captions.vtt`),
    expected: () => ({ status: 200 }),
  },
  {
    name: 'GET attendance',
    call: (agent, { parts }) => agent.get(`/api/zoom/attendances/${parts.attendance}`),
    expected: people(200, ["another's address"]),
  },
  {
    name: 'GET attendances/export',
    call: (agent, { zoomId }) => agent.get(`/api/zoom/attendances/export?instanceUuid=${zoomId}`),
    expected: people(200, ["another's address"]),
  },
  {
    name: 'GET registrant',
    call: (agent, { parts }) => agent.get(`/api/zoom/registrants/${parts.registrant}`),
    expected: people(200, ["another's address"]),
  },
  // Of calls that change something, what the table asks is who may make them: with a body that is
  // refused, so that no caller becomes another.
  {
    name: 'POST registrants',
    call: (agent, { documentId }) =>
      agent.post(`${MEETINGS}/${documentId}/registrants`).send({ wrong: true }),
    expected: ({ may }) => (mayAttend(may) ? { status: 400 } : FORBIDDEN),
  },
  {
    name: 'POST registrants/cancel',
    call: (agent, { documentId }) =>
      agent.post(`${MEETINGS}/${documentId}/registrants/cancel`).send({ wrong: true }),
    expected: ({ may }) => (mayAttend(may) ? { status: 400 } : FORBIDDEN),
  },
];
