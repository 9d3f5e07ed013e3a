import { ACTION, UID } from '../../contracts/identifiers';
import { JOIN_AUDIENCES, type JoinAudience } from '../../contracts/choices';
import type { JoinQuestion } from '../../server/src/domain/join-ruling';
import type { SessionHooks, ZoomHooks } from '../../server/src/hooks';
import type { Agent } from '../support/doors';
import { documentedHook } from '../support/guide';
import { inHours, openClassroom, sessionData, type Classroom } from '../support/sessions';

const ATTEND = [
  ...['course-session', 'meeting'].flatMap((type) => [
    `plugin::zoom.${type}.find`,
    `plugin::zoom.${type}.findOne`,
  ]),
  ACTION.meetingJoin,
  ACTION.meetingSignature,
  ACTION.calendarEvent,
  ACTION.calendarFeed,
];
const SDK = { sdkKey: 'sdk-client-id', sdkSecret: 'sdk-client-secret' };

type Meeting = { documentId: string; joinUrl: string; passcode: string };
type Cell = { name: string; status: number; hasLink: boolean; hasPasscode: boolean };

let room: Classroom;
let now: Meeting;
let cancelled: Meeting;
let secretFeed: string;
let callers: Record<'a guest' | 'a student' | 'a registrant' | 'a token' | 'a full token', Agent>;
let student: { id: number; jwt: string };
let takeAway: (() => void)[] = [];

const rows = () => room.cms.strapi.db.query(UID.meeting);

const newMeeting = async (change: Record<string, unknown>): Promise<Meeting> => {
  const session = await room.editor.schedule(sessionData());
  await room.meetingOf(session);
  const row = await room.row(session);
  if (!row) throw new Error('there is no meeting');
  if (change['state'] === 'cancelled') {
    await room.editor.unpublish(session);
    await room.rowWhere(session, ({ state }) => state === 'cancelled');
  }
  await rows().update({ where: { id: row.id }, data: change });
  return row as unknown as Meeting;
};

/** Gives an account a role of the app's own, with what attending takes. */
const giveRole = async (userId: number, type: string): Promise<void> => {
  const { db } = room.cms.strapi;
  const role = await db
    .query('plugin::users-permissions.role')
    .create({ data: { name: type, type } });
  for (const action of ATTEND) {
    await db
      .query('plugin::users-permissions.permission')
      .create({ data: { action, role: role.id } });
  }
  await db
    .query('plugin::users-permissions.user')
    .update({ where: { id: userId }, data: { role: role.id } });
};

beforeAll(async () => {
  room = await openClassroom({ settings: SDK });
  const { cms } = room;
  now = await newMeeting({ startTime: inHours(-0.2), endTime: inHours(0.8) });
  cancelled = await newMeeting({ state: 'cancelled' });
  await cms.grant({ role: 'public', actions: ATTEND });
  await cms.grant({ role: 'authenticated', actions: ATTEND });
  student = await cms.createSiteUser();
  const registrant = await cms.createSiteUser();
  const { id: meeting } = await rows().findOne({ where: { documentId: now.documentId } });
  await cms.strapi.db
    .query(UID.registrant)
    .create({ data: { state: 'approved', email: registrant.email, meeting } });
  const custom = await cms.createApiToken({ type: 'custom', permissions: ATTEND });
  const full = await cms.createApiToken({ type: 'full-access' });
  callers = {
    'a guest': cms.request,
    'a student': cms.requestAs(student.jwt),
    'a registrant': cms.requestAs(registrant.jwt),
    'a token': cms.requestAs(custom),
    'a full token': cms.requestAs(full),
  };
  const made = await callers['a full token'].post('/api/zoom/calendar/feeds').send({}).expect(201);
  secretFeed = new URL(made.body.data.url, cms.url).pathname;
});
afterAll(() => room.close());
afterEach(() => {
  for (const one of takeAway) one();
  takeAway = [];
});

