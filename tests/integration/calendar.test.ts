import ICAL from 'ical.js';

import { ACTION } from '../../contracts/identifiers';
import type { Agent } from '../support/doors';
import { installMailServer, type TestMailServer } from '../support/mail-server';
import { inHours, openClassroom, sessionData, type Classroom } from '../support/sessions';
import { waitUntil } from '../support/wait';

const FEEDS = '/api/zoom/calendar/feeds';

const parse = (text: string) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  const method = String(calendar.getFirstPropertyValue('method'));
  return { calendar, events, method };
};
const statusOf = (event: ICAL.Event) => event.component.getFirstPropertyValue('status');

let room: Classroom;
const tokenFor = async (permissions: string[]): Promise<Agent> =>
  room.cms.requestAs(await room.cms.createApiToken({ type: 'custom', permissions }));
let mail: TestMailServer;
let reader: Agent;
let joiner: Agent;

beforeAll(async () => {
  const everyNotice = { enabled: true };
  room = await openClassroom({
    settings: { notices: { rescheduled: everyNotice, cancelled: everyNotice } },
  });
  mail = installMailServer(room.cms);
  reader = await tokenFor([ACTION.calendarEvent, ACTION.calendarFeed]);
  joiner = await tokenFor([ACTION.calendarEvent, ACTION.calendarFeed, ACTION.meetingJoin]);
});
afterAll(() => room.close());

const schedule = async (data: Record<string, unknown> = {}) => {
  const session = await room.editor.schedule(sessionData(data));
  await room.meetingOf(session);
  const row = (await room.row(session))!;
  return { session, documentId: row.documentId, joinUrl: String(row['joinUrl']) };
};
const inLine = (session: string, since: string) =>
  room.rowWhere(
    session,
    (row) => row.syncState === 'synced' && String(row['updatedAt']) !== since,
    'the change in Zoom'
  );
const eventPath = (documentId: string) => `/api/zoom/meetings/${documentId}/calendar.ics`;

describe('one invitation', () => {
  test('has the meeting, in its own zone, and the link for those alone who may join', async () => {
    const { documentId, joinUrl } = await schedule({
      startTime: '2031-07-01T16:00:00.000Z',
      timezone: 'America/New_York',
      agenda: 'Bring a pen.',
    });
    const plain = await reader.get(eventPath(documentId));
    expect([plain.status, plain.headers['content-type']]).toEqual([
      200,
      'text/calendar; charset=utf-8',
    ]);
    const [event] = parse(plain.text).events;
    expect(event!.uid).toBe(`${documentId}@strapi-plugin-zoom`);
    expect(event!.summary).toBe('Algebra - Session 1');
    expect(event!.description).toBe('Bring a pen.');
    expect(event!.component.getFirstProperty('dtstart')!.toICALString()).toBe(
      'DTSTART;TZID=America/New_York:20310701T120000'
    );
    expect(plain.text).not.toContain(joinUrl.slice(0, 20));
    const full = await joiner.get(eventPath(documentId));
    expect(parse(full.text).events[0]!.location).toBe(joinUrl);
  });

  test('nobody gets it without the permission, and nobody one that is not there', async () => {
    const { documentId } = await schedule();
    expect((await room.cms.request.get(eventPath(documentId))).status).toBe(403);
    const other = await tokenFor([ACTION.meetingJoin]);
    expect((await other.get(eventPath(documentId))).status).toBe(403);
    expect((await reader.get(eventPath('nobodysmeeting'))).status).toBe(404);
  });

  test('its number rises with each change, and with nothing else', async () => {
    const { session, documentId } = await schedule();
    const numbered = async () => {
      const { text } = await reader.get(eventPath(documentId));
      return parse(text).events[0]!.sequence;
    };
    const first = await numbered();
    expect(await numbered()).toBe(first);
    await room.retry(session);
    await room.hurry();
    expect(await numbered()).toBe(first);

    const before = String((await room.row(session))!['updatedAt']);
    await room.editor.publish(session, sessionData({ startTime: inHours(40) }));
    await inLine(session, before);
    expect(await numbered()).toBe(first + 1);

    await room.editor.unpublish(session);
    await room.rowWhere(session, ({ state }) => state === 'cancelled', 'the cancelled meeting');
    const { text } = await joiner.get(eventPath(documentId));
    const { method, events } = parse(text);
    expect([method, statusOf(events[0]!), events[0]!.sequence]).toEqual([
      'CANCEL',
      'CANCELLED',
      first + 2,
    ]);
    expect(text).not.toContain('/j/');
  });

  test('is kept by its reader alone, and asked for again in vain', async () => {
    const { documentId } = await schedule();
    const { headers } = await reader.get(eventPath(documentId));
    expect(headers['cache-control']).toBe('private, max-age=0, must-revalidate');
    expect(headers['last-modified']).toEqual(expect.any(String));
    const again = await reader.get(eventPath(documentId)).set('If-None-Match', headers['etag']!);
    expect([again.status, again.text]).toEqual([304, '']);
    const since = headers['last-modified']!;
    const byTime = await reader.get(eventPath(documentId)).set('If-Modified-Since', since);
    expect(byTime.status).toBe(304);
    const theirs = await joiner.get(eventPath(documentId)).set('If-None-Match', headers['etag']!);
    expect(theirs.status).toBe(200);
  });
});

