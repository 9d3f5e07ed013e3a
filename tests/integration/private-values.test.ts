import { contentTypeFiles } from '../support/app-types';
import type { Agent } from '../support/doors';
import { inHours, openClassroom, sessionData, type Classroom } from '../support/sessions';
import { DEFAULT_HOST } from '../support/zoom';

const SESSIONS = '/api/zoom/course-sessions';
const MEETINGS = '/api/zoom/meetings';
const FIND = [
  'plugin::zoom.course-session.find',
  'plugin::zoom.course-session.findOne',
  'plugin::zoom.meeting.find',
  'plugin::zoom.meeting.findOne',
  'api::lesson.lesson.find',
];
const JOIN = 'plugin::zoom.meeting.join';
/** What of a meeting no list, filter or search may know. */
const PRIVATE = [
  'joinUrl',
  'passcode',
  'uuid',
  'hostId',
  'hostEmail',
  'accountId',
  'syncError',
  'frozen',
  'lastSent',
  'lastSeen',
  'intent',
  'runs',
  'planHash',
  'courseSession',
];

describe.each([
  { strictParams: true, is: 'on' },
  { strictParams: false, is: 'off' },
])('with strictParams $is', ({ strictParams }) => {
  let room: Classroom;
  let callers: Record<'full' | 'readOnly' | 'finder' | 'joiner' | 'student' | 'member', Agent>;
  let documentId: string;
  let secrets: Record<string, string>;
  let meetingId: string;

  beforeAll(async () => {
    room = await openClassroom({
      // The sessions here begin tomorrow.
      settings: { join: { opensMinutesBefore: 43_200 } },
      boot: {
        strictParams,
        appFiles: contentTypeFiles('lesson', {
          name: { type: 'string' },
          session: {
            type: 'relation',
            relation: 'oneToOne',
            target: 'plugin::zoom.course-session',
          },
        }),
      },
    });
    const { cms } = room;
    const token = async (permissions: string[]) =>
      cms.requestAs(await cms.createApiToken({ type: 'custom', permissions }));
    await cms.grant({ role: 'authenticated', actions: FIND });
    const student = await cms.createSiteUser();
    callers = {
      full: cms.requestAs(await cms.createApiToken({ type: 'full-access' })),
      readOnly: cms.requestAs(await cms.createApiToken({ type: 'read-only' })),
      finder: await token(FIND),
      joiner: await token([...FIND, JOIN]),
      student: cms.requestAs(student.jwt),
      member: cms.requestAs(student.jwt),
    };
    documentId = await room.editor.schedule(sessionData({ hostEmail: DEFAULT_HOST }));
    await room.meetingOf(documentId);
    const row = await room.row(documentId);
    if (!row) throw new Error('there is no meeting');
    meetingId = row.documentId;
    secrets = Object.fromEntries(
      ['joinUrl', 'passcode', 'uuid', 'hostEmail', 'accountId'].map((name) => [
        name,
        String(row[name]),
      ])
    );
    await cms.strapi.documents('api::lesson.lesson' as never).create({
      data: { name: 'Lesson', session: documentId },
    } as never);
  });
  afterAll(() => room.close());

  const encode = encodeURIComponent;
  /** Paths that give the meeting, at the depths a site reads it. */
  const readings = (): [string, (data: never) => Record<string, unknown>][] => [
    [`${SESSIONS}?populate=meeting`, (data) => data[0]['meeting']],
    [`${SESSIONS}?populate=*`, (data) => data[0]['meeting']],
    [`${SESSIONS}/${documentId}?populate=meeting`, (data) => data['meeting']],
    [MEETINGS, (data) => data[0]],
    [`${MEETINGS}/${meetingId}`, (data) => data],
    ['/api/lessons?populate[session][populate]=meeting', (data) => data[0]['session']['meeting']],
  ];

  it('gives the link to those who may join, at any depth, and to nobody else', async () => {
    const mayJoin = { full: true, readOnly: false, finder: false, joiner: true, student: false };
    for (const [name, may] of Object.entries(mayJoin)) {
      const agent = callers[name as keyof typeof callers];
      for (const [path, meetingIn] of readings()) {
        const { body, text } = await agent.get(path).expect(200);
        const meeting = meetingIn(body.data as never);
        expect(meeting).toMatchObject({ documentId: meetingId, state: 'scheduled' });
        expect([name, path, meeting['joinUrl']]).toEqual([
          name,
          path,
          may ? secrets['joinUrl'] : undefined,
        ]);
        for (const secret of PRIVATE.filter((attribute) => attribute !== 'joinUrl')) {
          expect(meeting).not.toHaveProperty(secret);
        }
        if (!may) expect(text).not.toContain('pwd=');
        for (const secret of ['hostEmail', 'accountId', 'uuid']) {
          expect(text).not.toContain(secrets[secret]);
        }
      }
    }
  });

  it('gives site users the link with their role', async () => {
    await room.cms.grant({ role: 'authenticated', actions: [JOIN] });
    const permissions = room.cms.strapi.db.query('plugin::users-permissions.permission');
    try {
      const { body } = await callers.member.get(`${SESSIONS}?populate=meeting`).expect(200);
      expect(body.data[0].meeting.joinUrl).toBe(secrets['joinUrl']);
      const { body: link } = await callers.member.get(`${MEETINGS}/${meetingId}/join`).expect(200);
      expect(link.joinUrl).toBe(secrets['joinUrl']);
    } finally {
      await permissions.deleteMany({ where: { action: JOIN } });
    }
    const { body } = await callers.student.get(`${SESSIONS}?populate=meeting`).expect(200);
    expect(body.data[0].meeting).not.toHaveProperty('joinUrl');
  });

  it('finds nothing by private values', async () => {
    const total = async (agent: Agent, path: string): Promise<number | 'refused'> => {
      const { status, body } = await agent.get(path);
      if (status === 400) return 'refused';
      expect([status, path]).toEqual([200, path]);
      return body.meta.pagination.total;
    };
    for (const name of ['full', 'readOnly', 'finder', 'joiner', 'student'] as const) {
      const agent = callers[name];
      for (const secret of Object.values(secrets)) {
        for (const type of [SESSIONS, MEETINGS]) {
          expect(await total(agent, `${type}?_q=${encode(secret)}`)).toBe(0);
        }
      }
      for (const attribute of PRIVATE) {
        // Refused, or else left out of the query: never an answer that depends on the value.
        for (const [type, path] of [
          [MEETINGS, `[${attribute}]`],
          [SESSIONS, `[meeting][${attribute}]`],
          ['/api/lessons', `[session][meeting][${attribute}]`],
        ] as const) {
          const right = await total(agent, `${type}?filters${path}[$notNull]=true`);
          const wrong = await total(agent, `${type}?filters${path}[$null]=true`);
          expect([name, type, attribute, right]).toEqual([name, type, attribute, wrong]);
        }
        const isSorted = await total(agent, `${MEETINGS}?sort=${attribute}:desc`);
        expect([1, 'refused']).toContain(isSorted);
        for (const query of [`fields=${attribute}`, `populate=${attribute}`]) {
          const { status, text } = await agent.get(`${MEETINGS}?${query}`);
          expect([200, 400]).toContain(status);
          if (name !== 'full' && name !== 'joiner') expect(text).not.toContain('pwd=');
        }
      }
      for (const attribute of ['hostEmail', 'generatedTitle']) {
        expect(await total(agent, `${SESSIONS}?filters[${attribute}][$notNull]=true`)).toBe(
          await total(agent, `${SESSIONS}?filters[${attribute}][$null]=true`)
        );
      }
      const nested = `${MEETINGS}?populate[courseSession][filters][hostEmail][$notNull]=true`;
      const { text } = await agent.get(nested);
      expect(text).not.toContain(DEFAULT_HOST);
    }
    // What is public can be found.
    expect(await total(callers.finder, `${MEETINGS}?filters[state]=scheduled`)).toBe(1);
    expect(await total(callers.finder, `${SESSIONS}?filters[meeting][state]=scheduled`)).toBe(1);
  });

  it('names the right filter where somebody asks for ?status=live', async () => {
    for (const path of [SESSIONS, `${SESSIONS}/${documentId}`, MEETINGS]) {
      const { body } = await callers.full.get(`${path}?status=live`).expect(400);
      expect(body.error.name).toBe('ValidationError');
      expect(body.error.message).toContain('filters[state][$eq]=live');
    }
    await callers.full.get(`${SESSIONS}?status=draft`).expect(200);
    await callers.full.get(`${SESSIONS}?status=published`).expect(200);
  });

  it('is closed to strangers', async () => {
    const paths = [SESSIONS, MEETINGS, `${MEETINGS}/${meetingId}`, `${MEETINGS}/${meetingId}/join`];
    for (const path of paths) await room.cms.request.get(path).expect(403);
    await room.cms.request.post(SESSIONS).send({ data: sessionData() }).expect(403);
    for (const reader of ['readOnly', 'finder', 'student'] as const) {
      await callers[reader].get(`${MEETINGS}/${meetingId}/join`).expect(403);
    }
    // Attributes alone give nothing: the meeting's own permission is needed to populate it.
    const token = await room.cms.createApiToken({ type: 'custom', permissions: FIND.slice(0, 2) });
    const { body } = await room.cms.requestAs(token).get(`${SESSIONS}?populate=meeting`);
    expect(body.data?.[0]?.meeting).toBeUndefined();
  });

  it('answers a join with the link, or with why there is none', async () => {
    const join = async (id: string) => {
      const answer = await callers.joiner.get(`${MEETINGS}/${id}/join`).expect(200);
      expect(answer.headers['cache-control']).toBe('no-store');
      return answer.body;
    };
    expect(await join(meetingId)).toMatchObject({
      state: 'open',
      joinUrl: secrets['joinUrl'],
      reason: null,
    });
    await callers.joiner.get(`${MEETINGS}/nobodysdocumentid000000/join`).expect(404);

    const cancelled = await room.editor.schedule();
    await room.meetingOf(cancelled);
    await room.editor.unpublish(cancelled);
    const { documentId: cancelledId } = await room.rowWhere(
      cancelled,
      ({ state }) => state === 'cancelled'
    );
    expect(await join(cancelledId)).toMatchObject({ state: 'cancelled' });
    expect(await join(cancelledId)).not.toHaveProperty('joinUrl');

    const past = await room.editor.schedule(sessionData({ startTime: inHours(-4) }));
    const { documentId: pastId } = await room.rowWhere(
      past,
      ({ syncState }) => syncState === 'skipped'
    );
    expect(await join(pastId)).toEqual({
      state: 'ended',
      reason: 'This session has no Zoom meeting.',
    });
  });

  it('shows no link of a meeting that is cancelled or over', async () => {
    const rows = room.cms.strapi.db.query('plugin::zoom.meeting');
    for (const state of ['cancelled', 'ended']) {
      await rows.update({ where: { documentId: meetingId }, data: { state } });
      for (const [path] of readings()) {
        const { text } = await callers.full.get(path).expect(200);
        expect(text).not.toContain(secrets['joinUrl']);
      }
    }
    await rows.update({ where: { documentId: meetingId }, data: { state: 'scheduled' } });
  });
});