const service = (): SessionHooks => room.cms.strapi.plugin('zoom').service('hooks');
const rule = (hook: ZoomHooks['joinPolicy']): void => {
  takeAway.push(service().register('joinPolicy', hook));
};
const setAudience = async (who: JoinAudience): Promise<void> => {
  await room.admin.put('/zoom/settings').send({ join: { who } }).expect(200);
};

const ORDINARY = [
  '/api/zoom/meetings?pagination[pageSize]=100',
  '/api/zoom/course-sessions?populate=meeting',
];
/** All that may let somebody in, as one caller gets it for one meeting. */
const look = async (agent: Agent, meeting: Meeting): Promise<Cell[]> => {
  const own = `/api/zoom/meetings/${meeting.documentId}`;
  const answers = {
    'GET join': await agent.get(`${own}/join`),
    'POST join': await agent.post(`${own}/join`).send({}),
    signature: await agent.post(`${own}/signature`).send({}),
    invitation: await agent.get(`${own}/calendar.ics`),
    feed: await agent.get('/api/zoom/calendar.ics'),
    'GET meeting': await agent.get(own),
    ...Object.fromEntries(
      await Promise.all(ORDINARY.map(async (path) => [path, await agent.get(path)] as const))
    ),
  };
  return Object.entries(answers).map(([name, { status, text }]) => ({
    name,
    status,
    // A calendar folds its lines.
    hasLink: text.replace(/\r\n /g, '').includes(meeting.joinUrl),
    hasPasscode: text.includes(`"${meeting.passcode}"`),
  }));
};
const cells = (isIn: boolean, { invites = isIn } = {}): Cell[] => [
  { name: 'GET join', status: 200, hasLink: isIn, hasPasscode: false },
  { name: 'POST join', status: 200, hasLink: isIn, hasPasscode: false },
  { name: 'signature', status: isIn ? 200 : 403, hasLink: false, hasPasscode: isIn },
  { name: 'invitation', status: 200, hasLink: invites, hasPasscode: false },
  { name: 'feed', status: 200, hasLink: invites, hasPasscode: false },
  ...['GET meeting', ...ORDINARY].map((name) => ({
    name,
    status: 200,
    hasLink: false,
    hasPasscode: false,
  })),
];

describe.each(JOIN_AUDIENCES)('joining is for %s, and the app', (who) => {
  beforeAll(() => setAudience(who));

  test.each<[string, ZoomHooks['joinPolicy'], boolean]>([
    ['keeps everybody out', () => ({ state: 'not-permitted', reason: 'Not you.' }), false],
    ['lets everybody in', async () => ({ state: 'open' }), true],
    [
      'throws',
      () => {
        throw new Error('no such student: ann@students.example');
      },
      false,
    ],
    ['answers yes', (() => true) as never, false],
  ])('%s: at every endpoint, for every caller', async (_what, hook, isIn) => {
    rule(hook);
    for (const [caller, agent] of Object.entries(callers)) {
      expect({ caller, cells: await look(agent, now) }).toEqual({ caller, cells: cells(isIn) });
    }
    const { text } = await room.cms.request.get(secretFeed).expect(200);
    expect(text.replace(/\r\n /g, '').includes(now.joinUrl)).toBe(isIn);
  });

  test('says nothing: the settings decide, and ordinary answers have no link', async () => {
    rule(() => null);
    const isIn = (caller: string): boolean =>
      who === 'anyone-who-may-read' ||
      caller === 'a registrant' ||
      (who === 'signed-in' && caller === 'a student');
    for (const [caller, agent] of Object.entries(callers)) {
      const told = { caller, cells: await look(agent, now) };
      expect(told).toEqual({ caller, cells: cells(isIn(caller)) });
    }
  });
});