describe('a feed', () => {
  test('of a course has its meetings in order, cancelled ones included, and no others', async () => {
    const late = await schedule({ courseName: 'Botany', sessionNumber: 2, startTime: inHours(72) });
    const early = await schedule({ courseName: 'Botany', startTime: inHours(48) });
    const gone = await schedule({ courseName: 'Botany', sessionNumber: 3 });
    await schedule({ courseName: 'Zoology' });
    await room.editor.unpublish(gone.session);
    await room.rowWhere(gone.session, ({ state }) => state === 'cancelled');
    // A draft that says otherwise says nothing yet.
    await room.editor.update(late.session, sessionData({ courseName: 'Elsewhere' }));

    const answer = await reader.get('/api/zoom/calendar.ics?course=botany');
    expect(answer.status).toBe(200);
    const { events, method } = parse(answer.text);
    expect(method).toBe('PUBLISH');
    expect(events.map((event) => [event.uid.split('@')[0], statusOf(event)])).toEqual([
      [gone.documentId, 'CANCELLED'],
      [early.documentId, 'CONFIRMED'],
      [late.documentId, 'CONFIRMED'],
    ]);
    const elsewhere = await reader.get('/api/zoom/calendar.ics?course=Elsewhere');
    expect(parse(elsewhere.text).events).toEqual([]);
  });

  test('of everything, or of one type', async () => {
    const { documentId } = await schedule({ courseName: 'Physics' });
    for (const query of ['', '?sessionType=plugin::zoom.course-session']) {
      const { text } = await reader.get(`/api/zoom/calendar.ics${query}`);
      expect(text).toContain(`UID:${documentId}@`);
    }
    const none = await reader.get('/api/zoom/calendar.ics?sessionType=api::none.none');
    expect(parse(none.text).events).toEqual([]);
  });

  test('says which part of a query it does not know', async () => {
    const answer = await reader.get('/api/zoom/calendar.ics?curse=x');
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([
      400,
      expect.stringContaining('curse'),
    ]);
    expect((await reader.get('/api/zoom/calendar.ics?course[]=x')).status).toBe(400);
  });

  test('comes again only where it changed', async () => {
    const { headers } = await reader.get('/api/zoom/calendar.ics?course=Physics');
    const again = () =>
      reader.get('/api/zoom/calendar.ics?course=Physics').set('If-None-Match', headers['etag']!);
    expect((await again()).status).toBe(304);
    await schedule({ courseName: 'Physics', sessionNumber: 2 });
    expect((await again()).status).toBe(200);
  });
});

