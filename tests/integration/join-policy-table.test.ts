import path from 'node:path';

import { jwtVerify } from 'jose';

import { ACTION, UID } from '../../contracts/identifiers';
import { JOIN_AUDIENCES, type JoinAudience } from '../../contracts/choices';
import { EVENT, SCHOOL_SESSIONS, schoolFiles } from '../support/bound-types';
import type { Agent } from '../support/doors';
import { editorOf, inHours, openClassroom, sessionData, type Classroom } from '../support/sessions';
import { waitUntil } from '../support/wait';
import { DEFAULT_HOST } from '../support/zoom';

const MEETINGS = '/api/zoom/meetings';
const FIND = [
  ...['course-session', 'meeting', 'recording'].map((type) => `plugin::zoom.${type}`),
  EVENT,
].flatMap((type) => [`${type}.find`, `${type}.findOne`]);
const ATTEND = [
  ...FIND,
  ACTION.meetingJoin,
  ACTION.meetingSignature,
  ACTION.calendarEvent,
  ACTION.calendarFeed,
];
const SDK = { sdkKey: 'sdk-client-id', sdkSecret: 'sdk-client-secret' };
const OTHER = { email: 'other@students.example', joinUrl: 'https://us06web.zoom.us/w/1?tk=OTHERS' };
const OWN_TK = 'the-registrants-own-token';
const DOWNLOAD = 'https://us06web.zoom.us/rec/download/secret-file';

const PHASES = ['soon', 'now', 'over', 'cancelled'] as const;
type Phase = (typeof PHASES)[number];
type Link = { documentId: string; joinUrl: string; passcode: string; zoomId: string };
/** A course session's meeting, and that of an event of the app at the same time. */
type Meeting = Link & { ofEvent: Link };