describe('a policy of the app', () => {
  beforeAll(() => setAudience('anyone-who-may-read'));

  test('opens nothing that is not there', async () => {
    rule(() => ({ state: 'open' }));
    const agent = callers['a full token'];
    const told = await look(agent, cancelled);
    expect(told).toEqual(cells(false));
    const { body } = await agent.get(`/api/zoom/meetings/${cancelled.documentId}/join`);
    expect(body).toMatchObject({ state: 'cancelled', reason: 'This meeting was cancelled.' });
  });

  test('is told who asks for what, in no secret words', async () => {
    const asked: JoinQuestion[] = [];
    rule((question) => {
      asked.push(question);
      return question.decision;
    });
    const path = `/api/zoom/meetings/${now.documentId}`;
    await callers['a guest'].get(`${path}/join`).expect(200);
    await callers['a student'].post(`${path}/signature`).send({}).expect(200);
    await callers['a registrant'].get(`${path}/calendar.ics`).expect(200);
    const user = { id: 42, name: 'Ann Bee', email: 'ann@students.example' };
    await callers['a token'].post(`${path}/join`).send({ user }).expect(200);
    expect(asked.map(({ purpose, caller }) => [purpose, caller.kind, caller.registration])).toEqual(
      [
        ['join', 'guest', 'none'],
        ['signature', 'site-user', 'none'],
        ['calendar', 'site-user', 'approved'],
        ['join', 'token', 'none'],
      ]
    );
    expect(asked.map(({ caller }) => caller.id)).toEqual([
      null,
      `user:${student.id}`,
      expect.stringMatching(/^user:\d+$/),
      'site:42',
    ]);
    expect(asked.every(({ decision }) => decision.state === 'open')).toBe(true);
    expect(JSON.stringify(asked)).not.toMatch(/pwd=|tk=|@|Ann/);
  });

  test('is not asked about hosts', async () => {
    rule(() => ({ state: 'not-permitted' }));
    const path = `/api/zoom/meetings/${now.documentId}/signature`;
    await callers['a full token'].post(path).send({ role: 1 }).expect(200);
    await callers['a full token'].post(path).send({ role: 0 }).expect(403);
  });

  test('that never answers lets nobody in; the log says so and names nobody', async () => {
    rule(() => new Promise<never>(() => undefined));
    const before = room.cms.logs.length;
    const path = `/api/zoom/meetings/${now.documentId}`;
    const agent = callers['a student'];
    const [join, signature, feed] = await Promise.all([
      agent.get(`${path}/join`),
      agent.post(`${path}/signature`).send({}),
      agent.get('/api/zoom/calendar.ics'),
    ]);
    expect(join.body).toMatchObject({ state: 'not-permitted', reason: expect.any(String) });
    expect(signature.status).toBe(403);
    expect([feed.status, feed.text.includes('/j/')]).toEqual([200, false]);
    const told = room.cms.logs.slice(before).filter((line) => line.includes('joinPolicy'));
    expect(told).toHaveLength(3);
    expect(told.join('\n')).toContain('no answer within 5 s');
    expect(told.join('\n')).not.toMatch(/@|user:/);
  });

  test('as the guide has it: staff come in early, alumni not at all', async () => {
    const soon = await newMeeting({});
    const register = (name: 'joinPolicy', hook: ZoomHooks['joinPolicy']) => {
      const undo = service().register(name, hook);
      takeAway.push(undo);
      return undo;
    };
    const { db } = room.cms.strapi;
    documentedHook('joinPolicy').register({
      strapi: { db, plugin: () => ({ service: () => ({ register }) }) },
    });
    const join = async (agent: Agent) =>
      (await agent.get(`/api/zoom/meetings/${soon.documentId}/join`).expect(200)).body;
    expect(await join(callers['a student'])).toMatchObject({ state: 'too-early' });
    const [staff, alumna] = [await room.cms.createSiteUser(), await room.cms.createSiteUser()];
    await giveRole(staff.id, 'staff');
    await giveRole(alumna.id, 'alumni');
    expect(await join(room.cms.requestAs(staff.jwt))).toMatchObject({
      state: 'open',
      joinUrl: soon.joinUrl,
      reason: null,
    });
    const kept = await join(room.cms.requestAs(alumna.jwt));
    expect(kept).toMatchObject({ reason: 'Alumni find the recordings in the library.' });
    expect(kept).not.toHaveProperty('joinUrl');
  });
});