describe('a secret feed', () => {
  const pathOf = (url: string) => new URL(url).pathname;

  test('is read without a log-in, with its owner’s eyes, until it is revoked', async () => {
    const { documentId, joinUrl } = await schedule({ courseName: 'Chemistry' });
    await room.cms.grant({
      role: 'authenticated',
      actions: [ACTION.calendarFeed, ACTION.meetingJoin],
    });
    const person = await room.cms.createSiteUser();
    const user = room.cms.requestAs(person.jwt);
    const made = await user.post(FEEDS).send({ course: 'Chemistry', label: 'Phone' });
    expect(made.status).toBe(201);
    const { url, id } = made.body.data;
    expect(url).toMatch(/^http:\/\/.+\/api\/zoom\/calendar\/secret\/[\w-]{43}\.ics$/);

    const answer = await room.cms.request.get(pathOf(url));
    const [event] = parse(answer.text).events;
    expect([event!.uid, event!.location]).toEqual([`${documentId}@strapi-plugin-zoom`, joinUrl]);

    // Another one sees nothing of it and can do nothing to it.
    const stranger = room.cms.requestAs((await room.cms.createSiteUser()).jwt);
    expect((await stranger.get(FEEDS)).body.data).toEqual([]);
    expect((await stranger.delete(`${FEEDS}/${id}`)).status).toBe(404);
    expect((await stranger.post(`${FEEDS}/${id}/rotate`)).status).toBe(404);

    const list = await user.get(FEEDS);
    expect(list.body.data).toEqual([
      expect.objectContaining({ id, label: 'Phone', course: 'Chemistry' }),
    ]);
    expect(list.text).not.toContain('secret');

    const rotated = await user.post(`${FEEDS}/${id}/rotate`);
    expect((await room.cms.request.get(pathOf(url))).status).toBe(404);
    const next = pathOf(rotated.body.data.url);
    expect((await room.cms.request.get(next)).status).toBe(200);

    // What the owner may no longer read, the feed does not give.
    const users = room.cms.strapi.db.query('plugin::users-permissions.user');
    await users.update({ where: { id: person.id }, data: { blocked: true } });
    expect((await room.cms.request.get(next)).status).toBe(404);
    await users.update({ where: { id: person.id }, data: { blocked: false } });
    expect((await room.cms.request.get(next)).status).toBe(200);

    expect((await user.delete(`${FEEDS}/${id}`)).status).toBe(200);
    expect((await room.cms.request.get(next)).status).toBe(404);
  });

  test('of an API token ends with the token', async () => {
    const made = await joiner.post(FEEDS).send({});
    expect(made.status).toBe(201);
    const path = pathOf(made.body.data.url);
    expect((await room.cms.request.get(path)).status).toBe(200);
    await room.cms.strapi.db
      .query('admin::api-token')
      .updateMany({ where: {}, data: { expiresAt: Date.now() - 1000 } });
    expect((await room.cms.request.get(path)).status).toBe(404);
    await room.cms.strapi.db
      .query('admin::api-token')
      .updateMany({ where: {}, data: { expiresAt: null } });
  });

  test('its secret is in no log line and in no row', async () => {
    const made = await joiner.post(FEEDS).send({});
    const secret = /secret\/(.+)\.ics$/.exec(made.body.data.url)![1]!;
    // What Strapi's request logger writes; the test log leaves that level away.
    const http = jest.spyOn(room.cms.strapi.log, 'http');
    const paths = [
      `/api/zoom/calendar/secret/${secret}.ics`,
      `/API/Zoom/Calendar/SECRET/${secret}.ics/`,
      `/api/zoom/calendar/secret/${secret}.ics?x=1`,
      `/api/zoom/calendar/secret/${secret}/more`,
    ];
    for (const path of paths) await room.cms.request.get(path);
    const lines = () => http.mock.calls.map(([line]) => String(line));
    await waitUntil(() => lines().length >= paths.length, { what: 'the request logger' });
    expect(lines()[0]).toMatch(/^GET \/api\/zoom\/calendar\/secret\/hidden\.ics .*200$/);
    expect([...lines(), ...room.cms.logs].join('\n')).not.toContain(secret);
    http.mockRestore();
    const rows = await room.cms.strapi.db.connection('zm_calendar_feeds');
    expect(JSON.stringify(rows)).not.toContain(secret);
  });

  test.each(['short', 'x'.repeat(43), '../../feeds', '%00'])('is no guess: %s', async (guess) => {
    expect((await room.cms.request.get(`/api/zoom/calendar/secret/${guess}.ics`)).status).toBe(404);
  });

  test('belongs to somebody, and is asked for in a known form', async () => {
    await room.cms.grant({ role: 'public', actions: [ACTION.calendarFeed] });
    expect((await room.cms.request.post(FEEDS).send({})).status).toBe(403);
    const answer = await joiner.post(FEEDS).send({ courses: 'x' });
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([
      400,
      expect.stringContaining('courses'),
    ]);
  });
});

