import path from 'node:path';

import { jwtVerify } from 'jose';

import { ACTION, UID } from '../../contracts/identifiers';
import { JOIN_AUDIENCES, type JoinAudience } from '../../contracts/choices';
import { EVENT, SCHOOL_SESSIONS, schoolFiles } from '../support/bound-types';
import {
  ATTEND,
  CALLERS,
  DOWNLOAD,
  ENDPOINTS,
  GRAPHQL,
  MEETINGS,
  OTHER,
  OWN_TK,
  PHASES,
  SDK,
  SECRETS,
  type Caller,
  type Known,
  type Link,
  type Meeting,
  type Phase,
  type Secret,
} from '../support/join-policy-endpoints';
import { editorOf, inHours, openClassroom, sessionData, type Classroom } from '../support/sessions';
import { waitUntil } from '../support/wait';
import { DEFAULT_HOST } from '../support/zoom';

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

const newMeetings = async (phase: Phase): Promise<Omit<Meeting, 'parts'>> => ({
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
  const made = {
    soon: await newMeetings('soon'),
    now: await newMeetings('now'),
    over: await newMeetings('over'),
    cancelled: await newMeetings('cancelled'),
  };
  await cms.grant({ role: 'public', actions: ATTEND });
  await cms.grant({ role: 'authenticated', actions: ATTEND });
  const student = await cms.createSiteUser();
  const registrant = await cms.createSiteUser();
  const withParts = async (link: Omit<Meeting, 'parts'>): Promise<Meeting> => {
    const { documentId, zoomId } = link;
    const { id: meeting, sessionDocumentId } = await rows().findOne({ where: { documentId } });
    const base = { state: 'approved', meeting };
    const own = `https://us06web.zoom.us/w/${zoomId}?tk=${OWN_TK}`;
    // Found whatever the case: people write their address as they like.
    const email = registrant.email.toUpperCase();
    await db.query(UID.registrant).create({ data: { ...base, email, joinUrl: own } });
    const other = await db.query(UID.registrant).create({ data: { ...base, ...OTHER } });
    const presence = await db.query(UID.attendance).create({
      data: { instanceUuid: zoomId, participantKey: 'email:x', email: OTHER.email, meeting },
    });
    const run = { uuid: `run-${zoomId}`, meeting };
    const instance = await db.query(UID.meetingInstance).create({ data: run });
    const recording = await db.query(UID.recording).create({
      data: {
        zoomFileId: zoomId,
        fileType: 'MP4',
        state: 'completed',
        isReleased: true,
        downloadUrl: DOWNLOAD,
        meeting,
      },
    });
    const said = { text: 'Hello', cues: [], language: 'en', recording: recording.id };
    const transcript = await db.query(UID.transcript).create({ data: said });
    return {
      ...link,
      parts: {
        session: sessionDocumentId,
        instance: instance.documentId,
        recording: recording.documentId,
        transcript: transcript.documentId,
        attendance: presence.documentId,
        registrant: other.documentId,
      },
    };
  };
  meetings = {
    soon: await withParts(made.soon),
    now: await withParts(made.now),
    over: await withParts(made.over),
    cancelled: await withParts(made.cancelled),
  };
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