const CALLERS = [
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
type Caller = (typeof CALLERS)[number];
type Known = { agent: Agent; may: 'attend' | 'host' | 'find' | 'all'; user?: object };

/** What nobody gets but where the table says so. */
const SECRETS = [
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
type Secret = (typeof SECRETS)[number];

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
const GRAPHQL = {
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

const ENDPOINTS: Endpoint[] = [
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
    name: 'GET registrants',
    call: (agent) => agent.get('/api/zoom/registrants'),
    expected: people(200, ["another's address"]),
  },
  {
    name: 'GET attendances',
    call: (agent) => agent.get('/api/zoom/attendances'),
    expected: people(200, ["another's address"]),
  },
];

let room: Classroom;
let meetings: Record<Phase, Meeting>;
let known: Record<Caller, Known>;

const rows = () => room.cms.strapi.db.query(UID.meeting);

const newMeeting = async (phase: Phase, isOfEvent = false): Promise<Link> => {
  const editor = isOfEvent ? editorOf(room.admin, EVENT) : room.editor;
  const session = await editor.schedule(
    isOfEvent
      ? { title: `Concert ${phase}`, startsAt: inHours(24), endsAt: inHours(25) }
      : sessionData({ hostEmail: DEFAULT_HOST })
  );
  await room.meetingOf(session);
  if (phase === 'cancelled') {
    await editor.unpublish(session);
    await room.rowWhere(session, ({ state }) => state === 'cancelled');
  }
  const row = await room.row(session);
  if (!row) throw new Error('there is no meeting');
  const times = {
    now: { startTime: inHours(-0.2), endTime: inHours(0.8) },
    over: { startTime: inHours(-30), endTime: inHours(-29), state: 'ended' },
    soon: {},
    cancelled: {},
  };
  await rows().update({ where: { id: row.id }, data: times[phase] });
  const { documentId, joinUrl, passcode, zoomId } = row as unknown as Link;
  return { documentId, joinUrl, passcode, zoomId };
};

const newMeetings = async (phase: Phase): Promise<Meeting> => ({
  ...(await newMeeting(phase)),
  ofEvent: await newMeeting(phase, true),
});

/** A site user whose role may start meetings. */
const createTeacher = async (): Promise<string> => {
  const { cms } = room;
  const { db } = cms.strapi;
  const role = await db
    .query('plugin::users-permissions.role')
    .create({ data: { name: 'Teacher', type: 'teacher' } });
  for (const action of [...ATTEND, ACTION.meetingStartUrl]) {
    await db
      .query('plugin::users-permissions.permission')
      .create({ data: { action, role: role.id } });
  }
  const { id, jwt } = await cms.createSiteUser();
  await db
    .query('plugin::users-permissions.user')
    .update({ where: { id }, data: { role: role.id } });
  return jwt;
};

beforeAll(async () => {
  const resolve = path.dirname(require.resolve('@strapi/plugin-graphql/package.json'));
  room = await openClassroom({
    boot: {
      appFiles: schoolFiles(),
      zoom: { sessions: SCHOOL_SESSIONS },
      plugins: { graphql: { enabled: true, resolve } },
    },
    settings: SDK,
  });
  const { cms } = room;
  const { db } = cms.strapi;
  meetings = {
    soon: await newMeetings('soon'),
    now: await newMeetings('now'),
    over: await newMeetings('over'),
    cancelled: await newMeetings('cancelled'),
  };
  await cms.grant({ role: 'public', actions: ATTEND });
  await cms.grant({ role: 'authenticated', actions: ATTEND });
  const student = await cms.createSiteUser();
  const registrant = await cms.createSiteUser();
  for (const { documentId, zoomId } of Object.values(meetings)) {
    const { id: meeting } = await rows().findOne({ where: { documentId } });
    const base = { state: 'approved', meeting };
    const own = `https://us06web.zoom.us/w/${zoomId}?tk=${OWN_TK}`;
    // Found whatever the case: people write their address as they like.
    const email = registrant.email.toUpperCase();
    await db.query(UID.registrant).create({ data: { ...base, email, joinUrl: own } });
    await db.query(UID.registrant).create({ data: { ...base, ...OTHER } });
    await db.query(UID.attendance).create({
      data: { instanceUuid: zoomId, participantKey: 'email:x', email: OTHER.email, meeting },
    });
    await db.query(UID.recording).create({
      data: {
        zoomFileId: zoomId,
        fileType: 'MP4',
        state: 'completed',
        isReleased: true,
        downloadUrl: DOWNLOAD,
        meeting,
      },
    });
  }
  const token = async (options: Parameters<typeof cms.createApiToken>[0]) =>
    cms.requestAs(await cms.createApiToken(options));
  const custom = await token({ type: 'custom', permissions: ATTEND });
  known = {
    anonymous: { agent: cms.request, may: 'attend' },
    'signed-in': { agent: cms.requestAs(student.jwt), may: 'attend' },
    registrant: { agent: cms.requestAs(registrant.jwt), may: 'attend' },
    'read-only token': { agent: await token({ type: 'read-only' }), may: 'find' },
    'custom token': { agent: custom, may: 'attend' },
    'custom token for a stranger': {
      agent: custom,
      may: 'attend',
      user: { id: 'x-1', name: 'Xia', email: 'xia@site.example' },
    },
    'custom token for the registrant': {
      agent: custom,
      may: 'attend',
      user: { id: 'r-1', name: 'Rae', email: registrant.email },
    },
    'full token': { agent: await token({ type: 'full-access' }), may: 'all' },
    host: { agent: cms.requestAs(await createTeacher()), may: 'host' },
  };
});
afterAll(() => room.close());

/** Which secrets an answer has, of the meeting of its row and of all others. */
const secretsIn = (answer: string, meeting: Link): Secret[] => {
  // A calendar folds its lines.
  const text = answer.replace(/\r\n[ \t]/g, '');
  const is: Record<Secret, boolean> = {
    'join link': text.includes(meeting.joinUrl),
    'own link': text.includes(OWN_TK) && text.includes('/w/'),
    "another's link": text.includes('OTHERS'),
    passcode: text.includes(`"${meeting.passcode}"`),
    'start link': text.includes('/s/'),
    ZAK: /zak["=]/.test(text),
    'download link': text.includes('/rec/download'),
    "another's address": text.includes(OTHER.email),
    "the host's address": text.includes(DEFAULT_HOST),
    'SDK secret': text.includes(SDK.sdkSecret),
  };
  return SECRETS.filter((secret) => is[secret]);
};

const setAudience = async (who: JoinAudience): Promise<void> => {
  await room.admin.put('/zoom/settings').send({ join: { who } }).expect(200);
};

describe.each(JOIN_AUDIENCES)('joining is for %s', (who) => {
  beforeAll(() => setAudience(who));

  it.each(CALLERS)('%s gets what the table says, at every endpoint and time', async (caller) => {
    const { agent, may, user } = known[caller];
    const told: unknown[] = [];
    const right: unknown[] = [];
    for (const phase of PHASES) {
      for (const { name, isOfEvent = false, call, expected } of ENDPOINTS) {
        const meeting = meetings[phase];
        const { status, body, text } = await call(agent, meeting, user);
        const about = isOfEvent ? meeting.ofEvent : meeting;
        const cell = expected({ caller, may, who, phase });
        const state = cell.state === undefined ? {} : { state: body.state };
        told.push({ name, phase, status, secrets: secretsIn(text, about), ...state });
        const { secrets = [] } = cell;
        const sorted = SECRETS.filter((secret) => secrets.includes(secret));
        const rightState = cell.state === undefined ? {} : { state: cell.state };
        right.push({ name, phase, status: cell.status, secrets: sorted, ...rightState });
      }
    }
    expect(told).toHaveLength(PHASES.length * ENDPOINTS.length);
    expect(told).toEqual(right);
  });
});

test('GraphQL has the sessions and events that it says nothing secret of', async () => {
  const agent = known['read-only token'].agent;
  const ask = async (query: string) => (await agent.post('/graphql').send({ query })).body.data;
  const { zoomCourseSessions } = await ask(GRAPHQL.sessions);
  const { events } = await ask(GRAPHQL.events);
  // Cancelled ones are unpublished.
  expect([zoomCourseSessions, events].map(({ length }) => length)).toEqual([3, 3]);
});

describe('a signature', () => {
  beforeAll(() => setAudience('anyone-who-may-read'));
  const secret = new TextEncoder().encode(SDK.sdkSecret);
  const sign = (caller: Caller, body: object, phase: Phase = 'now') =>
    known[caller].agent.post(`${MEETINGS}/${meetings[phase].documentId}/signature`).send(body);

  it('is verified by an independent library, for this meeting and role', async () => {
    for (const [caller, role] of [
      ['signed-in', 0],
      ['host', 1],
    ] as const) {
      const { body, headers } = await sign(caller, { role }).expect(200);
      expect(headers['cache-control']).toBe('no-store');
      const { payload } = await jwtVerify(body.signature, secret, { algorithms: ['HS256'] });
      const { zoomId, passcode } = meetings.now;
      expect(payload).toMatchObject({ appKey: SDK.sdkKey, sdkKey: SDK.sdkKey, mn: zoomId, role });
      const lifetime = Number(payload.exp) - Number(payload.iat);
      expect(lifetime).toBeGreaterThanOrEqual(1800);
      expect(lifetime).toBeLessThanOrEqual(7200);
      expect(payload['tokenExp']).toBe(payload.exp);
      expect(body).toMatchObject({ meetingNumber: zoomId, password: passcode, sdkKey: SDK.sdkKey });
    }
  });

  it('names the account of a log-in, and whom a token speaks for', async () => {
    const { body: own } = await sign('registrant', {}).expect(200);
    expect(own.userEmail).toContain('@students.example');
    expect(own.tk).toBe(OWN_TK);
    const user = { id: 42, name: 'Ann Bee', email: 'ann@site.example' };
    const { body: named } = await sign('custom token', { user }).expect(200);
    expect(named).toMatchObject({ userName: 'Ann Bee', userEmail: 'ann@site.example' });
    const guest = { name: 'Gus', email: OTHER.email };
    const { body: claimed } = await sign('anonymous', { guest }).expect(200);
    expect(claimed).toMatchObject({ userName: 'Gus', userEmail: OTHER.email });
    expect(claimed).not.toHaveProperty('tk');
  });

  it('carries a key that is the same for a person and meeting, and tells nothing', async () => {
    const keyOf = async (caller: Caller, body: object = {}): Promise<string> =>
      (await sign(caller, body).expect(200)).body.customerKey;
    const key = await keyOf('signed-in');
    expect(key).toMatch(/^[0-9a-f]{32}$/);
    expect(await keyOf('signed-in')).toBe(key);
    expect(await keyOf('registrant')).not.toBe(key);
    expect(await keyOf('anonymous')).not.toBe(await keyOf('anonymous'));
    const user = { id: 7, name: 'Ann', email: 'ann@site.example' };
    expect(await keyOf('custom token', { user })).toBe(await keyOf('custom token', { user }));
  });

  it('is refused for a role, a window, a meeting or a person that is not the caller’s', async () => {
    const { body: role } = await sign('signed-in', { role: 1 }).expect(403);
    expect(role.error.details).toEqual({ field: 'role' });
    await sign('signed-in', { role: 2 }).expect(400);
    const { body: early } = await sign('signed-in', {}, 'soon').expect(403);
    expect(early.error.details).toMatchObject({
      state: 'too-early',
      opensAt: expect.stringMatching(/Z$/),
    });
    const { body: late } = await sign('host', { role: 1 }, 'over').expect(403);
    expect(late.error.details.state).toBe('ended');
    await sign('signed-in', { meetingNumber: meetings.soon.zoomId }).expect(400);
    const nobodys = `${MEETINGS}/nobodysdocumentid000000/signature`;
    await known['full token'].agent.post(nobodys).send({ role: 1 }).expect(404);
    const user = { id: 1, name: 'Eve', email: OTHER.email };
    for (const caller of ['anonymous', 'signed-in', 'host'] as const) {
      const { body } = await sign(caller, { user }).expect(400);
      expect(body.error.message).toContain('user');
    }
    await sign('signed-in', { guest: { name: 'Eve' } }).expect(400);
    const { documentId } = meetings.now;
    const path = `${MEETINGS}/${documentId}/join?user[id]=1&user[email]=a@b.example`;
    const { body: query } = await known['custom token'].agent.get(path).expect(400);
    expect(query.error.message).toMatch(/user.*POST/);
  });

  it('is refused for a meeting of another Zoom account', async () => {
    const where = { documentId: meetings.now.documentId };
    const { accountId } = await rows().findOne({ where });
    await rows().update({ where, data: { accountId: 'another' } });
    try {
      await sign('signed-in', {}).expect(409);
    } finally {
      await rows().update({ where, data: { accountId } });
    }
  });

  it('needs the keys of the Meeting SDK, and says which', async () => {
    await room.admin.put('/zoom/settings').send({ sdkSecret: null }).expect(200);
    try {
      const { body } = await sign('custom token', {}).expect(503);
      expect(body.error.details).toEqual({ settings: ['sdkSecret'] });
      expect(body.error.message).toContain('ZOOM_SDK_SECRET');
    } finally {
      await room.admin.put('/zoom/settings').send(SDK).expect(200);
    }
  });

  it('is not given again and again', async () => {
    const { jwt } = await room.cms.createSiteUser();
    const agent = room.cms.requestAs(jwt);
    const path = `${MEETINGS}/${meetings.now.documentId}/signature`;
    for (let count = 0; count < 60; count += 1) await agent.post(path).send({}).expect(200);
    const { headers } = await agent.post(path).send({}).expect(429);
    expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    await sign('custom token', {}).expect(200);
  });
});

describe('each use', () => {
  const uses = () => room.cms.logs.filter((line) => line.includes(' given to '));

  it('is logged where the settings say so, without an address', async () => {
    const { agent } = known['custom token'];
    const user = { id: 'ann@site.example', name: 'Ann', email: 'ann@site.example' };
    const path = `${MEETINGS}/${meetings.now.documentId}`;
    await agent.post(`${path}/join`).send({ user }).expect(200);
    expect(uses()).toEqual([]);
    await room.admin
      .put('/zoom/settings')
      .send({ join: { logUses: true } })
      .expect(200);
    await agent.post(`${path}/join`).send({ user }).expect(200);
    await known.host.agent.post(`${path}/start-url`).send({}).expect(200);
    await known.anonymous.agent.post(`${path}/signature`).send({}).expect(200);
    expect(uses()).toHaveLength(3);
    expect(uses().join('\n')).not.toMatch(/@|pwd=|zak|tk=/);
    expect(uses()[0]).toContain(`of meeting ${meetings.now.documentId} given to site:#`);
    expect(uses()[1]).toContain('the start link');
    expect(uses()[2]).toContain('a guest');
  });
});

describe('the panel’s start link', () => {
  const path = async () => {
    const { sessionUid, sessionDocumentId } = await rows().findOne({
      where: { documentId: meetings.now.documentId },
    });
    return `/zoom/sessions/${sessionUid}/${sessionDocumentId}/start-link`;
  };

  it('is for those whose role may start meetings', async () => {
    const { body, headers } = await room.admin.post(await path()).expect(200);
    expect(body.data.startUrl).toContain('zak=');
    expect(headers['cache-control']).toBe('no-store');
    const editor = await room.cms.createAdminUser({ role: 'strapi-editor' });
    await editor.request.post(await path()).expect(403);
    const { agent } = known['full token'];
    await agent.post(await path()).expect(401);
    const stored = await rows().findOne({ where: { documentId: meetings.now.documentId } });
    expect(JSON.stringify(stored)).not.toContain('zak');
  });
});

describe('when a meeting can be joined', () => {
  const opensAt = async (phase: Phase): Promise<string | null> => {
    const path = `${MEETINGS}/${meetings[phase].documentId}`;
    return (await known['read-only token'].agent.get(path).expect(200)).body.data.joinOpensAt;
  };

  it('stands on the row, and follows settings and plan', async () => {
    const { startTime } = await rows().findOne({
      where: { documentId: meetings.soon.documentId },
    });
    const before = (minutes: number) =>
      new Date(new Date(startTime).getTime() - minutes * 60_000).toISOString();
    expect(await opensAt('soon')).toBe(before(15));
    await room.admin
      .put('/zoom/settings')
      .send({ join: { opensMinutesBefore: 45 } })
      .expect(200);
    await waitUntil(async () => (await opensAt('soon')) === before(45), {
      what: 'the row brought up to date',
      timeoutMs: 60_000,
    });
  });
});