test('mails bring the meeting along: moved, then cancelled, with the registrant’s own link', async () => {
  const email = 'ann@students.example';
  const { session, documentId } = await schedule({ startTime: inHours(50) });
  const enrolled = await room.admin
    .post('/zoom/registrants')
    .send({ meeting: documentId, email, firstName: 'Ann' });
  expect(enrolled.status).toBe(201);
  const own = 'https://zoom.us/w/81234567890?tk=ann';
  await room.cms.strapi.db
    .query('plugin::zoom.registrant')
    .update({ where: { documentId: enrolled.body.data.documentId }, data: { joinUrl: own } });

  type File = { filename: string; content: string; contentType: string };
  const files = () =>
    mail.sent
      .filter(({ to }) => to === email)
      .flatMap((one): File[] => Reflect.get(one, 'attachments') ?? []);
  const nextFile = async (count: number) => {
    await waitUntil(
      async () => {
        if (files().length < count) await room.hurry();
        return files().length === count;
      },
      { what: `mail ${count}`, everyMs: 100, timeoutMs: 60_000 }
    );
    const file = files()[count - 1]!;
    return { file, ...parse(Buffer.from(file.content, 'base64').toString()) };
  };

  await room.editor.publish(session, sessionData({ startTime: inHours(60) }));
  const moved = await nextFile(1);
  expect(moved.file).toMatchObject({
    filename: 'invitation.ics',
    contentType: 'text/calendar; charset=utf-8; method=REQUEST',
  });
  expect(moved.method).toBe('REQUEST');
  expect(moved.events[0]!.location).toBe(own);
  expect(moved.events[0]!.attendees[0]!.getFirstValue()).toMatch(/^mailto:ann@students\.example$/i);

  await room.editor.unpublish(session);
  const cancelled = await nextFile(2);
  expect(cancelled.file.filename).toBe('cancelled.ics');
  expect(cancelled.method).toBe('CANCEL');
  expect(cancelled.events[0]!.uid).toBe(moved.events[0]!.uid);
  expect(cancelled.events[0]!.sequence).toBeGreaterThan(moved.events[0]!.sequence);
});

test('the alarms and the organizer are a setting, checked', async () => {
  const { documentId } = await schedule();
  const saved = await room.admin
    .put('/zoom/settings')
    .send({ calendar: { alarmMinutesBefore: [5, 60], organizerEmail: 'office@school.example' } });
  expect(saved.status).toBe(200);
  const { text } = await reader.get(eventPath(documentId));
  expect(text.match(/TRIGGER:.+/g)?.map((line) => line.trim())).toEqual([
    'TRIGGER:-PT1H',
    'TRIGGER:-PT5M',
  ]);
  expect(parse(text).events[0]!.organizer).toBe('mailto:office@school.example');
  const wrong = await room.admin.put('/zoom/settings').send({ calendar: { pastDays: -1 } });
  expect([wrong.status, JSON.stringify(wrong.body)]).toEqual([
    400,
    expect.stringContaining('calendar.pastDays'),
  ]);
});
